import { roles as allRoles, type Role } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, count, eq, inArray, lte, sql } from 'drizzle-orm';
import { userRoles, vendorFacts } from './roles.tables.ts';

/** Makes changes of admins wait for each other, so that two cannot remove one another. */
export async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.admins', 0))`);
}

export async function findRoles(executor: Executor, userIds: readonly string[]): Promise<Map<string, Role[]>> {
  const found = new Map<string, Role[]>();
  if (userIds.length === 0) return found;
  const rows = await executor
    .select({ userId: userRoles.userId, role: userRoles.role })
    .from(userRoles)
    .where(inArray(userRoles.userId, [...userIds]));
  for (const { userId, role } of rows) found.set(userId, [...(found.get(userId) ?? []), role]);
  for (const held of found.values()) held.sort((left, right) => allRoles.indexOf(left) - allRoles.indexOf(right));
  return found;
}

export async function countHolders(executor: Executor, role: Role): Promise<number> {
  const [row] = await executor.select({ holders: count() }).from(userRoles).where(eq(userRoles.role, role));
  return row?.holders ?? 0;
}

/** False when the person has the role already. */
export async function insertRole(tx: Transaction, grant: typeof userRoles.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(userRoles).values(grant).onConflictDoNothing().returning({ role: userRoles.role });
  return inserted.length > 0;
}

/** False when the person does not have the role. */
export async function deleteRole(tx: Transaction, { userId, role }: { userId: string; role: Role }): Promise<boolean> {
  const deleted = await tx
    .delete(userRoles)
    .where(and(eq(userRoles.userId, userId), eq(userRoles.role, role)))
    .returning({ role: userRoles.role });
  return deleted.length > 0;
}

/** Keeps the newest fact. False when a newer one is known. */
export async function saveVendorFact(tx: Transaction, fact: typeof vendorFacts.$inferInsert): Promise<boolean> {
  const { worksForAnyStore, eventTime } = fact;
  const saved = await tx
    .insert(vendorFacts)
    .values(fact)
    .onConflictDoUpdate({
      target: vendorFacts.userId,
      set: { worksForAnyStore, eventTime },
      setWhere: lte(vendorFacts.eventTime, eventTime),
    })
    .returning({ userId: vendorFacts.userId });
  return saved.length > 0;
}
