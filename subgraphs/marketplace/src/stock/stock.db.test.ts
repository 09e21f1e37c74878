import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { sqlState } from '@caravan/database/sql-state';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  callerOf,
  marketplaceDatabase,
  noon,
  openShop,
  person,
  stockGood,
  stockOf,
  tradeDeps,
} from '../../test/trade.ts';
import { stockMovements } from './stock.tables.ts';
import { commitStock, releaseStock, reserveStock, returnStock } from './stock.usecases.ts';
import { adjustStock, readStockHealth, type StockAdjustment } from './stock-levels.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const now = noon;

async function goods(stock: number, count = 1) {
  const shop = await openShop(database);
  const made = [];
  for (let index = 0; index < count; index += 1) made.push(await stockGood(database, shop, { stock }));
  return { shop, variantIds: made.map(({ variantId }) => variantId) as [string, ...string[]] };
}

function line(variantId: string, quantity = 1) {
  return { lineId: newId(), variantId, quantity };
}

type Line = ReturnType<typeof line>;
const reserve = (reference: string, lines: Line[]) =>
  database.transaction((tx) => reserveStock(tx, { reference, lines, now }));
const inTransaction = (work: (tx: Transaction) => Promise<void>) => database.transaction(work);

describe('a reservation', () => {
  test('goes on to a sale, which leaves the shelf, and back on a return', async () => {
    const { variantIds } = await goods(10);
    const [variantId] = variantIds;
    const reference = newId();
    expect(await reserve(reference, [line(variantId, 3)])).toEqual({ ok: true, value: undefined });
    expect(await stockOf(database, variantId)).toEqual({ onHand: 10, reserved: 3 });
    await inTransaction((tx) => commitStock(tx, { reference, now }));
    expect(await stockOf(database, variantId)).toEqual({ onHand: 7, reserved: 0 });
    await inTransaction((tx) => returnStock(tx, { reference, now, reason: 'Cancelled' }));
    expect(await stockOf(database, variantId)).toEqual({ onHand: 10, reserved: 0 });
  });

  test('takes all lines or none, and names every line that has too few', async () => {
    const { variantIds } = await goods(5, 2);
    const [plenty, scarce = ''] = variantIds;
    const [one, two, three] = [line(plenty, 5), line(scarce, 3), line(scarce, 3)];
    expect(await reserve(newId(), [one, two, three])).toEqual({
      ok: false,
      errors: [{ kind: 'InsufficientStock', lineIds: [two.lineId, three.lineId] }],
    });
    expect(await stockOf(database, plenty)).toEqual({ onHand: 5, reserved: 0 });
  });

  test('of an unknown variant is short', async () => {
    expect(await reserve(newId(), [line(newId())])).toMatchObject({ errors: [{ kind: 'InsufficientStock' }] });
  });

  test.each(['releaseStock', 'commitStock'] as const)(
    'is ended once by %s, however often it is called',
    async (name) => {
      const end = { releaseStock, commitStock }[name];
      const { variantIds } = await goods(4);
      const [variantId] = variantIds;
      const [reference, wanted] = [newId(), line(variantId, 2)];
      await Promise.all([reserve(reference, [wanted]), reserve(reference, [wanted])]);
      expect(await stockOf(database, variantId)).toEqual({ onHand: 4, reserved: 2 });
      const once = () => inTransaction((tx) => end(tx, { reference, now }));
      await Promise.all([once(), once(), once()]);
      await once();
      const left = name === 'releaseStock' ? 4 : 2;
      expect(await stockOf(database, variantId)).toEqual({ onHand: left, reserved: 0 });
    },
  );

  test('is either released or sold when both race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { variantIds } = await goods(4);
      const [variantId] = variantIds;
      const reference = newId();
      await reserve(reference, [line(variantId, 2)]);
      await Promise.all([
        inTransaction((tx) => commitStock(tx, { reference, now })),
        inTransaction((tx) => releaseStock(tx, { reference, now })),
      ]);
      const { onHand, reserved } = await stockOf(database, variantId);
      expect([2, 4]).toContain(onHand);
      expect(reserved).toBe(0);
    }
  });

  test('can be released and returned line by line', async () => {
    const { variantIds } = await goods(9);
    const [variantId] = variantIds;
    const [reference, kept, freed] = [newId(), line(variantId, 2), line(variantId, 3)];
    await reserve(reference, [kept, freed]);
    await inTransaction((tx) => releaseStock(tx, { reference, lineIds: [freed.lineId], now }));
    await inTransaction((tx) => commitStock(tx, { reference, now }));
    expect(await stockOf(database, variantId)).toEqual({ onHand: 7, reserved: 0 });
    await inTransaction((tx) => returnStock(tx, { reference, lineIds: [freed.lineId], now }));
    expect(await stockOf(database, variantId)).toEqual({ onHand: 7, reserved: 0 });
    await inTransaction((tx) => returnStock(tx, { reference, lineIds: [kept.lineId], now }));
    expect(await stockOf(database, variantId)).toEqual({ onHand: 9, reserved: 0 });
  });
});

