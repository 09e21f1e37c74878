import { EventEmitter } from 'node:events';
import type { Database } from '@caravan/database/database';
import { sql } from 'drizzle-orm';
import type { Runner, WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';

const sweepMs = 5_000;
/** The end of a job is written down after it is told, by a statement that may take its time. */
const endedMs = 15_000;

export type Workers = {
  /** What the runner is to announce its worker pools on. */
  readonly events: Runner['events'];
  /** Resolves when the pool announced last should have ended and has not: its jobs are left to others. */
  overdue(): Promise<void>;
  /** Resolves when the locks of the pools announced so far were asked for. */
  locked(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Gives back the jobs of processes that died: graphile-worker alone would wait four hours. So it does with the jobs
 * of a pool that stops for an error and does not end: one of its jobs may keep it from that, or its own bookkeeping.
 *
 * While it lives, a process holds a session's advisory lock for each of its worker pools, whose ids stand in the
 * jobs they have taken. Whose lock can be had is dead.
 *
 * @param options.database - With one connection, for us alone: the locks are its session's.
 * @param options.stopMs - How long a pool that stops by itself, for an error, may wait for its running jobs.
 */
export function watchWorkers(options: {
  database: Database;
  jobsSchema: string;
  logger: Logger;
  stopMs: number;
}): Workers {
  const events: WorkerEvents = new EventEmitter();
  const living = new Set<string>();
  const held = new Set<string>();
  let overdue = Promise.withResolvers<void>();
  let running = Promise.resolve();
  const trigger = () => {
    running = running
      .then(() => sweep(options, { living, held }))
      .catch((error: unknown) => options.logger.warn({ error }, 'Jobs of dead processes could not be looked for'));
  };
  events.on('pool:create', ({ workerPool }) => {
    living.add(workerPool.id);
    overdue = Promise.withResolvers();
    const forget = () => living.delete(workerPool.id);
    workerPool.promise.then(forget, forget);
    trigger();
  });
  events.on('pool:gracefulShutdown', ({ workerPool }) => {
    const { resolve } = overdue;
    const leave = () => {
      if (!living.delete(workerPool.id)) return;
      options.logger.error('Job workers did not end; others take their jobs over');
      resolve();
    };
    setTimeout(leave, options.stopMs).unref();
  });
  events.on('job:start', ({ job }) => held.add(job.id));
  events.on('job:complete', ({ job }) => setTimeout(() => held.delete(job.id), endedMs).unref());
  const timer = setInterval(trigger, sweepMs);
  return {
    events,
    overdue: () => overdue.promise,
    locked: () => running,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

type Known = {
  /** Ids of our worker pools. */
  readonly living: Set<string>;
  /** Ids of the jobs that we run, or have run just now. */
  readonly held: ReadonlySet<string>;
};

async function sweep({ database, jobsSchema, logger }: Parameters<typeof watchWorkers>[0], { living, held }: Known) {
  await holdLocks(database, living);
  // A pool that has just come up may take its first job a moment before its lock.
  const others = await database.query.execute<{ locked_by: string }>(sql`
    select distinct locked_by from ${sql.identifier(jobsSchema)}._private_jobs
    where locked_at < now() - interval '2 seconds'`);
  for (const { locked_by: worker } of others) {
    if (!living.has(worker)) await unlockIfDead(database, { worker, jobsSchema, logger });
  }
  await unlockLost(database, { jobsSchema, living, held });
}

/** A job that was given to us by a statement whose answer was lost with its connection is run by nobody. */
async function unlockLost(database: Database, { jobsSchema, living, held }: Known & { jobsSchema: string }) {
  const jobs = sql`${sql.identifier(jobsSchema)}._private_jobs`;
  await database.query.execute(sql`
    update ${jobs} set locked_at = null, locked_by = null
    where locked_at < now() - interval '2 seconds'
      and locked_by in (select jsonb_array_elements_text(${JSON.stringify([...living])}::text::jsonb))
      and id::text not in (select jsonb_array_elements_text(${JSON.stringify([...held])}::text::jsonb))`);
}

/** Locks are counted, and a new session after a broken connection has none: only missing ones are taken. */
async function holdLocks(database: Database, living: Set<string>) {
  for (const worker of living) {
    await database.query.execute(sql`
      select pg_advisory_lock(${lockOf(worker)}) where not exists (
        select 1 from pg_locks
        where locktype = 'advisory' and pid = pg_backend_pid() and granted
          and ((classid::bigint << 32) | objid::bigint) = ${lockOf(worker)} and objsubid = 1
      )`);
  }
}

async function unlockIfDead(
  database: Database,
  { worker, jobsSchema, logger }: { worker: string; jobsSchema: string; logger: Logger },
) {
  await database.transaction(async (tx) => {
    const [lock] = await tx.execute<{ had: boolean }>(sql`select pg_try_advisory_xact_lock(${lockOf(worker)}) as had`);
    if (!lock?.had) return;
    await tx.execute(sql`select from ${sql.identifier(jobsSchema)}.force_unlock_workers(array[${worker}::text])`);
    logger.info({ worker }, 'Jobs of a dead process are free again');
  });
}

function lockOf(worker: string) {
  return sql`hashtextextended(${`caravan worker ${worker}`}::text, 0)`;
}
