import type { Executor } from '@caravan/database/database';
import { eq } from 'drizzle-orm';
import { storeStaff } from '../stores/stores.tables.ts';

/** Stores that a person works for, in any role: each role handles orders. */
export async function selectStoreIdsOf(executor: Executor, userId: string): Promise<string[]> {
  const rows = await executor
    .select({ storeId: storeStaff.storeId })
    .from(storeStaff)
    .where(eq(storeStaff.userId, userId));
  return rows.map(({ storeId }) => storeId);
}
