import { FulfilmentStatusChanged, OrderChanged, OrderLinesCancelled } from '@caravan/contracts/marketplace';
import { EscrowReleased } from '@caravan/contracts/payments';
import { newId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { inQueue } from '../../test/queue.ts';
import {
  buy,
  callerOf,
  hear,
  marketplaceDatabase,
  noon,
  offerRate,
  openShop,
  orderOf,
  person,
  published,
  putInCart,
  type Shop,
  start,
  stockGood,
  stockOf,
  tradeDeps,
} from '../../test/trade.ts';
import { cancelFulfilment, cancelOrder } from './cancel.usecases.ts';
import { changeFulfilmentStatus } from './change-status.usecases.ts';
import { fulfilmentEscrow } from './fulfilments.consumers.ts';
import { type Actor, type FulfilmentStatus, step } from './fulfilments.domain.ts';
import { fulfilmentChanges, fulfilments } from './fulfilments.tables.ts';
import { takeFulfilments } from './fulfilments.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);

async function paidOrder({ quantity = 2, shops = 1 } = {}) {
  const goods = await Promise.all(
    Array.from({ length: shops }, async () => {
      const shop = await openShop(database);
      return { shop, good: await stockGood(database, shop) };
    }),
  );
  const bought = await buy(
    deps,
    goods.map(({ good }) => ({ good, quantity })),
  );
  const partOf = (shop: Shop) => bought.fulfilments.find(({ storeId }) => storeId === shop.storeId)?.id ?? '';
  const [first] = goods;
  if (!first) throw new Error('An order has a shop.');
  return { ...bought, goods, ...first, partOf, fulfilmentId: partOf(first.shop) };
}

function move(
  principal: Principal,
  fulfilmentId: string,
  status: FulfilmentStatus,
  trackingNumber: string | null = null,
) {
  return changeFulfilmentStatus(deps, {
    caller: callerOf(principal),
    fulfilmentId,
    status,
    comment: null,
    trackingNumber,
  });
}

async function moveTo(clerk: Principal, fulfilmentId: string, status: FulfilmentStatus) {
  const way: FulfilmentStatus[] = ['PREPARING', 'READY', 'SHIPPED', 'DELIVERED'];
  for (const next of way.slice(0, way.indexOf(status) + 1)) await move(clerk, fulfilmentId, next);
}

async function statusOf(fulfilmentId: string) {
  const [row] = await database.query.select().from(fulfilments).where(eq(fulfilments.id, fulfilmentId));
  return row?.status;
}

async function historyOf(fulfilmentId: string) {
  return database.query
    .select()
    .from(fulfilmentChanges)
    .where(eq(fulfilmentChanges.fulfilmentId, fulfilmentId))
    .orderBy(asc(fulfilmentChanges.position));
}

const admin = () => person(newId(), ['order:write:any', 'order:read:any']);
const notFound = (field: string) => ({ ok: false, errors: [{ kind: 'NotFound', path: ['input', field] }] });

describe('a fulfilment', () => {
  test('is moved on by the store, step by step, with history, events and the order behind it', async () => {
    const { shop, fulfilmentId, order, checkoutId } = await paidOrder();
    const result = await changeFulfilmentStatus(deps, {
      caller: callerOf(shop.clerk),
      fulfilmentId,
      status: 'PREPARING',
      comment: 'Packing now',
      trackingNumber: null,
    });
    expect(result).toMatchObject({ ok: true, value: { id: fulfilmentId, status: 'PREPARING' } });
    await move(shop.clerk, fulfilmentId, 'READY');
    expect(await move(shop.clerk, fulfilmentId, 'SHIPPED', 'FI 123')).toMatchObject({
      ok: true,
      value: { status: 'SHIPPED', trackingNumber: 'FI 123' },
    });
    await move(shop.clerk, fulfilmentId, 'DELIVERED');

    expect((await orderOf(database, checkoutId)).order).toMatchObject({ status: 'DELIVERED', version: 6 });
    const history = await historyOf(fulfilmentId);
    expect(history.map(({ from, to, by, comment, personId }) => [from, to, by, comment, personId])).toEqual(
      expect.arrayContaining([
        [null, 'PENDING', 'SYSTEM', null, null],
        ['PENDING', 'CONFIRMED', 'SYSTEM', null, null],
        ['CONFIRMED', 'PREPARING', 'STORE', 'Packing now', shop.clerk.id],
        ['PREPARING', 'READY', 'STORE', null, shop.clerk.id],
        ['READY', 'SHIPPED', 'STORE', null, shop.clerk.id],
        ['SHIPPED', 'DELIVERED', 'STORE', null, shop.clerk.id],
      ]),
    );
    const moves = (await published(database, FulfilmentStatusChanged, order.id)).map(({ from, to }) => `${from}>${to}`);
    expect(moves.slice(1)).toEqual(['CONFIRMED>PREPARING', 'PREPARING>READY', 'READY>SHIPPED', 'SHIPPED>DELIVERED']);
    const versions = (await published(database, OrderChanged, order.id)).map(({ version }) => version);
    expect(versions).toEqual([2, 3, 4, 5, 6]);
  });

  test('holds its order back until the other stores are as far', async () => {
    const { goods, partOf, checkoutId } = await paidOrder({ shops: 2 });
    const [left, right] = goods.map(({ shop }) => shop);
    if (!left || !right) throw new Error('Two shops sell this.');
    await moveTo(left.clerk, partOf(left), 'SHIPPED');
    expect((await orderOf(database, checkoutId)).order.status).toBe('CONFIRMED');
    await moveTo(right.clerk, partOf(right), 'READY');
    expect((await orderOf(database, checkoutId)).order.status).toBe('READY');
  });

  test('is not moved past a step, back, or by whom it is not', async () => {
    const { shop, fulfilmentId, buyer } = await paidOrder();
    const refused = (from: string, to: string) => ({
      ok: false,
      errors: [{ kind: 'InvalidTransition', path: ['input', 'status'], from, to }],
    });
    expect(await move(shop.clerk, fulfilmentId, 'SHIPPED')).toEqual(refused('CONFIRMED', 'SHIPPED'));
    expect(await move(shop.clerk, fulfilmentId, 'PENDING')).toEqual(refused('CONFIRMED', 'PENDING'));
    expect(await move(shop.clerk, fulfilmentId, 'CONFIRMED')).toEqual(refused('CONFIRMED', 'CONFIRMED'));
    expect(await move(buyer, fulfilmentId, 'PREPARING')).toEqual(refused('CONFIRMED', 'PREPARING'));
    expect(await move(admin(), fulfilmentId, 'PREPARING')).toMatchObject({ ok: true });
    await move(shop.clerk, fulfilmentId, 'READY');
    await move(shop.clerk, fulfilmentId, 'SHIPPED');
    expect(await move(shop.clerk, fulfilmentId, 'COMPLETED')).toEqual(refused('SHIPPED', 'COMPLETED'));
    expect(await move(buyer, fulfilmentId, 'DELIVERED')).toMatchObject({ ok: true, value: { status: 'DELIVERED' } });
  });

  test('of another store, or of an order that is not paid, reads as missing', async () => {
    const { fulfilmentId, goods, partOf } = await paidOrder({ shops: 2 });
    const [left, right] = goods.map(({ shop }) => shop);
    const unpaid = newId();
    const shop = await openShop(database);
    await putInCart(deps, unpaid, await stockGood(database, shop));
    const pending = await orderOf(database, (await start(deps, unpaid)).checkoutId);
    expect(await move((await openShop(database)).clerk, fulfilmentId, 'PREPARING')).toEqual(notFound('fulfilmentId'));
    expect(await move(person(), fulfilmentId, 'PREPARING')).toEqual(notFound('fulfilmentId'));
    expect(await move(shop.clerk, newId(), 'PREPARING')).toEqual(notFound('fulfilmentId'));
    expect(await move(shop.clerk, pending.fulfilments[0]?.id ?? '', 'PREPARING')).toEqual(notFound('fulfilmentId'));
    if (left && right) expect(await move(left.clerk, partOf(right), 'PREPARING')).toEqual(notFound('fulfilmentId'));
  });

  test.each([
    ['comment', { comment: 'x'.repeat(501) }],
    ['trackingNumber', { trackingNumber: ' ', status: 'SHIPPED' as const }],
    ['trackingNumber', { trackingNumber: 'x'.repeat(101), status: 'SHIPPED' as const }],
    ['trackingNumber', { trackingNumber: 'early' }],
    ['status', { status: 'CANCELLED' as const }],
  ])('refuses a bad %s', async (field, change) => {
    const { shop, fulfilmentId } = await paidOrder();
    const command = { caller: callerOf(shop.clerk), fulfilmentId, status: 'PREPARING' as const };
    const result = await changeFulfilmentStatus(deps, { comment: null, trackingNumber: null, ...command, ...change });
    expect(result).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', field] }] });
  });

  test('moved by two at once moves once', async () => {
    const { shop, fulfilmentId, order } = await paidOrder();
    const results = await Promise.all([1, 2, 3].map(() => move(shop.clerk, fulfilmentId, 'PREPARING')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await published(database, FulfilmentStatusChanged, order.id)).toHaveLength(2);
  });

  test('is complete when its escrow was released; a repeat, or one too early, changes nothing', async () => {
    const { shop, fulfilmentId, order, checkoutId } = await paidOrder();
    const released = { fulfilmentId, checkoutId, orderRef: order.id, storeId: shop.storeId, lineIds: [] };
    const complete = () => hear(deps, fulfilmentEscrow, { contract: EscrowReleased, data: released });
    await complete();
    expect(await statusOf(fulfilmentId)).toBe('CONFIRMED');
    await moveTo(shop.clerk, fulfilmentId, 'DELIVERED');
    await complete();
    await complete();
    expect(await statusOf(fulfilmentId)).toBe('COMPLETED');
    expect((await orderOf(database, checkoutId)).order).toMatchObject({ status: 'COMPLETED', version: 7 });
  });
});

describe('a buyer cancels', () => {
  const cancel = (principal: Principal, orderId: string, lineIds: string[] | null = null) =>
    cancelOrder(deps, { principal, orderId, lineIds, reason: 'Changed my mind' });

  test('the whole order: stock comes back, money goes back with its freight, history says why', async () => {
    const shop = await openShop(database);
    const shippingRateId = await offerRate(database, shop);
    const good = await stockGood(database, shop);
    const {
      buyer,
      order,
      checkoutId,
      lines,
      fulfilments: parts,
    } = await buy(deps, [{ good, quantity: 2, shippingRateId }]);
    expect(await cancel(buyer, order.id)).toMatchObject({
      ok: true,
      value: { id: order.id, status: 'CANCELLED', cancelledAt: noon, confirmedAt: noon, version: 3 },
    });
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect(await published(database, OrderLinesCancelled, order.id)).toEqual([
      {
        orderId: order.id,
        checkoutId,
        lineIds: [lines[0]?.id, lines[0]?.shippingLineId],
        by: 'BUYER',
        reason: null,
      },
    ]);
    expect((await orderOf(database, checkoutId)).lines).toMatchObject([
      { cancelledAt: noon, cancelReason: 'Changed my mind' },
    ]);
    expect((await historyOf(parts[0]?.id ?? '')).at(-1)).toMatchObject({
      from: 'CONFIRMED',
      to: 'CANCELLED',
      by: 'BUYER',
      comment: 'Changed my mind',
      personId: buyer.id,
    });
    // A retry is told how it stands, and nothing goes back twice.
    expect(await cancel(buyer, order.id)).toEqual({
      ok: false,
      errors: [{ kind: 'InvalidTransition', path: ['input', 'orderId'], from: 'CANCELLED', to: 'CANCELLED' }],
    });
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 0 });
  });

  test('one line: the rest is sent, and the last line takes the fulfilment with it', async () => {
    const shop = await openShop(database);
    const goods = [await stockGood(database, shop), await stockGood(database, shop)];
    const {
      buyer,
      order,
      checkoutId,
      lines,
      fulfilments: parts,
    } = await buy(
      deps,
      goods.map((good) => ({ good })),
    );
    const [first, second] = lines.map(({ id }) => id);
    const fulfilmentId = parts[0]?.id ?? '';
    expect(await cancel(buyer, order.id, [first ?? ''])).toMatchObject({ ok: true, value: { status: 'CONFIRMED' } });
    expect(await statusOf(fulfilmentId)).toBe('CONFIRMED');
    expect((await historyOf(fulfilmentId)).at(-1)).toMatchObject({ from: 'CONFIRMED', to: 'CONFIRMED', by: 'BUYER' });
    expect(await cancel(buyer, order.id, [first ?? ''])).toMatchObject({
      ok: false,
      errors: [{ kind: 'InvalidTransition', path: ['input', 'lineIds', '0'], from: 'CANCELLED' }],
    });
    expect(await cancel(buyer, order.id, [second ?? ''])).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
    expect((await orderOf(database, checkoutId)).order.version).toBe(4);
    const cancelled = await published(database, OrderLinesCancelled, order.id);
    expect(cancelled.map(({ lineIds }) => lineIds)).toEqual([[first], [second]]);
  });

  test('what is not shipped yet, and leaves what is', async () => {
    const { goods, partOf, buyer, order } = await paidOrder({ shops: 2 });
    const [left, right] = goods.map(({ shop }) => shop);
    if (!left || !right) throw new Error('Two shops sell this.');
    await moveTo(left.clerk, partOf(left), 'SHIPPED');
    expect(await cancel(buyer, order.id)).toMatchObject({ ok: true, value: { status: 'SHIPPED' } });
    expect([await statusOf(partOf(left)), await statusOf(partOf(right))]).toEqual(['SHIPPED', 'CANCELLED']);
  });

  test('nothing at all when one of the chosen lines is shipped', async () => {
    const { goods, partOf, buyer, order, lines } = await paidOrder({ shops: 2 });
    const [left] = goods.map(({ shop }) => shop);
    if (!left) throw new Error('Two shops sell this.');
    await moveTo(left.clerk, partOf(left), 'SHIPPED');
    const result = await cancel(
      buyer,
      order.id,
      lines.map(({ id }) => id),
    );
    expect(result).toMatchObject({
      ok: false,
      errors: [{ kind: 'InvalidTransition', from: 'SHIPPED', to: 'CANCELLED' }],
    });
    expect(await published(database, OrderLinesCancelled, order.id)).toEqual([]);
  });

  test('no unpaid order: its checkout is cancelled instead', async () => {
    const buyer = person();
    await putInCart(deps, buyer.id ?? '', await stockGood(database, await openShop(database)));
    const { order } = await orderOf(database, (await start(deps, buyer.id ?? '')).checkoutId);
    expect(await cancel(buyer, order.id)).toEqual({
      ok: false,
      errors: [{ kind: 'InvalidTransition', path: ['input', 'orderId'], from: 'PENDING', to: 'CANCELLED' }],
    });
  });

  test("no order of somebody else's, nor lines of another order", async () => {
    const { order, buyer } = await paidOrder();
    const other = await paidOrder();
    expect(await cancel(person(), order.id)).toEqual(notFound('orderId'));
    expect(await cancel(admin(), order.id)).toEqual(notFound('orderId'));
    expect(await cancel(buyer, newId())).toEqual(notFound('orderId'));
    expect(await cancel(buyer, order.id, [other.lines[0]?.id ?? ''])).toEqual({
      ok: false,
      errors: [{ kind: 'NotFound', path: ['input', 'lineIds', '0'] }],
    });
  });

  test('with a bad reason or no line at all is refused, both told at once', async () => {
    const { order, buyer } = await paidOrder();
    const result = await cancelOrder(deps, {
      principal: buyer,
      orderId: order.id,
      lineIds: [],
      reason: 'x'.repeat(501),
    });
    expect(result).toMatchObject({
      ok: false,
      errors: [
        { kind: 'InvalidInput', path: ['input', 'lineIds'] },
        { kind: 'InvalidInput', path: ['input', 'reason'] },
      ],
    });
  });
});

