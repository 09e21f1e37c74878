import type { Database, Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import { sleep } from './backoff.ts';

/** See `pass_consumer_gate` in migrations/0001_consumer_controls.sql. */
export type GateAnswer = 'open' | 'closed' | 'superseded';

export type ConsumerGate = {
  /** Looks again at once; also right when nothing has changed. */
  ring(): void;
  /**
   * Resolves when events may be handled, which the claim of each still has to confirm.
   *
   * @throws ReplaySuperseded for a replay that is not the one under way any more; the signal's reason when it aborts.
   */
  untilOpen(): Promise<void>;
};

export class ReplaySuperseded extends Error {
  constructor(consumer: string) {
    super(`Another replay of ${consumer} has begun.`);
    this.name = 'ReplaySuperseded';
  }
}

type GateOptions = {
  database: Database;
  consumer: string;
  /** The replay that wants to pass; null for what is delivered. */
  replay: string | null;
  /** For what waits with deliveries: once it is false the wait ends as that of a superseded replay does. */
  isWanted?(): Promise<boolean>;
  /** Fallback when a NOTIFY was missed. */
  pollMs: number;
  stopping: AbortSignal;
};

/** Where a consumer waits while it is paused or rebuilt. All that wait share one look at the database. */
export function createConsumerGate(options: GateOptions): ConsumerGate {
  let bell = Promise.withResolvers<void>();
  let waiting: Promise<void> | null = null;

  const wait = async () => {
    let seen: Promise<void> | null = null;
    for (let looks = 0; ; looks += 1) {
      // Taken before the look, so that a ring during it is not lost.
      const rung = bell.promise;
      if (rung !== seen) looks = 0;
      seen = rung;
      const answer = await lookAtGate(options.database.query, options.consumer, options.replay);
      if (answer === 'open') return;
      if (answer === 'superseded' || (await options.isWanted?.()) === false)
        throw new ReplaySuperseded(options.consumer);
      // A ring can come a moment before whoever rang lets the lock go, so a few looks follow it soon.
      await untilRung(rung, options, Math.min(options.pollMs, soonMs * 2 ** looks));
    }
  };
  return {
    ring() {
      bell.resolve();
      bell = Promise.withResolvers();
    },
    untilOpen() {
      waiting ??= wait().finally(() => {
        waiting = null;
      });
      return waiting;
    },
  };
}

/** In a transaction, 'open' holds until it ends. */
export async function lookAtGate(executor: Executor, consumer: string, replay: string | null): Promise<GateAnswer> {
  const rows = await executor.execute<{ answer: GateAnswer }>(sql`
    select pass_consumer_gate(${consumer}, ${replay}) as answer`);
  return rows[0]?.answer ?? 'closed';
}

const soonMs = 20;

async function untilRung(rung: Promise<void>, { stopping }: GateOptions, longestMs: number): Promise<void> {
  const enough = new AbortController();
  try {
    await Promise.race([rung, sleep(longestMs, AbortSignal.any([stopping, enough.signal]))]);
  } finally {
    enough.abort();
  }
}
