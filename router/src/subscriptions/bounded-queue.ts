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

/** What may wait at most. */
export type Bounds<Event> = {
  readonly events: number;
  readonly bytes: number;
  /** About how many bytes an event keeps; asked only of events that have to wait. */
  sizeOf(event: Event): number;
};

/** @param overflow - Makes the last event of a queue in which more waits than its bounds allow. */
export function boundedQueue<Event>(bounds: Bounds<Event>, overflow: () => Event): BoundedQueue<Event> {
  const done = { value: undefined, done: true } as const;
  let waiting: { readonly event: Event; readonly bytes: number }[] = [];
  let bytes = 0;
  let ended = false;
  const takers: ((result: IteratorResult<Event>) => void)[] = [];
  const listeners: (() => void)[] = [];

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
    const size = bounds.sizeOf(event);
    waiting.push({ event, bytes: size });
    bytes += size;
    // A single event may be larger than all that may wait.
    if (waiting.length <= bounds.events && (bytes <= bounds.bytes || waiting.length === 1)) return;
    waiting = [{ event: overflow(), bytes: 0 }];
    end();
  };
  return {
    push,
    end,
    onEnd: (listener) => void (ended ? listener() : listeners.push(listener)),
    events: {
      // Not async: one promise less for each event of each subscriber.
      next() {
        const first = waiting.shift();
        if (first) {
          bytes -= first.bytes;
          return Promise.resolve({ value: first.event, done: false });
        }
        if (ended) return Promise.resolve(done);
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
