import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { passwordResets } from './passwords.tables.ts';

export type PasswordReset = typeof passwordResets.$inferSelect;

/** The newest request replaces the one before, with tries of its own. */
export async function saveReset(tx: Transaction, reset: Omit<PasswordReset, 'codeAttempts'>): Promise<void> {
  const fresh = { ...reset, codeAttempts: 0 };
  await tx.insert(passwordResets).values(fresh).onConflictDoUpdate({ target: passwordResets.account, set: fresh });
}

export async function findResetByToken(
  executor: Executor,
  { tokenHash, now }: { tokenHash: string; now: Date },
): Promise<PasswordReset | null> {
  const [reset] = await executor
    .select()
    .from(passwordResets)
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.linkExpiresAt, now)));
  return reset ?? null;
}

/** Counts a try of the code before it is judged, so that tries at the same time cannot be more than there are. */
export async function takeCodeTry(
  executor: Executor,
  { account, now, attempts }: { account: string; now: Date; attempts: number },
): Promise<PasswordReset | null> {
  const [reset] = await executor
    .update(passwordResets)
    .set({ codeAttempts: sql`${passwordResets.codeAttempts} + 1` })
    .where(
      and(
        eq(passwordResets.account, account),
        lt(passwordResets.codeAttempts, attempts),
        gt(passwordResets.codeExpiresAt, now),
      ),
    )
    .returning();
  return reset ?? null;
}

/** Uses a reset up: of many that try, one is told that it was there. */
export async function deleteReset(
  tx: Transaction,
  { account, tokenHash }: Pick<PasswordReset, 'account' | 'tokenHash'>,
): Promise<boolean> {
  const deleted = await tx
    .delete(passwordResets)
    .where(and(eq(passwordResets.account, account), eq(passwordResets.tokenHash, tokenHash)))
    .returning({ account: passwordResets.account });
  return deleted.length > 0;
}

export async function deleteResetsOf(tx: Transaction, account: string): Promise<void> {
  await tx.delete(passwordResets).where(eq(passwordResets.account, account));
}

export async function deleteResetsEndedBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(passwordResets).where(lt(passwordResets.linkExpiresAt, time));
}
