import { setTimeout as pause } from 'node:timers/promises';
import { currentOperation, runInOperation } from '@caravan/core/operation-context';
import { fail } from '@caravan/core/result';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { addJob, removeJob } from './add-job.ts';
import { job } from './job.ts';
import { startJobs } from './run-jobs.ts';

const { database, url } = testDatabase('jobs_test', []);

type Deps = { ran: { name: string; payload: unknown; correlationId: string | undefined }[] };

const greet = job({
  name: 'greet',
  payload: z.object({ name: z.string() }),
  async run(deps: Deps, payload) {
    deps.ran.push({ name: 'greet', payload, correlationId: currentOperation()?.correlationId });
  },
});
const refuse = job({
  name: 'refuse',
  payload: z.object({}),
  maxAttempts: 1,
  async run(deps: Deps) {
    deps.ran.push({ name: 'refuse', payload: {}, correlationId: undefined });
    throw new Error('the world is not ready');
  },
});

const running: { stop(): Promise<void> }[] = [];
const logger = pino({ level: 'silent' });

async function start(jobs = [greet, refuse]): Promise<Deps> {
  const deps: Deps = { ran: [] };
  running.push(await startJobs({ jobs, deps, url, schema: 'jobs_test', logger }));
  return deps;
}

afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
  await database.query.execute(sql`delete from jobs_test_jobs._private_jobs`);
});

function jobsLeft() {
  return database.query.execute<{ attempts: number; max_attempts: number; last_error: string; locked_by: string }>(
    sql`select * from jobs_test_jobs._private_jobs order by id`,
  );
}

test('a job that is added runs once, also when two processes look', async () => {
  const first = await start();
  const second = await start();
  await runInOperation({ correlationId: 'request-1', causationId: null, principalId: null }, () =>
    database.transaction((tx) => addJob(tx, 'greet', { name: 'Ada' })),
  );
  await vi.waitFor(async () => expect(await jobsLeft()).toHaveLength(0), 5_000);
  expect([...first.ran, ...second.ran]).toEqual([
    { name: 'greet', payload: { name: 'Ada' }, correlationId: 'request-1' },
  ]);
});

test('a transaction that is rolled back adds none', async () => {
  await database.transaction(async (tx) => {
    await addJob(tx, 'greet', { name: 'nobody' });
    return fail({ kind: 'Refused' });
  });
  expect(await jobsLeft()).toHaveLength(0);
});

test('a job added while nothing runs is done after the start', async () => {
  await addJob(database.query, 'greet', { name: 'Grace' });
  const deps = await start();
  await vi.waitFor(() => expect(deps.ran).toMatchObject([{ payload: { name: 'Grace' } }]), 5_000);
});

test('a key replaces the job that waits, and removes it', async () => {
  const runAt = new Date(Date.now() + 3_600_000);
  await addJob(database.query, 'greet', { name: 'one' }, { key: 'k', runAt });
  await addJob(database.query, 'greet', { name: 'two' }, { key: 'k', runAt });
  expect(await jobsLeft()).toHaveLength(1);
  await database.transaction((tx) => removeJob(tx, 'k'));
  expect(await jobsLeft()).toHaveLength(0);
});

test('a failing job is tried again later, and given up after its attempts', async () => {
  const deps = await start();
  await addJob(database.query, 'refuse', {});
  await addJob(database.query, 'greet', { name: 7 });
  await vi.waitFor(async () => {
    expect(await jobsLeft()).toMatchObject([
      { attempts: 1, max_attempts: 1, last_error: expect.stringContaining('the world is not ready'), locked_by: null },
      { attempts: 1, max_attempts: 25, last_error: expect.stringContaining('expected string'), locked_by: null },
    ]);
  }, 5_000);
  expect(deps.ran).toHaveLength(1);
});

