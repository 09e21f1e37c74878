import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, desc, eq, gt, ilike, inArray, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Store, StoreRole, StoreStaffMember, StoreStatus } from './stores.domain.ts';
import { storeStaff, stores } from './stores.tables.ts';

export async function readStores(executor: Executor, ids: readonly string[]): Promise<Store[]> {
  if (ids.length === 0) return [];
  return executor
    .select()
    .from(stores)
    .where(inArray(stores.id, [...ids]));
}

export async function readStoreBySlug(executor: Executor, slug: string): Promise<Store | null> {
  const [store] = await executor.select().from(stores).where(eq(stores.slug, slug));
  return store ?? null;
}

export async function lockStore(tx: Transaction, id: string): Promise<Store | null> {
  const [store] = await tx.select().from(stores).where(eq(stores.id, id)).for('no key update');
  return store ?? null;
}

/** False when the slug is taken. */
export async function insertStore(tx: Transaction, store: Store): Promise<boolean> {
  const rows = await tx
    .insert(stores)
    .values(store)
    .onConflictDoNothing({ target: stores.slug })
    .returning({ id: stores.id });
  return rows.length > 0;
}

export async function saveStore(tx: Transaction, store: Store): Promise<void> {
  await tx.update(stores).set(store).where(eq(stores.id, store.id));
}

export type StoreListing = { status: StoreStatus; text: string | null };

export async function listStores(executor: Executor, listing: StoreListing, page: PageRequest): Promise<Store[]> {
  return executor
    .select()
    .from(stores)
    .where(
      and(
        eq(stores.status, listing.status),
        listing.text ? ilike(stores.name, `%${listing.text.replaceAll(/[\\%_]/g, '\\$&')}%`) : undefined,
        beyond(page),
      ),
    )
    .orderBy(page.direction === 'forward' ? desc(stores.id) : asc(stores.id))
    .limit(page.limit + 1);
}

/** One page of each person's stores, in one statement. */
export async function readStoresOfUsers(
  executor: Executor,
  userIds: readonly string[],
  page: PageRequest,
): Promise<{ userId: string; store: Store }[]> {
  const member = alias(storeStaff, 'member');
  const ranked = executor
    .select({
      userId: member.userId,
      storeId: member.storeId,
      place: sql<number>`row_number() over (partition by ${member.userId} order by ${member.storeId} ${
        page.direction === 'forward' ? sql`desc` : sql`asc`
      })`.as('place'),
    })
    .from(member)
    .innerJoin(stores, eq(stores.id, member.storeId))
    .where(and(inArray(member.userId, [...userIds]), beyond(page)))
    .as('ranked');
  return executor
    .select({ userId: ranked.userId, store: stores })
    .from(ranked)
    .innerJoin(stores, eq(stores.id, ranked.storeId))
    .where(sql`${ranked.place} <= ${page.limit + 1}`)
    .orderBy(ranked.userId, ranked.place);
}

function beyond(page: PageRequest) {
  const [key] = page.keys ?? [];
  if (key === undefined) return undefined;
  return page.direction === 'forward' ? lt(stores.id, key) : gt(stores.id, key);
}

export async function readStaff(executor: Executor, storeIds: readonly string[]): Promise<StoreStaffMember[]> {
  if (storeIds.length === 0) return [];
  return executor
    .select()
    .from(storeStaff)
    .where(inArray(storeStaff.storeId, [...storeIds]))
    .orderBy(
      sql`array_position(array['OWNER', 'MANAGER', 'CLERK'], ${storeStaff.role})`,
      asc(storeStaff.since),
      asc(storeStaff.userId),
    );
}

export async function readMemberships(executor: Executor, userId: string, storeIds: readonly string[]) {
  return executor
    .select()
    .from(storeStaff)
    .where(and(eq(storeStaff.userId, userId), inArray(storeStaff.storeId, [...storeIds])));
}

export async function upsertStaff(tx: Transaction, member: StoreStaffMember): Promise<void> {
  await tx
    .insert(storeStaff)
    .values(member)
    .onConflictDoUpdate({ target: [storeStaff.storeId, storeStaff.userId], set: { role: member.role } });
}

export async function deleteStaff(tx: Transaction, { storeId, userId }: { storeId: string; userId: string }) {
  await tx.delete(storeStaff).where(and(eq(storeStaff.storeId, storeId), eq(storeStaff.userId, userId)));
}

/** Makes what is told of a person's work in several stores happen one after the other. */
export async function lockStaff(tx: Transaction, userIds: readonly string[]): Promise<void> {
  for (const userId of [...new Set(userIds)].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('staff ' || ${userId}::text, 0))`);
  }
}

/** Those of the people who work for an ACTIVE store. */
export async function activeStaffAmong(executor: Executor, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await executor
    .selectDistinct({ userId: storeStaff.userId })
    .from(storeStaff)
    .innerJoin(stores, eq(stores.id, storeStaff.storeId))
    .where(and(inArray(storeStaff.userId, [...userIds]), eq(stores.status, 'ACTIVE')));
  return new Set(rows.map(({ userId }) => userId));
}

export async function readRole(
  executor: Executor,
  member: { storeId: string; userId: string },
): Promise<StoreRole | null> {
  const [row] = await readMemberships(executor, member.userId, [member.storeId]);
  return row?.role ?? null;
}
