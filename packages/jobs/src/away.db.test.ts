import { testDatabase } from '@caravan/testkit/database';
import { startTcpProxy, type TcpProxy } from '@caravan/testkit/tcp-proxy';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { addJob } from './add-job.ts';
import { job } from './job.ts';
import { startJobs } from './run-jobs.ts';

const { database, url } = testDatabase('jobs_away', []);
let proxy: TcpProxy;
beforeAll(async () => {
  proxy = await startTcpProxy(url.replace(/^postgres/, 'http'));
});
afterAll(() => proxy.stop());

// What is not awaited by anybody would end the process, and fails the tests.
test.each(['done', 'failed'])('a job that is %s while the database is away runs again when it is back', async (end) => {
  const runs: number[] = [];
  const cutOff = job({
    name: 'cut-off',
    payload: z.object({}),
    run: async () => {
      runs.push(runs.length);
      if (runs.length > 1) return;
      proxy.cut();
      if (end === 'failed') throw new Error('cut off');
    },
  });
  const through = new URL(url);
  through.port = new URL(proxy.url).port;
  await addJob(database.query, 'cut-off', {});
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => void lines.push(line) });
  const jobs = await startJobs({ jobs: [cutOff], deps: {}, url: through.href, schema: 'jobs_away', logger });
  try {
    await vi.waitFor(() => expect(lines.join('')).toContain('could not be started'), 20_000);
    expect(runs).toHaveLength(1);
    proxy.restore();
    await vi.waitFor(() => expect(runs).toHaveLength(2), 20_000);
    await vi.waitFor(async () => {
      expect(await database.query.execute(sql`select id from jobs_away_jobs._private_jobs`)).toHaveLength(0);
    }, 10_000);
  } finally {
    await jobs.stop();
  }
});

test('a job that never ends does not keep the others from running after a lost connection', async () => {
  const hanging = job({ name: 'hanging', payload: z.object({}), run: () => new Promise<void>(() => {}) });
  const end = Promise.withResolvers<void>();
  let runs = 0;
  const cutOff = job({
    name: 'cut-off',
    payload: z.object({}),
    run: async () => {
      runs += 1;
      await end.promise;
    },
  });
  await addJob(database.query, 'hanging', {});
  await addJob(database.query, 'cut-off', {});
  const logger = pino({ level: 'silent' });
  const options = { jobs: [hanging, cutOff], deps: {}, url, schema: 'jobs_away', logger };
  const jobs = await startJobs({ ...options, stopMs: 500 });
  try {
    await vi.waitFor(() => expect(runs).toBe(1), 5_000);
    await database.transaction(async (tx) => {
      await tx.execute(sql`select from jobs_away_jobs._private_jobs for update`);
      end.resolve();
      await vi.waitFor(async () => expect(await endsWaiting()).toBe(1), 5_000);
      await database.query.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where ${isEnd}`);
      await vi.waitFor(async () => expect(await endsWaiting()).toBe(0), 5_000);
    });
    await vi.waitFor(() => expect(runs).toBe(2), 20_000);
  } finally {
    await jobs.stop();
  }
});

/** The statement that deletes a job which has ended. */
const isEnd = sql`usename = current_user and wait_event_type = 'Lock'`;

async function endsWaiting(): Promise<number> {
  const [found] = await database.query.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where ${isEnd}`,
  );
  return found?.count ?? 0;
}