test('a job that a killed process had taken is taken over', async () => {
  await addJob(database.query, 'greet', { name: 'orphan' });
  await database.query.execute(
    sql`update jobs_test_jobs._private_jobs set locked_by = 'worker-of-the-dead', locked_at = now() - interval '3 seconds'`,
  );
  const deps = await start();
  await vi.waitFor(() => expect(deps.ran).toMatchObject([{ payload: { name: 'orphan' } }]), 5_000);
});

test('a job that a living process has taken is left to it', async () => {
  let release = () => {};
  const slow = job({
    name: 'slow',
    payload: z.object({}),
    run: (deps: Deps) => {
      deps.ran.push({ name: 'slow', payload: {}, correlationId: undefined });
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    },
  });
  const owner = await start([slow]);
  await addJob(database.query, 'slow', {});
  await vi.waitFor(() => expect(owner.ran).toHaveLength(1), 5_000);
  // Old enough to be looked at by the second start.
  await database.query.execute(sql`update jobs_test_jobs._private_jobs set locked_at = now() - interval '3 seconds'`);
  const other = await start([slow]);
  await pause(1_500);
  const left = await jobsLeft();
  release();
  expect(other.ran).toHaveLength(0);
  expect(left).toHaveLength(1);
  await vi.waitFor(async () => expect(await jobsLeft()).toHaveLength(0), 5_000);
});

test('stopping does not wait for ever: another process takes the job over', async () => {
  const endless = job({
    name: 'endless',
    payload: z.object({}),
    run: (deps: Deps) => {
      deps.ran.push({ name: 'endless', payload: {}, correlationId: undefined });
      return new Promise<void>(() => {});
    },
  });
  const deps: Deps = { ran: [] };
  const jobs = await startJobs({ jobs: [endless], deps, url, schema: 'jobs_test', logger, stopMs: 100 });
  await addJob(database.query, 'endless', {});
  await vi.waitFor(() => expect(deps.ran).toHaveLength(1), 5_000);
  await jobs.stop();
  await database.query.execute(sql`update jobs_test_jobs._private_jobs set locked_at = now() - interval '3 seconds'`);
  const other = await start([
    job({ ...endless, run: async (others: Deps) => void others.ran.push(deps.ran[0] as never) }),
  ]);
  await vi.waitFor(() => expect(other.ran).toHaveLength(1), 5_000);
});

test('the runner is back after the database was away', async () => {
  const deps = await start();
  await database.query.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()`);
  await addJob(database.query, 'greet', { name: 'after' });
  await vi.waitFor(() => expect(deps.ran).toMatchObject([{ payload: { name: 'after' } }]), 25_000);
});

test('a job that was given to a worker which never heard of it is run all the same', async () => {
  const pools: string[] = [];
  const look = job({
    name: 'look',
    payload: z.object({}),
    run: async (_deps: Deps) => void pools.push(...(await jobsLeft()).map(({ locked_by }) => locked_by)),
  });
  const deps = await start([greet, look]);
  await addJob(database.query, 'look', {});
  await vi.waitFor(async () => {
    expect(pools).toHaveLength(1);
    expect(await jobsLeft()).toHaveLength(0);
  }, 5_000);
  await addJob(database.query, 'greet', { name: 'lost' }, { runAt: new Date(Date.now() + 3_600_000) });
  await database.query.execute(sql`
    update jobs_test_jobs._private_jobs
    set run_at = now(), locked_by = ${pools[0] ?? ''}, locked_at = now() - interval '3 seconds'`);
  await vi.waitFor(() => expect(deps.ran).toMatchObject([{ payload: { name: 'lost' } }]), 10_000);
});

test('a job with a cron line is announced to the queue', async () => {
  await start([job({ name: 'nightly', payload: z.object({}), cron: '0 3 * * *', run: async (_deps: Deps) => {} })]);
  await vi.waitFor(async () => {
    const known = await database.query.execute(sql`select identifier from jobs_test_jobs._private_known_crontabs`);
    expect([...known]).toEqual([{ identifier: 'nightly' }]);
  }, 5_000);
});
