import type { Executor } from '@caravan/database/database';
import { eq } from 'drizzle-orm';
import { lastingKeys } from './keys.tables.ts';

export async function findLastingKey(executor: Executor, purpose: string): Promise<string | null> {
  const [found] = await executor.select().from(lastingKeys).where(eq(lastingKeys.purpose, purpose));
  return found?.keySealed ?? null;
}

/** The first of several at once stays. */
export async function insertLastingKey(executor: Executor, key: { purpose: string; keySealed: string }): Promise<void> {
  await executor.insert(lastingKeys).values(key).onConflictDoNothing();
}
