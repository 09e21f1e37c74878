import type { ExecutionResult } from 'graphql';

type EventHandling = {
  toResult(event: unknown): Promise<ExecutionResult>;
  /** The last result of a source that failed. */
  toFailure(error: unknown): ExecutionResult;
  /** Called once, however the subscription ends. */
  onEnd(): void;
};

/**
 * Results for the events of a source. Unlike an async generator, `return()` reaches the source at once, also while
 * the next event is awaited, so that a subscription without events is released too. A source that throws
 * gives one last result with errors, since a thrown error would close a socket that others share.
 */
export function eventResults(
  source: AsyncIterator<unknown>,
  handling: EventHandling,
): AsyncIterableIterator<ExecutionResult> {
  let ended = false;
  const end = () => {
    if (!ended) handling.onEnd();
    ended = true;
  };
  const done = { value: undefined, done: true } as const;

  return {
    async next() {
      if (ended) return done;
      try {
        const event = await source.next();
        if (!event.done) return { value: await handling.toResult(event.value), done: false };
        end();
        return done;
      } catch (error) {
        if (ended) return done;
        end();
        return { value: handling.toFailure(error), done: false };
      }
    },
    async return() {
      end();
      await source.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
