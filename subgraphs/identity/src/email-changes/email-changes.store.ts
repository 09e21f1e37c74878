import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, gt, lte } from 'drizzle-orm';
import { emailChanges } from './email-changes.tables.ts';

export type EmailChange = typeof emailChanges.$inferSelect;

export async function saveChange(tx: Transaction, change: EmailChange): Promise<void> {
  const { userId: _key, ...rest } = change;
  await tx.insert(emailChanges).values(change).onConflictDoUpdate({ target: emailChanges.userId, set: rest });
}

export async function findChange(
  executor: Executor,
  { userId, now }: { userId: string; now: Date },
): Promise<EmailChange | null> {
  const [found] = await executor
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), gt(emailChanges.expiresAt, now)));
  return found ?? null;
}

/** False when another change took its place. */
export async function replaceCode(
  tx: Transaction,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<boolean> {
  const replaced = await tx
    .update(emailChanges)
    .set({ codeHash: to })
    .where(and(eq(emailChanges.userId, userId), eq(emailChanges.codeHash, from)))
    .returning({ userId: emailChanges.userId });
  return replaced.length > 0;
}

/** Takes the change out, once; false when it has another code by now, or is gone. */
export async function takeChange(
  tx: Transaction,
  { userId, codeHash }: Pick<EmailChange, 'userId' | 'codeHash'>,
): Promise<boolean> {
  const taken = await tx
    .delete(emailChanges)
    .where(and(eq(emailChanges.userId, userId), eq(emailChanges.codeHash, codeHash)))
    .returning({ userId: emailChanges.userId });
  return taken.length > 0;
}

export async function deleteEnded(executor: Executor, now: Date): Promise<void> {
  await executor.delete(emailChanges).where(lte(emailChanges.expiresAt, now));
}
