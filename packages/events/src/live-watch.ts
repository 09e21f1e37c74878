import type { EventEnvelope } from '@caravan/contracts/event';
import { CaravanError } from '@caravan/core/errors';
import { backoffMs, sleep } from './backoff.ts';
import { createStateQueue, type StateQueue } from './state-queue.ts';

/** What one watch reads, and how it tells states apart. */
export type Watched<State> = {
  current(event: EventEnvelope | null): Promise<readonly State[]>;
  keyOf(state: State): string;
};

export type Watch<State> = {
  readonly states: AsyncIterableIterator<State>;
  /** Reads the states that the event concerns; while a read of its subject is under way, once more after it. */
  reread(event: EventEnvelope): void;
  /** Reads all states. */
  refresh(): void;
  end(error?: unknown): void;
};

type OpenWatch<State> = Watched<State> & { queueSize: number; onEnd(): void };

const readsAtOnce = 4;
const readAttempts = 6;
/** Key of the read of all states among those of single subjects. */
const everything = '';

export function openWatch<State extends { version: number }>(options: OpenWatch<State>): Watch<State> {
  const ending = new AbortController();
  /** Reads that are due, by subject, with the newest event of each. */
  const due = new Map<string, EventEnvelope | null>();
  const underWay = new Set<string>();

  const end = (error?: unknown) => {
    if (ending.signal.aborted) return;
    ending.abort();
    due.clear();
    queue.end(error);
    options.onEnd();
  };
  const queue: StateQueue<State> = createStateQueue({ ...options, onReturn: end });

  const request = (subject: string, event: EventEnvelope | null) => {
    if (ending.signal.aborted) return;
    due.set(subject, event);
    if (due.size > options.queueSize) end(tooSlow());
    else startReads();
  };
  const startReads = () => {
    for (const [subject, event] of due) {
      if (underWay.size >= readsAtOnce) return;
      if (underWay.has(subject)) continue;
      due.delete(subject);
      underWay.add(subject);
      void read(subject, event);
    }
  };
  const read = async (subject: string, event: EventEnvelope | null) => {
    try {
      const states = await readPatiently(() => options.current(event), ending.signal);
      if (!queue.offer(states, subject === everything)) end(tooSlow());
    } catch (error) {
      end(error);
    } finally {
      underWay.delete(subject);
      startReads();
    }
  };
  return {
    states: queue.states,
    reread: (event) => request(`subject ${event.subject}`, event),
    refresh: () => request(everything, null),
    end,
  };
}

/** A lost connection is no reason to end a subscription, so reads are tried again for some seconds. */
async function readPatiently<Value>(read: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (error instanceof CaravanError || attempt >= readAttempts) throw error;
      await sleep(backoffMs(attempt, { baseMs: 100, maximumMs: 3_000 }), signal);
    }
  }
}

function tooSlow(): CaravanError {
  return new CaravanError('UNAVAILABLE', 'This subscription reads too slowly and was ended; subscribe again.');
}
