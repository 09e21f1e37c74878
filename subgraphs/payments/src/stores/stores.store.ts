import type { storeRoles } from '@caravan/contracts/marketplace';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { EntryKind } from '../ledger/ledger.domain.ts';
import { accounts, entries, postings } from '../ledger/ledger.tables.ts';
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

/** A person's role in each store they work for. */
export async function findRoles(executor: Executor, userId: string): Promise<Map<string, StoreRole>> {
  const rows = await executor.select().from(storeStaff).where(eq(storeStaff.userId, userId));
  return new Map(rows.map(({ storeId, role }) => [storeId, role]));
}

export type StoreTransaction = {
  readonly id: string;
  readonly kind: EntryKind;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly orderId: string | null;
  readonly at: Date;
};

function isPayableOf(storeId: string) {
  return and(eq(accounts.ownerId, storeId), eq(accounts.kind, 'PAYABLE'));
}

/** One page of the entries that moved a store's balance, newest first. */
export async function findTransactionPage(
  executor: Executor,
  storeId: string,
  page: PageRequest,
): Promise<StoreTransaction[]> {
  const forward = page.direction === 'forward';
  const [key] = page.keys ?? [];
  const beyond = key === undefined ? undefined : forward ? lt(entries.id, key) : gt(entries.id, key);
  return executor
    .select({
      id: entries.id,
      kind: entries.kind,
      amountMinor: postings.amountMinor,
      currency: postings.currency,
      orderId: entries.orderId,
      at: entries.at,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(entries, eq(entries.id, postings.entryId))
    .where(and(isPayableOf(storeId), beyond))
    .orderBy(forward ? desc(entries.id) : asc(entries.id))
    .limit(page.limit + 1);
}

export async function countTransactions(executor: Executor, storeIds: readonly string[]) {
  return executor
    .select({ storeId: accounts.ownerId, total: count() })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(and(inArray(accounts.ownerId, [...storeIds]), eq(accounts.kind, 'PAYABLE')))
    .groupBy(accounts.ownerId);
}
