import type { PageRequest } from '@caravan/core/pages';
import { roles as allRoles, type Role, type Scope } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { users } from '../accounts/accounts.tables.ts';
import { staffRoles } from './roles.domain.ts';
import { userRoles, userScopes, vendorFacts } from './roles.tables.ts';

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

export async function findScopes(executor: Executor, userIds: readonly string[]): Promise<Map<string, Scope[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await executor
    .select({ userId: userScopes.userId, scope: userScopes.scope })
    .from(userScopes)
    .where(inArray(userScopes.userId, [...userIds]))
    .orderBy(userScopes.scope);
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return new Map([...byUser].map(([userId, held]) => [userId, held.map(({ scope }) => scope)]));
}

/** Those who can use the role: not the blocked, nor the erased. */
export async function countHolders(executor: Executor, role: Role): Promise<number> {
  const [row] = await executor
    .select({ holders: count() })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(eq(userRoles.role, role), isNull(users.blockedAt), isNull(users.erasedAt)));
  return row?.holders ?? 0;
}

/** Who of them may not use any rights at the moment. */
export async function findBarred(executor: Executor, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await executor
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), or(isNotNull(users.blockedAt), isNotNull(users.erasedAt))));
  return new Set(rows.map(({ id }) => id));
}

/** Ids of the staff, the newest accounts first, one more than the page holds. */
export async function selectStaffPage(executor: Executor, page: PageRequest): Promise<string[]> {
  const [key] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const beyond = key === undefined ? undefined : forward ? lt(userRoles.userId, key) : gt(userRoles.userId, key);
  const rows = await executor
    .selectDistinct({ id: userRoles.userId })
    .from(userRoles)
    .where(and(inArray(userRoles.role, [...staffRoles]), beyond))
    .orderBy(forward ? desc(userRoles.userId) : asc(userRoles.userId))
    .limit(page.limit + 1);
  return rows.map(({ id }) => id);
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

/** False when the person has the scope already. */
export async function insertScope(tx: Transaction, grant: typeof userScopes.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(userScopes).values(grant).onConflictDoNothing().returning();
  return inserted.length > 0;
}

/** The scopes that were taken: that one, or with null all. */
export async function deleteScopes(
  tx: Transaction,
  { userId, scope }: { userId: string; scope: Scope | null },
): Promise<Scope[]> {
  const deleted = await tx
    .delete(userScopes)
    .where(and(eq(userScopes.userId, userId), scope ? eq(userScopes.scope, scope) : undefined))
    .returning({ scope: userScopes.scope });
  return deleted.map((row) => row.scope);
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
