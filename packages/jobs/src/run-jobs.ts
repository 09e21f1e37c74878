import { newId } from '@caravan/core/ids';
import { runInOperation } from '@caravan/core/operation-context';
import { openDatabase } from '@caravan/database/database';
import { type CronItem, type JobHelpers, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import type { StoredJob } from './add-job.ts';
import type { Job } from './job.ts';
import { jobsSchema, migrateJobs } from './migrate-jobs.ts';
import { supervise } from './supervise.ts';
import { type Workers, watchWorkers } from './watch-workers.ts';
import { workerLogger } from './worker-logger.ts';

export type JobsOptions<Deps> = {
  jobs: readonly Job<Deps>[];
  deps: Deps;
  /** As the subgraph's own role. */
  url: string;
  /** The subgraph's schema; the queue is in `<schema>_jobs`. */
  schema: string;
  logger: Logger;
  /** Jobs at the same time in this process, 4 by default. */
  concurrency?: number;
  /** How long `stop` waits for running jobs before it leaves them to others, 10 s by default. */
  stopMs?: number;
};

/**
 * Runs the jobs of a subgraph, in any number of processes: each job is taken by one of them, at once when it is
 * added or when its time comes. Jobs of a process that was killed are taken over within seconds.
 */
export async function startJobs<Deps>(options: JobsOptions<Deps>): Promise<{ stop(): Promise<void> }> {
  await migrateJobs(options);
  const database = openDatabase({ ...options, poolSize: 1, statementTimeoutMs: 15_000, attempts: 3 });
  const { schema, logger, stopMs = 10_000 } = options;
  const workers = watchWorkers({ database, jobsSchema: jobsSchema(schema), logger, stopMs });
  const supervised = await supervise(() => startRunner(options, workers), options);
  return {
    async stop() {
      await supervised.stop();
      await workers.stop();
      await database.close();
    },
  };
}

async function startRunner<Deps>(options: JobsOptions<Deps>, workers: Workers): Promise<Runner> {
  const concurrency = options.concurrency ?? 4;
  const runner = await run({
    connectionString: options.url,
    schema: jobsSchema(options.schema),
    concurrency,
    maxPoolSize: concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: workerLogger(options.logger),
    events: workers.events,
    taskList: taskList(options),
    parsedCronItems: parseCronItems(options.jobs.flatMap(cronItem)),
    preset: { worker: batches },
  });
  await workers.locked();
  return { ...runner, promise: Promise.race([runner.promise, workers.overdue()]) };
}

/**
 * Ends of jobs are written down in batches, at once. Without batches nobody waits for that: a database that is away
 * when a job ends would end the process. With them the runner ends, and another is started.
 */
const batches = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

function cronItem({ name, cron, maxAttempts }: Job<never>): CronItem[] {
  if (cron === undefined) return [];
  // A run that still waits for its next try is replaced, so runs never pile up.
  const options = { backfillPeriod: 0, jobKey: `cron:${name}`, jobKeyMode: 'replace' as const };
  return [{ task: name, match: cron, identifier: name, options: maxAttempts ? { ...options, maxAttempts } : options }];
}

function taskList<Deps>(options: JobsOptions<Deps>): TaskList {
  return Object.fromEntries(
    options.jobs.map((job) => [
      job.name,
      (stored: unknown, helpers: JobHelpers) => runJob(options, job, stored, helpers),
    ]),
  );
}

async function runJob<Deps>(options: JobsOptions<Deps>, job: Job<Deps>, stored: unknown, helpers: JobHelpers) {
  const { payload, correlationId } = readStored(stored);
  const operation = { correlationId: correlationId ?? newId(), causationId: null, principalId: null };
  const { id, attempts } = helpers.job;
  await runInOperation(operation, async () => {
    try {
      await job.run(options.deps, payload);
      options.logger.debug({ job: job.name, id, attempts }, 'Job done');
    } catch (error) {
      options.logger.warn({ job: job.name, id, attempts, error }, 'Job failed');
      if (job.maxAttempts !== undefined && attempts >= job.maxAttempts) await giveUp(options.schema, helpers);
      throw error;
    }
  });
}

/** A job added by cron has no payload of ours. */
function readStored(stored: unknown): StoredJob {
  const isOurs = typeof stored === 'object' && stored !== null && 'payload' in stored && 'correlationId' in stored;
  return isOurs ? (stored as StoredJob) : { payload: {}, correlationId: null };
}

/** Makes this attempt the last one; the failed job stays in the queue's table with its error. */
async function giveUp(schema: string, helpers: JobHelpers) {
  await helpers.query(`update "${jobsSchema(schema)}"._private_jobs set max_attempts = attempts where id = $1`, [
    helpers.job.id,
  ]);
}
