import { newId } from '@caravan/core/ids';
import type { Money } from '@caravan/core/money';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import {
  type AccountKey,
  type AccountKind,
  accountText,
  mayGoNegative,
  type NewEntry,
  settlePostings,
} from './ledger.domain.ts';
import { accounts, entries, postings } from './ledger.tables.ts';

/**
 * Posts an entry, once per kind and reference.
 *
 * Accounts are opened when they are missing and locked in sorted order, so that entries never deadlock. The
 * database refuses an unbalanced entry (at commit) and an account that would be overdrawn (at once).
 *
 * @returns False when this entry was posted before, or when its postings come to nothing: nothing happened.
 */
export async function post(tx: Transaction, entry: NewEntry, at: Date): Promise<boolean> {
  const moves = settlePostings(entry.postings);
  if (moves.length === 0) return false;
  const id = newId();
  const { kind, reference, orderId } = entry;
  const posted = await tx
    .insert(entries)
    .values({ id, kind, reference, orderId, at })
    .onConflictDoNothing({ target: [entries.reference, entries.kind] })
    .returning({ id: entries.id });
  if (posted.length === 0) return false;
  const ids = await lockAccounts(
    tx,
    moves.map(({ account }) => account),
  );
  await tx.insert(postings).values(
    moves.map(({ account, amountMinor }) => ({
      entryId: id,
      accountId: ids.get(accountText(account)) as string,
      currency: account.currency,
      amountMinor,
    })),
  );
  return true;
}

async function lockAccounts(tx: Transaction, keys: readonly AccountKey[]): Promise<Map<string, string>> {
  const wanted = keys.map((key) => ({ id: newId(), ...key, mayGoNegative: mayGoNegative[key.kind] }));
  await tx.insert(accounts).values(wanted).onConflictDoNothing();
  const rows = await tx
    .select()
    .from(accounts)
    .where(or(...keys.map(isAccount)))
    .orderBy(accounts.id)
    .for('no key update');
  return new Map(rows.map((row) => [accountText(row), row.id]));
}

function isAccount(key: AccountKey) {
  return and(
    eq(accounts.ownerId, key.ownerId),
    eq(accounts.kind, key.kind),
    eq(accounts.currency, key.currency),
    eq(accounts.ownerKind, key.ownerKind),
  );
}

/** Balances of the accounts of one kind, by owner. */
export async function balancesOf(
  executor: Executor,
  kind: AccountKind,
  ownerIds: readonly string[],
): Promise<{ ownerId: string; balance: Money }[]> {
  const rows = await executor
    .select({ ownerId: accounts.ownerId, amountMinor: accounts.balanceMinor, currency: accounts.currency })
    .from(accounts)
    .where(and(eq(accounts.kind, kind), inArray(accounts.ownerId, [...ownerIds])))
    .orderBy(accounts.currency);
  return rows.map(({ ownerId, ...balance }) => ({ ownerId, balance }));
}

export type LedgerBalance = { kind: AccountKind; balance: Money; accounts: number };

export async function allBalances(executor: Executor): Promise<LedgerBalance[]> {
  const rows = await executor
    .select({
      kind: accounts.kind,
      currency: accounts.currency,
      amount: sql<string>`sum(${accounts.balanceMinor})::text`,
      accounts: sql<number>`count(*)::int`,
    })
    .from(accounts)
    .groupBy(accounts.kind, accounts.currency)
    .orderBy(accounts.kind, accounts.currency);
  return rows.map(({ kind, currency, amount, accounts: count }) => ({
    kind,
    balance: { amountMinor: BigInt(amount), currency },
    accounts: count,
  }));
}
