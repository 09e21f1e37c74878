import type { Transaction } from '@caravan/database/database';
import { eq } from 'drizzle-orm';
import { users } from '../accounts/accounts.tables.ts';

export async function saveBlock(
  tx: Transaction,
  id: string,
  block: { blockedAt: Date; blockReason: string; blockedBy: string } | null,
): Promise<void> {
  const none = { blockedAt: null, blockReason: null, blockedBy: null };
  await tx
    .update(users)
    .set(block ?? none)
    .where(eq(users.id, id));
}
