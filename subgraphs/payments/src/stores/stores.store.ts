import type { storeRoles } from '@caravan/contracts/marketplace';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, count, eq, inArray, lte } from 'drizzle-orm';
import type { EntryKind } from '../ledger/ledger.domain.ts';
import { accounts, entries, postings } from '../ledger/ledger.tables.ts';
import { type Counts, newestFirst } from '../pages.store.ts';
import { storeStaff } from './stores.tables.ts';

export type StoreRole = (typeof storeRoles)[number];

export async function saveStaff(tx: Transaction, member: { storeId: string; userId: string; role: StoreRole | null }) {
  const { storeId, userId, role } = member;
  if (role === null) {
    await tx.delete(storeStaff).where(and(eq(storeStaff.storeId, storeId), eq(storeStaff.userId, userId)));
    return;
  }
  await tx
    .insert(storeStaff)
    .values({ storeId, userId, role })
    .onConflictDoUpdate({ target: [storeStaff.storeId, storeStaff.userId], set: { role } });
}

/** Nobody works anywhere, until marketplace's events are handled again. */
export async function forgetStaff(tx: Transaction): Promise<void> {
  await tx.delete(storeStaff);
}

/** A person's role in each store they work for. */
export async function findRoles(executor: Executor, userId: string): Promise<Map<string, StoreRole>> {
  const rows = await executor.select().from(storeStaff).where(eq(storeStaff.userId, userId));
  return new Map(rows.map(({ storeId, role }) => [storeId, role]));
}

export type StoreTransaction = {
  readonly id: string;
  readonly storeId: string;
  readonly kind: EntryKind;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly orderId: string | null;
  readonly at: Date;
};

/** The same page of the entries that moved the balance of several stores, newest first. */
export async function findTransactionPages(
  executor: Executor,
  storeIds: readonly string[],
  page: PageRequest,
): Promise<StoreTransaction[]> {
  const { beyond, placeIn, mostPlaces } = newestFirst(entries.id, page);
  const ranked = executor
    .select({
      id: entries.id,
      storeId: accounts.ownerId,
      kind: entries.kind,
      amountMinor: postings.amountMinor,
      currency: postings.currency,
      orderId: entries.orderId,
      at: entries.at,
      place: placeIn(accounts.ownerId),
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(entries, eq(entries.id, postings.entryId))
    .where(and(inArray(accounts.ownerId, [...storeIds]), eq(accounts.kind, 'PAYABLE'), beyond))
    .as('ranked');
  return executor.select().from(ranked).where(lte(ranked.place, mostPlaces)).orderBy(ranked.place);
}

export async function countTransactions(executor: Executor, storeIds: readonly string[]): Promise<Counts> {
  const rows = await executor
    .select({ ownerId: accounts.ownerId, total: count() })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(and(inArray(accounts.ownerId, [...storeIds]), eq(accounts.kind, 'PAYABLE')))
    .groupBy(accounts.ownerId);
  return new Map(rows.map(({ ownerId, total }) => [ownerId, total]));
}
