import { newId } from '@caravan/core/ids';
import type { Database } from '@caravan/database/database';
import { sqlState } from '@caravan/database/sql-state';
import { eventsMigrations } from '@caravan/events/outbox';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withIds } from '../ids.ts';
import { memoryDatabase, type Runner } from './database.ts';
import { marketplaceScripts } from './marketplace-scripts.ts';
import { paymentsScripts } from './payments-scripts.ts';
import type { JobRow } from './raw-statements.ts';
import type { Queue, Script } from './scripts.ts';
import { createStore, rowsOf, type Tx } from './transactions.ts';

const noon = new Date('2026-11-21T12:00:00Z');

/** As a pool of connections: who has to wait for a lock waits until its holder has ended. */
function openMemory(): Opened {
  const store = createStore();
  const waiting = new Map<Tx, (() => void)[]>();
  store.onEnd = (tx) => {
    for (const goOn of waiting.get(tx) ?? []) goOn();
    waiting.delete(tx);
  };
  const runner: Runner = {
    name: 'conformance',
    open: new Set(),
    turn: () => Promise.resolve(),
    waitFor: (holder) =>
      new Promise((resolve) => {
        waiting.set(holder, [...(waiting.get(holder) ?? []), resolve]);
      }),
  };
  const jobs = rowsOf(store, 'jobs') as unknown as Map<number, JobRow>;
  const queue: Queue = {
    read: () =>
      Promise.resolve(
        [...jobs.values()]
          .map((job) => ({ ...job, spent: job.attempts >= job.maxAttempts }))
          .map(plainJob)
          .sort(byTime),
      ),
    async take(key) {
      for (const [id, job] of jobs) if (job.key === key) jobs.set(id, { ...job, lockedBy: 'worker', attempts: 1 });
    },
  };
  return { database: memoryDatabase(store, runner, () => noon), queue };
}

type PlainJob = Awaited<ReturnType<Queue['read']>>[number];

function plainJob({
  name,
  key,
  runAt,
  spent,
}: {
  name: string;
  key: string | null;
  runAt: Date;
  spent: boolean;
}): PlainJob {
  return { name, key, runAt: runAt.toISOString(), spent };
}

function byTime(one: PlainJob, other: PlainJob): number {
  return `${one.runAt} ${one.name}` < `${other.runAt} ${other.name}` ? -1 : 1;
}

function queueOf({ query }: Database, schema: string): Queue {
  const table = sql.raw(`${schema}_jobs._private_jobs`);
  const tasks = sql.raw(`${schema}_jobs._private_tasks`);
  return {
    async read() {
      const rows = await query.execute<{ name: string; key: string | null; run_at: string; spent: boolean }>(sql`
        select identifier as name, key, run_at, attempts >= max_attempts as spent
        from ${table} j join ${tasks} t on t.id = j.task_id`);
      return rows.map(({ run_at, ...job }) => plainJob({ ...job, runAt: new Date(run_at) })).sort(byTime);
    },
    async take(key) {
      await query.execute(
        sql`update ${table} set locked_at = now(), locked_by = 'worker', attempts = 1 where key = ${key}`,
      );
    },
  };
}

type Opened = { readonly database: Database; readonly queue: Queue };

/** What a script saw; a refusal of the database by its state, and by the rule that was broken. */
async function observe({ database, queue }: Opened, script: Script): Promise<unknown[]> {
  const seen: unknown[] = [];
  await withIds(
    () => noon.getTime(),
    async () => {
      // Ids differ from script to script, since all of them share a database.
      for (let skipped = script.firstId; skipped > 0; skipped -= 1) newId();
      await script.run({
        database,
        queue,
        now: noon,
        see: (value) => void seen.push(value),
        async refused(work) {
          seen.push(await database.transaction(work).then(() => 'accepted', refusalOf));
        },
      });
    },
  );
  return seen;
}

function refusalOf(error: unknown): string {
  const state = sqlState(error);
  if (state === null) throw error;
  return `refused: ${state} ${constraintOf(error)}`;
}

function constraintOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('constraint_name' in current && typeof current.constraint_name === 'string') return current.constraint_name;
  }
  return '';
}

const migrationsOf = (name: string) => [
  { name: 'events', folder: eventsMigrations },
  { name, folder: new URL(`../../../../subgraphs/${name}/migrations/`, import.meta.url) },
];

describe.each([
  ['payments', paymentsScripts],
  ['marketplace', marketplaceScripts],
] as const)('the database in memory does what Postgres does with the stores of %s', (name, scripts) => {
  const { database } = testDatabase(name, migrationsOf(name));

  test.each(scripts.map((script) => [script.name, script] as const))('%s', async (_name, script) => {
    const [real, simulated] = [
      await observe({ database, queue: queueOf(database, name) }, script),
      await observe(openMemory(), script),
    ];
    expect(real.length).toBeGreaterThan(0);
    expect(simulated).toEqual(real);
  });
});