describe('a store cancels', () => {
  const cancel = (principal: Principal, fulfilmentId: string, lineIds: string[] | null = null) =>
    cancelFulfilment(deps, { caller: callerOf(principal), fulfilmentId, lineIds, reason: 'Broken' });

  test('its own part, whole or by line, with the reason', async () => {
    const { goods, partOf, order } = await paidOrder({ shops: 2 });
    const [left, right] = goods.map(({ shop }) => shop);
    if (!left || !right) throw new Error('Two shops sell this.');
    expect(await cancel(left.clerk, partOf(left))).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
    expect(await statusOf(partOf(right))).toBe('CONFIRMED');
    expect(await published(database, OrderLinesCancelled, order.id)).toMatchObject([{ by: 'STORE', reason: null }]);
    expect(await cancel(admin(), partOf(right))).toMatchObject({ ok: true });
    expect(await published(database, OrderLinesCancelled, order.id)).toMatchObject([{ by: 'STORE' }, { by: 'ADMIN' }]);
  });

  test('nothing of others, and the buyer uses cancelOrder', async () => {
    const { fulfilmentId, buyer } = await paidOrder();
    for (const stranger of [person(), buyer, (await openShop(database)).clerk]) {
      expect(await cancel(stranger, fulfilmentId)).toEqual(notFound('fulfilmentId'));
    }
    expect(await statusOf(fulfilmentId)).toBe('CONFIRMED');
  });

  test('nothing that is shipped, and never without a reason', async () => {
    const { fulfilmentId, shop } = await paidOrder();
    const silent = { caller: callerOf(shop.clerk), fulfilmentId, lineIds: null, reason: ' ' };
    expect(await cancelFulfilment(deps, silent)).toMatchObject({ errors: [{ path: ['input', 'reason'] }] });
    await moveTo(shop.clerk, fulfilmentId, 'SHIPPED');
    expect(await cancel(shop.clerk, fulfilmentId)).toEqual({
      ok: false,
      errors: [{ kind: 'InvalidTransition', path: ['input', 'fulfilmentId'], from: 'SHIPPED', to: 'CANCELLED' }],
    });
  });
});

