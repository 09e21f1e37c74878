import type { Executor, Transaction } from '@caravan/database/database';
import { lt } from 'drizzle-orm';
import { guestMerges } from './guests.tables.ts';

/** False when the guest was merged before. Merges at the same time wait here for each other. */
export async function insertMerge(tx: Transaction, merge: typeof guestMerges.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(guestMerges)
    .values(merge)
    .onConflictDoNothing()
    .returning({ id: guestMerges.guestId });
  return inserted.length > 0;
}

export async function deleteMergesBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(guestMerges).where(lt(guestMerges.mergedAt, time));
}
