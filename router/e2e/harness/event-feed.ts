/** Events for watchers that come and go. */
export type EventFeed<Event> = {
  emit(event: Event): void;
  /** First the state as it is, if any, then every event that matches. */
  watch(current: Event | null, matches: (event: Event) => boolean): AsyncIterableIterator<Event>;
  /** Watchers that have not been released. */
  readonly watchers: number;
  /** Ends all watchers with an error, as a broken source would. */
  breakAll(error: Error): void;
};

export function eventFeed<Event>(): EventFeed<Event> {
  const open = new Set<{ push(event: Event): void; fail(error: Error): void }>();
  return {
    emit: (event) => {
      for (const watcher of open) watcher.push(event);
    },
    breakAll: (error) => {
      for (const watcher of open) watcher.fail(error);
    },
    get watchers() {
      return open.size;
    },
    watch: (current, matches) => {
      const waiting: Event[] = current === null ? [] : [current];
      let taker: PromiseWithResolvers<IteratorResult<Event>> | null = null;
      const watcher = {
        push: (event: Event) => {
          if (!matches(event)) return;
          if (!taker) return void waiting.push(event);
          taker.resolve({ value: event, done: false });
          taker = null;
        },
        fail: (error: Error) => {
          taker?.reject(error);
          taker = null;
        },
      };
      open.add(watcher);
      const done = { value: undefined, done: true } as const;
      return {
        async next() {
          const event = waiting.shift();
          if (event !== undefined) return { value: event, done: false };
          if (!open.has(watcher)) return done;
          taker = Promise.withResolvers();
          return taker.promise;
        },
        async return() {
          open.delete(watcher);
          taker?.resolve(done);
          taker = null;
          return done;
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}