describe('a crowd', () => {
  /** Reads what is there, then writes: what everybody writes first. The check constraint is taken away for it. */
  async function naiveReserve(variantId: string): Promise<boolean> {
    return database.transaction(async (tx) => {
      const [row] = await tx.execute<{ available: number; wait: unknown }>(sql`
        select on_hand - reserved as available from naive_stock where variant_id = ${variantId}`);
      if ((row?.available ?? 0) < 1) return false;
      await tx.execute(sql`update naive_stock set reserved = reserved + 1 where variant_id = ${variantId}`);
      return true;
    });
  }

  test('of 500 buyers for 100 pieces gets exactly 100; the mutant that checks, then writes, oversells', async () => {
    const { variantIds } = await goods(100);
    const [variantId] = variantIds;
    const results = await Promise.all(Array.from({ length: 500 }, () => reserve(newId(), [line(variantId)])));
    expect(results.filter(({ ok }) => ok)).toHaveLength(100);
    expect(await stockOf(database, variantId)).toEqual({ onHand: 100, reserved: 100 });

    await database.query.execute(
      sql`create table naive_stock as select * from stock_levels where variant_id = ${variantId}`,
    );
    await database.query.execute(sql`update naive_stock set reserved = 0`);
    const sold = await Promise.all(Array.from({ length: 500 }, () => naiveReserve(variantId)));
    expect(sold.filter(Boolean).length).toBeGreaterThan(100);
  }, 60_000);

  test('that buys two things in opposite orders meets no deadlock', async () => {
    const { variantIds } = await goods(1_000, 2);
    const [first, second = ''] = variantIds;
    let repeated = 0;
    const buyer = (index: number) => {
      const lines = index % 2 === 0 ? [line(first), line(second)] : [line(second), line(first)];
      let tries = 0;
      return database
        .transaction(async (tx) => {
          tries += 1;
          return reserveStock(tx, { reference: newId(), lines, now });
        })
        .finally(() => {
          repeated += tries - 1;
        });
    };
    const results = await Promise.all(Array.from({ length: 200 }, (_, index) => buyer(index)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(repeated).toBe(0);
    expect(await stockOf(database, first)).toEqual({ onHand: 1_000, reserved: 200 });
  });
});

describe('the ledger of movements', () => {
  test.each([
    ['update', sql`update stock_movements set on_hand_change = on_hand_change + 1`],
    ['delete', sql`delete from stock_movements`],
    ['truncate', sql`truncate stock_movements`],
    ['a level that is written', sql`update stock_levels set on_hand = on_hand + 1`],
    ['a level that is removed', sql`delete from stock_levels`],
  ])('refuses %s', async (_name, statement) => {
    await goods(3);
    const error = await database.query.execute(statement).catch((refused: unknown) => refused);
    expect(sqlState(error)).toBe('23001');
  });

  test('refuses to promise more than there is, whoever enters it', async () => {
    const { variantIds } = await goods(3);
    const [variantId] = variantIds;
    const entry = { id: newId(), variantId, kind: 'RESERVED' as const, onHandChange: 0, reservedChange: 4 };
    const wrong = database.query.insert(stockMovements).values({ ...entry, createdAt: now });
    expect(sqlState(await wrong.catch((error: unknown) => error))).toBe('23514');
  });

  test('refuses changes that do not fit their kind', async () => {
    const { variantIds } = await goods(3);
    const [variantId] = variantIds;
    const entry = { id: newId(), variantId, kind: 'SOLD' as const, onHandChange: 1, reservedChange: 0 };
    const wrong = database.query.insert(stockMovements).values({ ...entry, createdAt: now });
    expect(sqlState(await wrong.catch((error: unknown) => error))).toBe('23514');
  });

  test('agrees with the levels; a level that was tampered with is told', async () => {
    const { variantIds } = await goods(3);
    const [variantId] = variantIds;
    expect(await readStockHealth(deps)).toMatchObject({ mismatches: 0 });
    await database.query.execute(sql`alter table stock_levels disable trigger stock_levels_follow_movements`);
    await database.query.execute(sql`update stock_levels set on_hand = 4 where variant_id = ${variantId}`);
    expect(await readStockHealth(deps)).toMatchObject({ mismatches: 1 });
    await database.query.execute(sql`update stock_levels set on_hand = 3 where variant_id = ${variantId}`);
    await database.query.execute(sql`alter table stock_levels enable trigger stock_levels_follow_movements`);
    expect(await readStockHealth(deps)).toMatchObject({ mismatches: 0 });
  });
});

describe('adjusting stock', () => {
  async function adjustment(change: Partial<StockAdjustment> = {}) {
    const { shop, variantIds } = await goods(5);
    const [variantId] = variantIds;
    const blank = { change: null, onHand: null, kind: 'ADJUSTED' as const, reason: 'Counted' };
    return { ...blank, caller: callerOf(shop.clerk), variantId, idempotencyKey: newId(), ...change };
  }

  test.each([
    [{ change: 4, kind: 'RECEIVED' }, 9],
    [{ change: -5 }, 0],
    [{ onHand: 2 }, 2],
    [{ onHand: 5 }, 5],
  ] as const)('by %o leaves %d', async (change, onHand) => {
    const command = await adjustment(change);
    expect(await adjustStock(deps, command)).toEqual({ ok: true, value: command.variantId });
    expect(await stockOf(database, command.variantId)).toEqual({ onHand, reserved: 0 });
  });

  test('enters its author and reason', async () => {
    const command = await adjustment({ change: 2, reason: ' Found behind the shelf ' });
    await adjustStock(deps, command);
    const rows = await database.query
      .select()
      .from(stockMovements)
      .where(eq(stockMovements.variantId, command.variantId));
    expect(rows.find(({ kind }) => kind === 'ADJUSTED')).toMatchObject({
      authorId: command.caller.principal.id,
      reason: 'Found behind the shelf',
      createdAt: noon,
    });
  });

  test.each([
    [{ change: 1, onHand: 1 }, 'InvalidInput'],
    [{}, 'InvalidInput'],
    [{ onHand: -1 }, 'InvalidInput'],
    [{ change: 1, reason: '' }, 'InvalidInput'],
    [{ change: 1, idempotencyKey: '' }, 'InvalidInput'],
    [{ change: -1, kind: 'RECEIVED' }, 'InvalidInput'],
    [{ change: 1, variantId: newId() }, 'NotFound'],
    [{ change: 1, caller: callerOf(person()) }, 'NotFound'],
    [{ change: -6 }, 'StockBelowReserved'],
    // Past it a return would no longer fit, and nobody could cancel.
    [{ change: 1_000_000_000 }, 'InvalidInput'],
  ] as const)('with %o is refused: %s', async (change, kind) => {
    expect(await adjustStock(deps, await adjustment(change))).toMatchObject({ errors: [{ kind }] });
  });

  test('leaves what is promised', async () => {
    const command = await adjustment({ onHand: 2 });
    await reserve(newId(), [line(command.variantId, 3)]);
    expect(await adjustStock(deps, command)).toMatchObject({
      errors: [{ kind: 'StockBelowReserved', onHand: 5, reserved: 3 }],
    });
  });

  test('25 times at once with one key enters once; the key with another input is refused', async () => {
    const command = await adjustment({ change: 1 });
    await Promise.all(Array.from({ length: 25 }, () => adjustStock(deps, command)));
    expect(await stockOf(database, command.variantId)).toEqual({ onHand: 6, reserved: 0 });
    const reused = await adjustStock(deps, { ...command, change: 2 });
    expect(reused).toMatchObject({ errors: [{ kind: 'IdempotencyKeyReused' }] });
  });

  test('needs somebody who is signed in', async () => {
    const guest = { ...person(), kind: 'guest' as const };
    await expect(adjustStock(deps, await adjustment({ change: 1, caller: callerOf(guest) }))).rejects.toThrow(
      CaravanError,
    );
  });
});
