import { newId } from '@caravan/core/ids';
import { openDatabase } from '@caravan/database/database';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { migrations } from '../testing/bench.ts';
import { clearing, escrowOf, type NewEntry, type Posting, payable, revenue } from './ledger.domain.ts';
import { balancesOf, post } from './ledger.store.ts';
import { accounts, entries, postings } from './ledger.tables.ts';
import { countMismatchedBalances, sumPostings } from './ledger-health.store.ts';

const { database, adminUrl } = testDatabase('payments', migrations);
const at = new Date('2026-11-21T12:00:00Z');

function entry(kind: NewEntry['kind'], moves: readonly Posting[], reference = newId()): NewEntry {
  return { kind, reference, orderId: null, postings: moves };
}

function capture(lineId: string, amountMinor: bigint): NewEntry {
  return entry('CAPTURE', [
    { account: clearing('sandbox', 'EUR'), amountMinor: -amountMinor },
    { account: escrowOf(lineId, 'EUR'), amountMinor },
  ]);
}

const write = (written: NewEntry) => database.transaction((tx) => post(tx, written, at));

/** The database's own words, from under what Drizzle wraps around them. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) return 'was not refused';
  return error.cause instanceof Error ? error.cause.message : error.message;
}

describe('an entry', () => {
  test('moves balances and is there once per kind and reference', async () => {
    const lineId = newId();
    const captured = capture(lineId, 500n);
    expect(await write(captured)).toBe(true);
    expect(await write(captured)).toBe(false);
    expect(await balancesOf(database.query, 'ESCROW', [lineId])).toEqual([
      { ownerId: lineId, balance: { amountMinor: 500n, currency: 'EUR' } },
    ]);
  });

  test('that is not balanced is refused by the database', async () => {
    const unbalanced = entry('CAPTURE', [
      { account: clearing('sandbox', 'EUR'), amountMinor: -500n },
      { account: escrowOf(newId(), 'EUR'), amountMinor: 499n },
    ]);
    expect(await refusal(write(unbalanced))).toContain('is not balanced');
  });

  test('is balanced in each currency by itself', async () => {
    const mixed = entry('CAPTURE', [
      { account: clearing('sandbox', 'EUR'), amountMinor: -500n },
      { account: escrowOf(newId(), 'USD'), amountMinor: 500n },
    ]);
    expect(await refusal(write(mixed))).toContain('is not balanced');
  });

  test('without postings is refused', async () => {
    const empty = database.query.insert(entries).values({ id: newId(), kind: 'CAPTURE', reference: newId(), at });
    expect(await refusal(empty.execute())).toContain('moves nothing');
  });

  test('cannot overdraw escrow, while a store may owe', async () => {
    const lineId = newId();
    const storeId = newId();
    const overdrawn = entry('ESCROW_RELEASE', [
      { account: escrowOf(lineId, 'EUR'), amountMinor: -1n },
      { account: payable(storeId, 'EUR'), amountMinor: 1n },
    ]);
    expect(await refusal(write(overdrawn))).toContain('ledger_accounts_not_overdrawn');
    const owed = entry('REFUND', [
      { account: payable(storeId, 'EUR'), amountMinor: -7n },
      { account: clearing('sandbox', 'EUR'), amountMinor: 7n },
    ]);
    expect(await write(owed)).toBe(true);
    const [balance] = await balancesOf(database.query, 'PAYABLE', [storeId]);
    expect(balance?.balance.amountMinor).toBe(-7n);
  });

  test('posts in the currency of the account', async () => {
    const id = newId();
    const account = { id: newId(), ownerKind: 'PLATFORM', ownerId: newId(), kind: 'BANK', currency: 'EUR' } as const;
    const foreign = database.transaction(async (tx) => {
      await tx.insert(accounts).values({ ...account, mayGoNegative: true });
      await tx.insert(entries).values({ id, kind: 'CAPTURE', reference: newId(), at });
      await tx.insert(postings).values({ entryId: id, accountId: account.id, currency: 'USD', amountMinor: 5n });
    });
    expect(await refusal(foreign)).toContain('ledger_postings_currency_of_account');
  });
});

describe('what is posted stays', () => {
  const statements = [
    'update ledger_entries set at = now()',
    'delete from ledger_entries',
    'truncate ledger_entries cascade',
    'update ledger_postings set amount_minor = amount_minor + 1',
    'delete from ledger_postings',
    'truncate ledger_postings',
    'delete from ledger_accounts',
  ];
  test.each(statements)('%s', async (statement) => {
    await write(capture(newId(), 5n));
    expect(await refusal(database.query.execute(sql.raw(statement)))).toContain('append only');
  });

  test.each([
    'update ledger_accounts set balance_minor = balance_minor + 1',
    "update ledger_accounts set owner_id = 'me'",
    'update ledger_accounts set may_go_negative = true',
  ])('%s', async (statement) => {
    await write(capture(newId(), 5n));
    expect(await refusal(database.query.execute(sql.raw(statement)))).toContain('only postings change an account');
  });

  test('an account is opened empty', async () => {
    const rich = { id: newId(), ownerKind: 'STORE', ownerId: newId(), kind: 'PAYABLE', currency: 'EUR' } as const;
    const opened = database.query.insert(accounts).values({ ...rich, mayGoNegative: true, balanceMinor: 100n });
    expect(await refusal(opened.execute())).toContain('opened empty');
  });
});

describe('with many at once', () => {
  test('entries over the same accounts in any order end without a deadlock, and everything adds up', async () => {
    const lines = Array.from({ length: 6 }, () => newId());
    await Promise.all(lines.map((lineId) => write(capture(lineId, 10_000n))));
    const storeId = newId();
    const move = (index: number) => {
      const [from, to] = [lines[index % 6] ?? '', lines[(index * 5 + 1) % 6] ?? ''];
      return write(
        entry('ESCROW_RELEASE', [
          { account: escrowOf(from, 'EUR'), amountMinor: -BigInt(index + 1) },
          { account: escrowOf(to, 'EUR'), amountMinor: BigInt(index) },
          { account: payable(storeId, 'EUR'), amountMinor: 1n },
          ...(index % 2 === 0 ? [] : [{ account: revenue('EUR'), amountMinor: 0n }]),
        ]),
      );
    };
    expect(await Promise.all(Array.from({ length: 40 }, (_, index) => move(index)))).not.toContain(false);
    expect((await sumPostings(database.query)).every(({ amountMinor }) => amountMinor === 0n)).toBe(true);
    expect(await countMismatchedBalances(database.query)).toBe(0);
    const [payables] = await balancesOf(database.query, 'PAYABLE', [storeId]);
    expect(payables?.balance.amountMinor).toBe(40n);
  });

  test('of withdrawals beyond what is there, only the covered ones succeed', async () => {
    const lineId = newId();
    await write(capture(lineId, 100n));
    const withdraw = () =>
      write(
        entry('ESCROW_RELEASE', [
          { account: escrowOf(lineId, 'EUR'), amountMinor: -30n },
          { account: payable(newId(), 'EUR'), amountMinor: 30n },
        ]),
      );
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, withdraw));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });
});

test('health sees a balance that was changed behind the back of the rules', async () => {
  const lineId = newId();
  await write(capture(lineId, 5n));
  const options = { schema: 'payments', poolSize: 1, statementTimeoutMs: 5_000, attempts: 1 };
  const admin = openDatabase({ url: adminUrl, ...options });
  try {
    await admin.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`update ledger_accounts set balance_minor = 6 where owner_id = ${lineId}`);
    });
    expect(await countMismatchedBalances(database.query)).toBe(1);
  } finally {
    await admin.close();
  }
});
