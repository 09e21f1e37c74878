import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { knownNetworks, logInFailures, users } from './accounts.tables.ts';

/** Null when there is no such person. A person without a hash signs in through social providers alone. */
export async function findPasswordHash(
  executor: Executor,
  userId: string,
): Promise<{ passwordHash: string | null } | null> {
  const [found] = await executor.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  return found ?? null;
}

export async function savePasswordHash(
  tx: Transaction,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** Replaces the hash only if it is still the one that was read. */
export async function exchangePasswordHash(
  executor: Executor,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<void> {
  await executor
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, userId), eq(users.passwordHash, from)));
}

/**
 * Counts a try as a failure before the password is compared, and locks from the last allowed one on:
 * tries at the same time cannot be more than there are, and a crash leaves no lock that never ends.
 *
 * @returns Failures in a row with this one, or null while the account is locked.
 */
export async function takeLogInTry(
  executor: Executor,
  { account, now, mostFailures, lockedUntil }: { account: string; now: Date; mostFailures: number; lockedUntil: Date },
): Promise<number | null> {
  const lockEnded = sql`${logInFailures.lockedUntil} <= ${now.toISOString()}::timestamptz`;
  const failures = sql`case when ${lockEnded} then 1 else ${logInFailures.failures} + 1 end`;
  const lock = sql`case when ${failures} >= ${mostFailures} then ${lockedUntil.toISOString()}::timestamptz end`;
  const [row] = await executor
    .insert(logInFailures)
    .values({ account, failures: 1, lockedUntil: mostFailures <= 1 ? lockedUntil : null, updatedAt: now })
    .onConflictDoUpdate({
      target: logInFailures.account,
      set: { failures, lockedUntil: lock, updatedAt: now },
      setWhere: sql`${logInFailures.lockedUntil} is null or ${lockEnded}`,
    })
    .returning({ failures: logInFailures.failures });
  return row?.failures ?? null;
}

export async function deleteLogInFailuresBefore(executor: Executor, time: Date): Promise<void> {
  await executor.delete(logInFailures).where(lt(logInFailures.updatedAt, time));
}

/** Forgets the failures of these counters. */
export async function forgetLogInFailures(executor: Executor, accounts: readonly string[]): Promise<void> {
  await executor.delete(logInFailures).where(inArray(logInFailures.account, [...accounts]));
}

/** Forgets all failures of a person, those of known networks too, whose counters are the networks' keys. */
export async function forgetAllFailures(tx: Transaction, userId: string): Promise<void> {
  const networks = tx.select({ key: knownNetworks.key }).from(knownNetworks).where(eq(knownNetworks.account, userId));
  await tx.delete(logInFailures).where(or(eq(logInFailures.account, userId), inArray(logInFailures.account, networks)));
}

export async function isKnownNetwork(executor: Executor, key: string): Promise<boolean> {
  const found = await executor.select({ key: knownNetworks.key }).from(knownNetworks).where(eq(knownNetworks.key, key));
  return found.length > 0;
}

export async function rememberNetwork(executor: Executor, network: typeof knownNetworks.$inferInsert): Promise<void> {
  const { usedAt } = network;
  await executor
    .insert(knownNetworks)
    .values(network)
    .onConflictDoUpdate({ target: knownNetworks.key, set: { usedAt } });
}

export async function deleteKnownNetworks(
  executor: Executor,
  which: { account: string } | { usedBefore: Date },
): Promise<void> {
  const where =
    'account' in which ? eq(knownNetworks.account, which.account) : lt(knownNetworks.usedAt, which.usedBefore);
  await executor.delete(knownNetworks).where(where);
}
