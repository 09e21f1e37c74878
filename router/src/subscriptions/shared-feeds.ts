import type { ExecutionResult } from 'graphql';
import { type BoundedQueue, boundedQueue } from './bounded-queue.ts';
import { type ResultStream, type StreamedResult, toStreamed } from './federated-stream.ts';
import { tooSlow } from './too-slow.ts';

/**
 * When somebody may join a feed that others listen to already, so that nobody misses what an own feed would tell:
 * before its first event (which may be the state as it is); at any time, where feeds tell changes only; or told what
 * was last told of each subject, where feeds tell states.
 */
export type Joining = 'before the first event' | 'at any time' | 'with the last states';

export type SharedFeeds = {
  /**
   * Results of the feed with that key.
   *
   * @param start - Opens the feed if there is none that can be joined.
   */
  join(
    feed: { readonly key: string; readonly joining: Joining },
    start: () => Promise<ResultStream | ExecutionResult>,
  ): Promise<ResultStream | ExecutionResult>;
};

/** What waits for one of the listeners at most. */
type Limits = { readonly events: number; readonly bytes: number };

export function sharedFeeds(limits: Limits): SharedFeeds {
  const feeds = new Map<string, Feed>();
  return {
    join: ({ key, joining }, start) => {
      const found = feeds.get(key);
      if (found?.admits(joining)) return found.join();
      const feed = openFeed({ start, limits, keepsStates: joining === 'with the last states' }, () => {
        if (feeds.get(key) === feed) feeds.delete(key);
      });
      feeds.set(key, feed);
      return feed.join();
    },
  };
}

/** One feed for all who listen to it. It is read as fast as the fastest of them reads. */
type Feed = {
  admits(joining: Joining): boolean;
  join(): Promise<ResultStream | ExecutionResult>;
};

type Opening = {
  start(): Promise<ResultStream | ExecutionResult>;
  readonly limits: Limits;
  readonly keepsStates: boolean;
};

function openFeed({ start, limits, keepsStates }: Opening, onEnd: () => void): Feed {
  const listeners = new Set<BoundedQueue<StreamedResult>>();
  const states = lastStates();
  const starting = start();
  let ended = false;
  let hasBegun = false;
  let reading = false;

  const end = () => {
    if (ended) return;
    ended = true;
    onEnd();
    for (const listener of listeners) listener.end();
    starting.then(release, () => {});
  };
  const read = async (stream: ResultStream) => {
    if (reading || ended) return;
    reading = true;
    const event = await stream.next();
    reading = false;
    if (event.done) return end();
    hasBegun = true;
    if (keepsStates) states.remember(event.value);
    for (const listener of listeners) listener.push(event.value);
  };
  const join = async () => {
    const listener = boundedQueue<StreamedResult>({ ...limits, sizeOf: ({ text }) => text.length }, lastWord);
    listeners.add(listener);
    listener.onEnd(() => {
      listeners.delete(listener);
      if (listeners.size === 0) end();
    });
    for (const state of hasBegun && keepsStates ? states.all() : []) listener.push(state);
    try {
      const outcome = await starting;
      if (Symbol.asyncIterator in outcome) return listening(listener, () => void read(outcome));
      end();
      return outcome;
    } catch (error) {
      end();
      throw error;
    }
  };
  return {
    admits: (joining) =>
      !ended &&
      (!hasBegun || joining === 'at any time' || (joining === 'with the last states' && states.areComplete())),
    join,
  };
}

async function release(outcome: ResultStream | ExecutionResult): Promise<void> {
  if (Symbol.asyncIterator in outcome) await outcome.return?.();
}

function lastWord(): StreamedResult {
  return toStreamed(tooSlow(), '');
}

function listening({ events, onEnd }: BoundedQueue<StreamedResult>, read: () => void): ResultStream {
  return {
    onEnd,
    next: () => {
      const event = events.next();
      read();
      return event;
    },
    return: async () => events.return?.() ?? { value: undefined, done: true },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Most subjects of one feed whose states are kept for those who join later. */
const keptStates = 256;

function lastStates() {
  const bySubject = new Map<string, StreamedResult>();
  let areComplete = true;
  return {
    remember: (state: StreamedResult) => {
      bySubject.delete(state.subject);
      bySubject.set(state.subject, state);
      if (bySubject.size <= keptStates) return;
      areComplete = false;
      bySubject.clear();
    },
    all: () => [...bySubject.values()],
    areComplete: () => areComplete,
  };
}
