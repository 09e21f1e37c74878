/** What a subscription has sent so far, and a way to wait for more. */
export type Watching<Event> = {
  readonly seen: readonly Event[];
  /** The first event, sent already or later, that meets the condition; rejects after `timeoutMs`. */
  until(condition: (event: Event) => boolean, timeoutMs?: number): Promise<Event>;
  stop(): Promise<void>;
};

/** Reads a subscription from now on. */
export function watch<Data, Event>(stream: AsyncIterableIterator<Data>, pick: (data: Data) => Event): Watching<Event> {
  const seen: Event[] = [];
  const looking = new Set<() => void>();
  const reading = (async () => {
    for await (const data of stream) {
      seen.push(pick(data));
      for (const look of looking) look();
    }
  })();
  // Whoever waits is told by `until`; nobody else needs to be.
  reading.catch(() => {});
  return {
    seen,
    until: async (condition, timeoutMs = 20_000) => {
      const found = Promise.withResolvers<Event>();
      const timer = setTimeout(
        () => found.reject(new Error(`no such event within ${timeoutMs} ms; seen: ${JSON.stringify(seen)}`)),
        timeoutMs,
      );
      const look = () => {
        const event = seen.find(condition);
        if (event !== undefined) found.resolve(event);
      };
      looking.add(look);
      reading.then(() => found.reject(new Error(`the stream ended; seen: ${JSON.stringify(seen)}`)), found.reject);
      look();
      try {
        return await found.promise;
      } finally {
        clearTimeout(timer);
        looking.delete(look);
      }
    },
    stop: async () => {
      await stream.return?.(undefined);
      await reading.catch(() => {});
    },
  };
}
