import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, gt, lte } from 'drizzle-orm';
import { phoneVerifications } from './phones.tables.ts';

export type PhoneVerification = typeof phoneVerifications.$inferSelect;

export async function saveVerification(tx: Transaction, verification: PhoneVerification): Promise<void> {
  const { userId: _key, ...rest } = verification;
  await tx
    .insert(phoneVerifications)
    .values(verification)
    .onConflictDoUpdate({ target: phoneVerifications.userId, set: rest });
}

export async function findVerification(
  executor: Executor,
  { userId, now }: { userId: string; now: Date },
): Promise<PhoneVerification | null> {
  const [found] = await executor
    .select()
    .from(phoneVerifications)
    .where(and(eq(phoneVerifications.userId, userId), gt(phoneVerifications.expiresAt, now)));
  return found ?? null;
}

/** False when another verification took its place. */
export async function replaceCode(
  tx: Transaction,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<boolean> {
  const replaced = await tx
    .update(phoneVerifications)
    .set({ codeHash: to })
    .where(and(eq(phoneVerifications.userId, userId), eq(phoneVerifications.codeHash, from)))
    .returning({ userId: phoneVerifications.userId });
  return replaced.length > 0;
}

/** Takes the verification out, once; false when it has another code by now, or is gone. */
export async function takeVerification(
  tx: Transaction,
  { userId, codeHash }: Pick<PhoneVerification, 'userId' | 'codeHash'>,
): Promise<boolean> {
  const taken = await tx
    .delete(phoneVerifications)
    .where(and(eq(phoneVerifications.userId, userId), eq(phoneVerifications.codeHash, codeHash)))
    .returning({ userId: phoneVerifications.userId });
  return taken.length > 0;
}

export async function deleteVerification(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(phoneVerifications).where(eq(phoneVerifications.userId, userId));
}

export async function deleteEnded(executor: Executor, now: Date): Promise<void> {
  await executor.delete(phoneVerifications).where(lte(phoneVerifications.expiresAt, now));
}
