import { currentOperation, runInOperation } from '@caravan/core/operation-context';
import { fail, ok } from '@caravan/core/result';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { brokenConstraint, sqlState } from './sql-state.ts';

const { database, url } = testDatabase('database_test', []);

const accounts = pgTable('accounts', {
  name: text().primaryKey(),
  balanceMinor: bigint('balance_minor', { mode: 'bigint' }).notNull(),
  openedAt: timestamp('opened_at', { withTimezone: true, mode: 'date' }).notNull(),
});

beforeAll(async () => {
  await database.query.execute(sql`
    create table accounts (
      name text primary key,
      balance_minor bigint not null constraint accounts_not_negative check (balance_minor >= 0),
      opened_at timestamptz not null default now()
    )`);
});

beforeEach(async () => {
  await database.query.execute(sql`truncate accounts`);
  await database.query.execute(sql`insert into accounts (name, balance_minor) values ('ada', 100), ('bob', 100)`);
});

async function balances() {
  const rows = await database.query.select().from(accounts).orderBy(accounts.name);
  return rows.map((row) => row.balanceMinor);
}

/** Both transactions have done their first step before any does its second. */
function barrier(parties: number) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= parties) resolve();
    return promise;
  };
}

test('what is done in a transaction is there after it', async () => {
  const result = await database.transaction(async (tx) => {
    await tx.update(accounts).set({ balanceMinor: 7n });
    return ok('done');
  });
  expect(result).toEqual(ok('done'));
  expect(await balances()).toEqual([7n, 7n]);
});

test('a failed Result is returned and rolls back', async () => {
  const result = await database.transaction(async (tx) => {
    await tx.update(accounts).set({ balanceMinor: 7n });
    return fail({ kind: 'Refused' });
  });
  expect(result).toEqual(fail({ kind: 'Refused' }));
  expect(await balances()).toEqual([100n, 100n]);
});

test('an error rolls back and is thrown', async () => {
  const work = database.transaction(async (tx) => {
    await tx.update(accounts).set({ balanceMinor: 7n });
    throw new Error('broken');
  });
  await expect(work).rejects.toThrow('broken');
  expect(await balances()).toEqual([100n, 100n]);
});

test('a deadlock (40P01) is met by running one of the two again', async () => {
  const together = barrier(2);
  let runs = 0;
  const move = (from: string, to: string) =>
    database.transaction(async (tx) => {
      runs += 1;
      await tx.execute(sql`update accounts set balance_minor = balance_minor - 1 where name = ${from}`);
      await together();
      await tx.execute(sql`update accounts set balance_minor = balance_minor + 1 where name = ${to}`);
    });
  await Promise.all([move('ada', 'bob'), move('bob', 'ada')]);
  expect(runs).toBe(3);
  expect(await balances()).toEqual([100n, 100n]);
});

test('a serialisation failure (40001) is met by running again, on what the other one left', async () => {
  const together = barrier(2);
  let runs = 0;
  const double = () =>
    database.transaction(async (tx) => {
      runs += 1;
      await tx.execute(sql`set transaction isolation level serializable`);
      const [row] = await tx.execute<{ balance_minor: string }>(
        sql`select balance_minor from accounts where name = 'ada'`,
      );
      await together();
      await tx.execute(
        sql`update accounts set balance_minor = ${BigInt(row?.balance_minor ?? 0) * 2n} where name = 'ada'`,
      );
    });
  await Promise.all([double(), double()]);
  expect(runs).toBe(3);
  expect(await balances()).toEqual([400n, 100n]);
});

test('after the last attempt the conflict is thrown', async () => {
  const impatient = openDatabase({ url, schema: 'database_test', poolSize: 2, statementTimeoutMs: 5_000, attempts: 1 });
  const together = barrier(2);
  const move = (first: string, second: string) =>
    impatient.transaction(async (tx) => {
      await tx.execute(sql`update accounts set balance_minor = 1 where name = ${first}`);
      await together();
      await tx.execute(sql`update accounts set balance_minor = 1 where name = ${second}`);
    });
  const outcomes = await Promise.allSettled([move('ada', 'bob'), move('bob', 'ada')]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map((outcome) => sqlState(outcome.reason))).toEqual(['40P01']);
  await impatient.close();
});

test('another error is not tried again, and says which rule was broken', async () => {
  let runs = 0;
  const error = await database
    .transaction(async (tx) => {
      runs += 1;
      await tx.update(accounts).set({ balanceMinor: -1n });
    })
    .catch((reason: unknown) => reason);
  expect(runs).toBe(1);
  expect([sqlState(error), brokenConstraint(error)]).toEqual(['23514', 'accounts_not_negative']);
});

test('a statement that takes too long is cancelled', async () => {
  const hasty = openDatabase({ url, schema: 'database_test', poolSize: 1, statementTimeoutMs: 100, attempts: 1 });
  const error = await hasty.query.execute(sql`select pg_sleep(5)`).catch((reason: unknown) => reason);
  expect(sqlState(error)).toBe('57014');
  await hasty.close();
});

test('the operation context reaches into transactions', async () => {
  const operation = (correlationId: string) => ({ correlationId, causationId: null, principalId: null });
  const seen = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      runInOperation(operation(`request-${index}`), () =>
        database.transaction(async (tx) => {
          await tx.execute(sql`select pg_sleep(0.005)`);
          return currentOperation()?.correlationId;
        }),
      ),
    ),
  );
  expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `request-${index}`));
});

test('values go in and out as documented', async () => {
  const openedAt = new Date('2026-11-21T10:00:00.123Z');
  const large = 9_007_199_254_740_993n;
  await database.query.insert(accounts).values({ name: 'cem', balanceMinor: large, openedAt });
  const [mapped] = await database.query.select().from(accounts).where(sql`${accounts.openedAt} = ${openedAt}`);
  expect(mapped).toEqual({ name: 'cem', balanceMinor: large, openedAt });
  const [raw] = await database.query.execute(sql`
    select balance_minor, opened_at, ${large}::bigint as parameter, sum(balance_minor) over () as total,
      ${JSON.stringify({ a: [1] })}::jsonb as json
    from accounts where name = 'cem'`);
  expect(raw).toEqual({
    balance_minor: '9007199254740993',
    opened_at: '2026-11-21 10:00:00.123+00',
    parameter: '9007199254740993',
    total: '9007199254740993',
    json: { a: [1] },
  });
});
