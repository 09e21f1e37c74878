import type { Executor, Transaction } from '@caravan/database/database';
import { and, count, eq, gt, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Factor } from './mfa.domain.ts';
import { mfaChallenges, mfaFactors, mfaRecoveryCodes } from './mfa.tables.ts';

export type PendingFactor = { userId: string; secretSealed: string; createdAt: Date; expiresAt: Date };

/** The newest pending one replaces the one before; false when one is confirmed already. */
export async function savePendingFactor(tx: Transaction, pending: PendingFactor): Promise<boolean> {
  const { userId: _key, ...set } = pending;
  const saved = await tx
    .insert(mfaFactors)
    .values(pending)
    .onConflictDoUpdate({ target: mfaFactors.userId, set, setWhere: isNull(mfaFactors.confirmedAt) })
    .returning({ userId: mfaFactors.userId });
  return saved.length > 0;
}

export async function findFactor(executor: Executor, userId: string): Promise<Factor | null> {
  const [factor] = await executor.select().from(mfaFactors).where(eq(mfaFactors.userId, userId));
  return factor ?? null;
}

export async function lockFactor(tx: Transaction, userId: string): Promise<Factor | null> {
  const [factor] = await tx.select().from(mfaFactors).where(eq(mfaFactors.userId, userId)).for('update');
  return factor ?? null;
}

export async function markConfirmed(
  tx: Transaction,
  { userId, step, now }: { userId: string; step: number; now: Date },
): Promise<void> {
  await tx
    .update(mfaFactors)
    .set({ confirmedAt: now, expiresAt: null, lastUsedStep: step })
    .where(eq(mfaFactors.userId, userId));
}

/** Uses a step up, with all before it, in one statement: of calls at the same time one succeeds. */
export async function useStep(tx: Transaction, { userId, step }: { userId: string; step: number }): Promise<boolean> {
  const used = await tx
    .update(mfaFactors)
    .set({ lastUsedStep: step })
    .where(and(eq(mfaFactors.userId, userId), isNotNull(mfaFactors.confirmedAt), lt(mfaFactors.lastUsedStep, step)))
    .returning({ userId: mfaFactors.userId });
  return used.length > 0;
}

/** Uses a recovery code up, in one statement. */
export async function useRecoveryCode(
  tx: Transaction,
  { userId, hash }: { userId: string; hash: string },
): Promise<boolean> {
  const used = await tx
    .delete(mfaRecoveryCodes)
    .where(and(eq(mfaRecoveryCodes.userId, userId), eq(mfaRecoveryCodes.hash, hash)))
    .returning({ hash: mfaRecoveryCodes.hash });
  return used.length > 0;
}

/** Codes from before stop working. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  { userId, hashes }: { userId: string; hashes: readonly string[] },
): Promise<void> {
  await tx.delete(mfaRecoveryCodes).where(eq(mfaRecoveryCodes.userId, userId));
  await tx.insert(mfaRecoveryCodes).values(hashes.map((hash) => ({ userId, hash })));
}

/** Its recovery codes and challenges go with it. */
export async function deleteFactor(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(mfaFactors).where(eq(mfaFactors.userId, userId));
}

/** Recovery codes left, by user; who has no confirmed factor is absent. */
export async function countRecoveryCodes(executor: Executor, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await executor
    .select({ userId: mfaFactors.userId, left: count(mfaRecoveryCodes.hash) })
    .from(mfaFactors)
    .leftJoin(mfaRecoveryCodes, eq(mfaRecoveryCodes.userId, mfaFactors.userId))
    .where(and(inArray(mfaFactors.userId, [...userIds]), isNotNull(mfaFactors.confirmedAt)))
    .groupBy(mfaFactors.userId);
  return new Map(rows.map(({ userId, left }) => [userId, left]));
}

export type Challenge = typeof mfaChallenges.$inferSelect;

export async function insertChallenge(tx: Transaction, challenge: Omit<Challenge, 'tries'>): Promise<void> {
  await tx.insert(mfaChallenges).values(challenge);
}

/** Counts a try before it is judged, so that tries at the same time cannot be more than there are. */
export async function takeTry(
  executor: Executor,
  { hash, now, tries }: { hash: string; now: Date; tries: number },
): Promise<Challenge | null> {
  const [challenge] = await executor
    .update(mfaChallenges)
    .set({ tries: sql`${mfaChallenges.tries} + 1` })
    .where(and(eq(mfaChallenges.hash, hash), lt(mfaChallenges.tries, tries), gt(mfaChallenges.expiresAt, now)))
    .returning();
  return challenge ?? null;
}

export async function deleteChallenge(tx: Transaction, hash: string): Promise<boolean> {
  const deleted = await tx
    .delete(mfaChallenges)
    .where(eq(mfaChallenges.hash, hash))
    .returning({ hash: mfaChallenges.hash });
  return deleted.length > 0;
}

export async function deleteChallengesOf(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(mfaChallenges).where(eq(mfaChallenges.userId, userId));
}

export async function deleteExpired(executor: Executor, now: Date): Promise<void> {
  await executor.delete(mfaChallenges).where(lt(mfaChallenges.expiresAt, now));
  await executor.delete(mfaFactors).where(lt(mfaFactors.expiresAt, now));
}