describe('cancelling and shipping at once', () => {
  async function race(order: 'cancel first' | 'ship first') {
    const { shop, good, buyer, order: bought, fulfilmentId } = await paidOrder();
    await moveTo(shop.clerk, fulfilmentId, 'READY');
    const cancel = () => cancelOrder(deps, { principal: buyer, orderId: bought.id, lineIds: null, reason: null });
    const ship = () => move(shop.clerk, fulfilmentId, 'SHIPPED');
    const results = await inQueue<[{ ok: boolean }, { ok: boolean }]>(
      database,
      (tx) => takeFulfilments(tx, bought.id),
      order === 'cancel first' ? [cancel, ship] : [ship, cancel],
    );
    const { onHand } = await stockOf(database, good.variantId);
    return { results, onHand, status: await statusOf(fulfilmentId) };
  }

  test('the one who comes later is told what the first has left', async () => {
    expect(await race('cancel first')).toMatchObject({
      results: [{ ok: true }, { ok: false, errors: [{ kind: 'InvalidTransition', from: 'CANCELLED', to: 'SHIPPED' }] }],
      onHand: 10,
      status: 'CANCELLED',
    });
    expect(await race('ship first')).toMatchObject({
      results: [{ ok: true }, { ok: false, errors: [{ kind: 'InvalidTransition', from: 'SHIPPED', to: 'CANCELLED' }] }],
      onHand: 8,
      status: 'SHIPPED',
    });
  });

  test('both happen to the mutant that does not lock the order', async () => {
    const { shop, fulfilmentId } = await paidOrder();
    await moveTo(shop.clerk, fulfilmentId, 'READY');
    const decide = async (to: FulfilmentStatus, actor: Actor) => {
      const [row] = await database.query.select().from(fulfilments).where(eq(fulfilments.id, fulfilmentId));
      return step(row?.status ?? 'PENDING', { to, as: [actor], path: [] });
    };
    const decisions = await Promise.all([decide('CANCELLED', 'BUYER'), decide('SHIPPED', 'STORE')]);
    expect(decisions.map(({ ok }) => ok)).toEqual([true, true]);
  });
});

test('history cannot be changed: the database refuses', async () => {
  const { fulfilmentId } = await paidOrder();
  const update = database.query
    .update(fulfilmentChanges)
    .set({ comment: 'forged' })
    .where(eq(fulfilmentChanges.fulfilmentId, fulfilmentId));
  await expect(update).rejects.toMatchObject({ cause: { message: expect.stringContaining('append only') } });
});
