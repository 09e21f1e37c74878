import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Upstream, UpstreamEvent } from '../transports/subgraph-transport.ts';

export type ResultStream = AsyncIterableIterator<ExecutionResult>;

type Handling = {
  /** Fetches what other subgraphs know of the event, and shapes the client's result. */
  complete(event: ExecutionResult): Promise<ExecutionResult>;
  /** The last result of a stream that broke. */
  toFailure(error: unknown): ExecutionResult;
  /** Called once, however the stream ends. */
  onEnd(): void;
};

const rememberedResults = 256;

/**
 * The client's results for the events of one upstream subscription, made as fast as the client takes them.
 *
 * `return()` releases the upstream at once, also while an event is awaited. After a lost connection the upstream
 * repeats its state: a result that the client has already is left out.
 */
export function federatedStream(upstream: Upstream, { complete, toFailure, onEnd }: Handling): ResultStream {
  const done = { value: undefined, done: true } as const;
  const ended = Promise.withResolvers<typeof done>();
  const isRepeat = repeatFilter();
  let open = true;
  const end = async () => {
    if (!open) return;
    open = false;
    onEnd();
    await upstream.return?.();
  };
  const advance = async (): Promise<IteratorResult<ExecutionResult>> => {
    try {
      while (open) {
        const event = await upstream.next();
        if (event.done) break;
        const result = await complete(event.value.result);
        if (!isRepeat(event.value, result)) return { value: result, done: false };
      }
      await end();
      return done;
    } catch (error) {
      if (!open) return done;
      await end();
      return { value: toFailure(error), done: false };
    }
  };
  return {
    next: () => (open ? Promise.race([advance(), ended.promise]) : Promise.resolve(done)),
    async return() {
      ended.resolve(done);
      await end();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Tells results that repeat, on a new connection, what the client was last told of the same thing. */
function repeatFilter(): (event: UpstreamEvent, result: ExecutionResult) => boolean {
  const known = new LRUCache<string, { connection: number; text: string }>({ max: rememberedResults });
  return (event, result) => {
    const subject = subjectOf(event.result);
    const last = known.get(subject);
    const text = JSON.stringify(result);
    known.set(subject, { connection: event.connection, text });
    return last !== undefined && last.connection !== event.connection && last.text === text;
  };
}

/** Which entity an event is about, where the plan asked for its key; else the subscription has one subject. */
function subjectOf({ data }: ExecutionResult): string {
  const [root] = Object.values(data ?? {});
  if (typeof root !== 'object' || root === null || !('id' in root)) return '';
  return String(root.id);
}
