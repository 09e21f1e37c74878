import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

/**
 * Lets pieces of work meet at a lock in the given order: each queues behind the one before, and only when all wait
 * does the lock come free.
 *
 * @param lock - Takes the lock that all of them want first.
 */
export async function inQueue<Outcomes extends readonly unknown[]>(
  database: Database,
  lock: (tx: Transaction) => Promise<unknown>,
  works: readonly [...{ [Index in keyof Outcomes]: () => Promise<Outcomes[Index]> }],
): Promise<Outcomes> {
  const started: Promise<unknown>[] = [];
  await database.transaction(async (tx) => {
    await lock(tx);
    for (const work of works) {
      started.push(work());
      while ((await waiting(database)) < started.length);
    }
  });
  return (await Promise.all(started)) as unknown as Outcomes;
}

async function waiting({ query }: Database): Promise<number> {
  const [row] = await query.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.waiting ?? 0;
}
