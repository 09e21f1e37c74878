import { invariant } from '@caravan/core/errors';
import type { Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

/** The time by the database, which is one for all processes. */
export async function databaseNow(executor: Executor): Promise<Date> {
  const [row] = await executor.execute<{ ms: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`);
  invariant(row, 'a select without a table gives one row');
  return new Date(Math.round(Number(row.ms)));
}
