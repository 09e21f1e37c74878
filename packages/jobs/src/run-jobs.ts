import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@caravan/core/ids';
import { runInOperation } from '@caravan/core/operation-context';
import { openDatabase } from '@caravan/database/database';
import { type JobHelpers, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import type { StoredJob } from './add-job.ts';
import type { Job } from './job.ts';
import { jobsSchema, migrateJobs } from './migrate-jobs.ts';
import { watchWorkers } from './watch-workers.ts';
import { workerLogger } from './worker-logger.ts';

const stopMs = 10_000;

export type JobsOptions<Deps> = {
  jobs: readonly Job<Deps>[];
  deps: Deps;
  /** As the subgraph's own role. */
  url: string;
  /** The subgraph's schema; the queue is in `<schema>_jobs`. */
  schema: string;
  logger: Logger;
  /** Jobs at the same time in this process. */
  concurrency?: number;
};

/**
 * Runs the jobs of a subgraph, in any number of processes: each job is taken by one of them, at once when it is
 * added or when its time comes. Jobs of a process that was killed are taken over within seconds.
 */
export async function startJobs<Deps>(options: JobsOptions<Deps>): Promise<{ stop(): Promise<void> }> {
  await migrateJobs(options);
  const database = openDatabase({ ...options, poolSize: 1, statementTimeoutMs: 15_000, attempts: 3 });
  const workers = await watchWorkers({ database, jobsSchema: jobsSchema(options.schema), logger: options.logger });
  const state: { stopped: boolean; runner: Runner } = { stopped: false, runner: await startRunner(options, workers) };
  const supervised = supervise(state, options, () => startRunner(options, workers));
  return {
    async stop() {
      state.stopped = true;
      await stopRunner(state.runner);
      await supervised;
      await workers.stop();
      await database.close();
    },
  };
}

/** Waits for running jobs; those that take too long are put back, to be run again by whoever is there. */
async function stopRunner(runner: Runner) {
  const patience = new AbortController();
  const stopping = runner.stop().catch(() => {}); // It refuses when it has ended by itself.
  const ended = await Promise.race([stopping, pause(stopMs, 'late', { signal: patience.signal }).catch(() => 'ended')]);
  patience.abort();
  if (ended === 'late') await runner.kill('jobs took too long to end');
}

/** graphile-worker gives up when the database is away for long; we begin again. */
async function supervise(
  state: { stopped: boolean; runner: Runner },
  { logger }: { logger: Logger },
  restart: () => Promise<Runner>,
) {
  while (!state.stopped) {
    await state.runner.promise.catch((error: unknown) => logger.error({ error }, 'The job runner ended'));
    while (!state.stopped) {
      await pause(1_000);
      if (state.stopped) return;
      try {
        state.runner = await restart();
        break;
      } catch (error) {
        logger.error({ error }, 'The job runner could not be started');
      }
    }
  }
}

function startRunner<Deps>(options: JobsOptions<Deps>, workers: { events: Runner['events'] }): Promise<Runner> {
  const concurrency = options.concurrency ?? 4;
  return run({
    connectionString: options.url,
    schema: jobsSchema(options.schema),
    concurrency,
    maxPoolSize: concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: workerLogger(options.logger),
    events: workers.events,
    taskList: taskList(options),
    parsedCronItems: parseCronItems(
      options.jobs.flatMap(({ name, cron, maxAttempts }) =>
        cron === undefined
          ? []
          : [
              {
                task: name,
                match: cron,
                identifier: name,
                // A run that still waits for its next try is replaced, so runs never pile up.
                options: {
                  backfillPeriod: 0,
                  jobKey: `cron:${name}`,
                  jobKeyMode: 'replace' as const,
                  ...(maxAttempts === undefined ? {} : { maxAttempts }),
                },
              },
            ],
      ),
    ),
  });
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
