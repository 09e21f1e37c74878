import type { Place } from './admission.ts';
import { type Priority, priorities } from './priorities.ts';

/** A short queue in which the more urgent overtake, and push out the less urgent when it is full. */
export type WaitingRoom = {
  readonly size: number;
  readonly isFull: boolean;
  /** Whether somebody waits who is as urgent or more. */
  hasAtLeast(priority: Priority): boolean;
  /** A place, or null for whom there is no room or who has waited too long. */
  wait(priority: Priority): Promise<Place | null>;
  /** Lets the first of the most urgent in, if there is one who fits. */
  admitNext(fits: (priority: Priority) => boolean, admit: () => Place): boolean;
};

type Waiter = (place: Place | null) => void;

export function waitingRoom({ most, waitMs }: { most: number; waitMs: number }): WaitingRoom {
  const queues: Readonly<Record<Priority, Set<Waiter>>> = { high: new Set(), normal: new Set(), low: new Set() };
  let size = 0;

  /** The last to come of the least urgent below that priority goes. */
  const makeRoom = (priority: Priority): boolean => {
    if (size < most) return true;
    const below = priorities.slice(priorities.indexOf(priority) + 1).reverse();
    const queue = below.map((each) => queues[each]).find((each) => each.size > 0);
    const last = queue && [...queue].at(-1);
    if (!last) return false;
    last(null);
    return true;
  };
  return {
    get size() {
      return size;
    },
    get isFull() {
      return size >= most;
    },
    hasAtLeast: (priority) =>
      size > 0 && priorities.slice(0, priorities.indexOf(priority) + 1).some((each) => queues[each].size > 0),
    wait: (priority) => {
      if (!makeRoom(priority)) return Promise.resolve(null);
      const { promise, resolve } = Promise.withResolvers<Place | null>();
      const queue = queues[priority];
      const waiter: Waiter = (place) => {
        if (!queue.delete(waiter)) return;
        size -= 1;
        clearTimeout(timer);
        resolve(place);
      };
      const timer = setTimeout(() => waiter(null), waitMs);
      queue.add(waiter);
      size += 1;
      return promise;
    },
    admitNext: (fits, admit) => {
      for (const priority of priorities) {
        const [first] = queues[priority];
        if (!first) continue;
        if (!fits(priority)) return false;
        first(admit());
        return true;
      }
      return false;
    },
  };
}
