import { hash } from 'node:crypto';
import { CaravanError } from '@caravan/core/errors';
import type { ExecutionResult } from 'graphql';
import { noConnection, type Upstream } from '../transports/subgraph-transport.ts';

/** A result on its way to one client or many. */
export type StreamedResult = {
  readonly result: ExecutionResult;
  /** `result` as JSON, made once for all who get it. */
  readonly text: string;
  /** Which entity it is about, where that can be told. */
  readonly subject: string;
};

export type ResultStream = AsyncIterableIterator<StreamedResult> & {
  /** Called once, when nothing more comes but a last word, for whatever reason. */
  onEnd(listener: () => void): void;
};

type Handling = {
  /** Fetches what other subgraphs know of the event, and shapes the client's result. */
  complete(event: ExecutionResult): Promise<ExecutionResult>;
  /** The last result of a stream that broke, or that must be made again. */
  toFailure(error: unknown): ExecutionResult;
  /** Called once, however the stream ends. */
  onEnd(): void;
  /** Aborted when the supergraph that the subscription was planned on is no longer served. */
  readonly outlived?: AbortSignal;
};

const done = { value: undefined, done: true } as const;

/**
 * The client's results for the events of one upstream subscription, made as fast as the client takes them.
 *
 * `return()` releases the upstream at once, also while an event is awaited. After a lost connection the upstream
 * repeats its state: a result that the client has already is left out. One `next()` at a time.
 */
export function federatedStream(upstream: Upstream, handling: Handling): ResultStream {
  const { complete, toFailure, outlived } = handling;
  const listeners = [handling.onEnd];
  const isRepeat = repeatFilter();
  const outlet = openOutlet();
  const end = async (last: ExecutionResult | null) => {
    if (!outlet.close(last && toStreamed(last, ''))) return;
    outlived?.removeEventListener('abort', onOutlived);
    for (const listener of listeners) listener();
    // Nobody waits for what may fail in the release of a source.
    await upstream.return?.().catch(() => {});
  };
  const onOutlived = () => void end(toFailure(graphChanged()));
  outlived?.addEventListener('abort', onOutlived, { once: true });
  if (outlived?.aborted) onOutlived();

  const advance = async () => {
    try {
      while (outlet.isOpen()) {
        const event = await upstream.next();
        if (event.done) return await end(null);
        const { result, connection } = event.value;
        const streamed = toStreamed(await complete(result), subjectOf(result));
        if (outlet.isOpen() && !isRepeat(connection, streamed)) return outlet.give(streamed);
      }
    } catch (error) {
      await end(toFailure(error));
    }
  };
  return {
    next: () => outlet.take(advance),
    onEnd: (listener) => void (outlet.isOpen() ? listeners.push(listener) : listener()),
    async return() {
      await end(null);
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * Hands results to the one who takes them, one at a time. It is no race of promises: each of them would stay in memory
 * until the longest-lived one settles.
 */
function openOutlet() {
  let taker: ((result: IteratorResult<StreamedResult>) => void) | null = null;
  let last: StreamedResult | null = null;
  let open = true;
  const settle = (result: IteratorResult<StreamedResult>) => {
    const take = taker;
    taker = null;
    take?.(result);
  };
  return {
    isOpen: () => open,
    give: (value: StreamedResult) => settle({ value, done: false }),
    /** @param produce - Sees to it that something is given. */
    take: (produce: () => Promise<void>): Promise<IteratorResult<StreamedResult>> => {
      const value = last;
      last = null;
      if (value) return Promise.resolve({ value, done: false });
      if (!open) return Promise.resolve(done);
      return new Promise((resolve) => {
        taker = resolve;
        void produce();
      });
    },
    /** Gives a last word to who waits, or who asks next. False when it was closed already. */
    close: (word: StreamedResult | null): boolean => {
      if (!open) return false;
      open = false;
      if (word && !taker) last = word;
      settle(word ? { value: word, done: false } : done);
      return true;
    },
  };
}

export function toStreamed(result: ExecutionResult, subject: string): StreamedResult {
  return { result, text: JSON.stringify(result), subject };
}

function graphChanged(): CaravanError {
  return new CaravanError('UNAVAILABLE', 'The graph has changed. Subscribe again.');
}

const rememberedSubjects = 64;

/** Tells results that repeat, on a new connection, what the client was last told of the same thing. */
function repeatFilter(): (connection: number, result: StreamedResult) => boolean {
  const known = new Map<string, { connection: number; digest: string }>();
  return (connection, { subject, text }) => {
    // What has no connection to lose never repeats itself.
    if (connection === noConnection) return false;
    const digest = hash('sha1', text, 'base64');
    const last = known.get(subject);
    if (!last) {
      known.set(subject, { connection, digest });
      if (known.size > rememberedSubjects) forgetOldest(known);
      return false;
    }
    const repeats = last.connection !== connection && last.digest === digest;
    last.connection = connection;
    last.digest = digest;
    return repeats;
  };
}

function forgetOldest(known: Map<string, unknown>): void {
  for (const oldest of known.keys()) {
    known.delete(oldest);
    return;
  }
}

/** Which entity an event is about, where the plan asked for its key; else the subscription has one subject. */
function subjectOf({ data }: ExecutionResult): string {
  for (const key in data) {
    const root = data[key];
    return typeof root === 'object' && root !== null && 'id' in root ? String(root.id) : '';
  }
  return '';
}
