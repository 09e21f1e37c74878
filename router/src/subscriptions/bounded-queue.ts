/** Events between a producer that cannot be held back and a consumer that may be slow. */
export type BoundedQueue<Event> = {
  /** One event too many drops what waits and ends the queue with its overflow event. */
  push(event: Event): void;
  /** What waits is still handed out. */
  end(): void;
  /** Called once, when the queue ends for whatever reason. */
  onEnd(listener: () => void): void;
  readonly events: AsyncIterableIterator<Event>;
};

/** @param overflow - The last event of a queue in which more than `capacity` events wait. */
export function boundedQueue<Event>(capacity: number, overflow: Event): BoundedQueue<Event> {
  let waiting: Event[] = [];
  let ended = false;
  const takers: ((result: IteratorResult<Event>) => void)[] = [];
  const listeners: (() => void)[] = [];
  const done = { value: undefined, done: true } as const;

  const end = () => {
    if (ended) return;
    ended = true;
    for (const take of takers.splice(0)) take(done);
    for (const listener of listeners.splice(0)) listener();
  };
  const push = (event: Event) => {
    if (ended) return;
    const take = takers.shift();
    if (take) return take({ value: event, done: false });
    waiting.push(event);
    if (waiting.length <= capacity) return;
    waiting = [overflow];
    end();
  };
  return {
    push,
    end,
    onEnd: (listener) => void (ended ? listener() : listeners.push(listener)),
    events: {
      async next() {
        const event = waiting.shift();
        if (event !== undefined) return { value: event, done: false };
        if (ended) return done;
        return new Promise((resolve) => takers.push(resolve));
      },
      async return() {
        waiting = [];
        end();
        return done;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
