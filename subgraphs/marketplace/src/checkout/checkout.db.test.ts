import {
  CheckoutCompleted,
  CheckoutPaid,
  CheckoutRejected,
  CheckoutReleased,
  CheckoutReserved,
  CheckoutStarted,
} from '@caravan/contracts/checkout';
import { FulfilmentStatusChanged, OrderChanged, OrderPlaced } from '@caravan/contracts/marketplace';
import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { inQueue } from '../../test/queue.ts';
import {
  buy,
  free,
  hear,
  marketplaceDatabase,
  noon,
  offerRate,
  openShop,
  orderOf,
  pay,
  person,
  published,
  putInCart,
  sealedAddress,
  start,
  startedBy,
  stockGood,
  stockOf,
  tradeDeps,
} from '../../test/trade.ts';
import { forgetAddress, keepAddress } from '../addresses/addresses.usecases.ts';
import { cartItems } from '../cart/cart.tables.ts';
import { readCarts } from '../cart/cart.usecases.ts';
import { isOrderNumber } from '../orders/orders.domain.ts';
import { orders } from '../orders/orders.tables.ts';
import { products, variants } from '../products/products.tables.ts';
import { stores } from '../stores/stores.tables.ts';
import { checkoutParticipant } from './checkout.consumers.ts';
import { reserveAgainJob } from './checkout.jobs.ts';
import { lockCheckout } from './checkout.store.ts';
import { checkoutHolds } from './checkout.tables.ts';
import { reserve } from './checkout.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const inTransaction = (work: (tx: Transaction) => Promise<void>) => database.transaction(work);

async function rejections(checkoutId: string) {
  return (await published(database, CheckoutRejected, checkoutId)).map(({ reasons }) => reasons);
}

async function reservations(checkoutId: string) {
  return published(database, CheckoutReserved, checkoutId);
}

async function itemsOf(buyerId: string) {
  const [cart] = await readCarts(database.query, [buyerId]);
  return (cart?.items ?? []).map(({ variantId, quantity }) => ({ variantId, quantity }));
}

describe('a checkout that starts', () => {
  test('reserves stock, places the order and answers with its lines', async () => {
    const [left, right] = [await openShop(database), await openShop(database)];
    const shippingRateId = await offerRate(database, left, 490n);
    const kettle = await stockGood(database, left, { stock: 5, priceMinor: 1250n });
    const lamp = await stockGood(database, right, { stock: 5, priceMinor: 800n });
    const buyerId = newId();
    await putInCart(deps, buyerId, kettle, { quantity: 2, shippingRateId });
    await putInCart(deps, buyerId, lamp, { quantity: 3 });

    const { checkoutId } = await start(deps, buyerId);

    const { order, fulfilments, lines } = await orderOf(database, checkoutId);
    expect(order).toMatchObject({ buyerId, status: 'PENDING', version: 1, placedAt: noon, confirmedAt: null });
    expect(isOrderNumber(order.number)).toBe(true);
    expect(order.storeIds).toEqual([left.storeId, right.storeId].sort());
    const parts = fulfilments.map(({ storeId, itemsTotalMinor, shippingTotalMinor, status }) => ({
      storeId,
      itemsTotalMinor,
      shippingTotalMinor,
      status,
    }));
    expect(parts).toEqual(
      expect.arrayContaining([
        { storeId: left.storeId, itemsTotalMinor: 2500n, shippingTotalMinor: 490n, status: 'PENDING' },
        { storeId: right.storeId, itemsTotalMinor: 2400n, shippingTotalMinor: 0n, status: 'PENDING' },
      ]),
    );
    expect(await stockOf(database, kettle.variantId)).toEqual({ onHand: 5, reserved: 2 });
    expect(await stockOf(database, lamp.variantId)).toEqual({ onHand: 5, reserved: 3 });

    const [reply] = await reservations(checkoutId);
    const told = reply?.lines.map(({ kind, amount, payee }) => [kind, amount.amountMinor, payee.id]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['PRODUCT', '2500', left.storeId],
        ['SHIPPING', '490', left.storeId],
        ['PRODUCT', '2400', right.storeId],
      ]),
    );
    const lineIds = lines.flatMap(({ id, shippingLineId }) => (shippingLineId ? [id, shippingLineId] : [id]));
    expect(reply?.lines.map(({ lineId }) => lineId).toSorted()).toEqual(lineIds.toSorted());
    expect(await published(database, OrderPlaced, order.id)).toEqual([
      { orderId: order.id, checkoutId, buyerId, storeIds: order.storeIds },
    ]);
    // Nothing leaves the cart before it is paid.
    expect(await itemsOf(buyerId)).toHaveLength(2);
  });

  test('answers an empty list when there is nothing in this currency, and completes with nothing', async () => {
    const yen = await openShop(database, 'JPY');
    const good = await stockGood(database, yen, { currency: 'JPY' });
    const buyerId = newId();
    await putInCart(deps, buyerId, good);
    const { checkoutId } = await start(deps, buyerId);
    expect(await reservations(checkoutId)).toEqual([{ checkoutId, participant: 'marketplace', lines: [] }]);
    await pay(deps, { checkoutId });
    expect(await published(database, CheckoutCompleted, checkoutId)).toEqual([
      { checkoutId, participant: 'marketplace', orderRefs: [], failedLineIds: [] },
    ]);
    expect(await itemsOf(buyerId)).toHaveLength(1);
  });

  test('is nothing to marketplace when it does not take part', async () => {
    const started = { ...startedBy(newId()), participants: ['rentals' as const] };
    await inTransaction((tx) => reserve(deps, tx, started));
    await pay(deps, started);
    expect(await reservations(started.checkoutId)).toEqual([]);
    expect(await published(database, CheckoutCompleted, started.checkoutId)).toEqual([]);
  });

  test('twice has one effect and two equal answers', async () => {
    const good = await stockGood(database, await openShop(database));
    const buyerId = newId();
    await putInCart(deps, buyerId, good, { quantity: 2 });
    const started = startedBy(buyerId);
    await Promise.all([1, 2].map(() => inTransaction((tx) => reserve(deps, tx, started))));
    const [first, second] = await reservations(started.checkoutId);
    expect(second).toEqual(first);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 2 });
  });

  test('after it was released is CLOSED, and holds nothing', async () => {
    const good = await stockGood(database, await openShop(database));
    const buyerId = newId();
    await putInCart(deps, buyerId, good);
    const started = startedBy(buyerId);
    await free(deps, started);
    await inTransaction((tx) => reserve(deps, tx, started));
    expect(await rejections(started.checkoutId)).toEqual([[{ kind: 'CLOSED', cartItemId: null }]]);
    expect(await reservations(started.checkoutId)).toEqual([]);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 0 });
  });
});

describe('a checkout is rejected, and holds nothing,', () => {
  test('for lines that are too few in stock', async () => {
    const shop = await openShop(database);
    const [plenty, scarce] = [await stockGood(database, shop), await stockGood(database, shop, { stock: 2 })];
    const [buyerId, rival] = [newId(), newId()];
    await putInCart(deps, buyerId, plenty);
    await putInCart(deps, buyerId, scarce, { quantity: 2 });
    await putInCart(deps, rival, scarce, { quantity: 1 });
    await start(deps, rival);
    const { checkoutId } = await start(deps, buyerId);
    const [, item] = await database.query.select().from(cartItems).where(eq(cartItems.ownerId, buyerId));
    expect(item?.variantId).toBe(scarce.variantId);
    expect(await rejections(checkoutId)).toEqual([[{ kind: 'INSUFFICIENT_STOCK', cartItemId: item?.id }]]);
    expect(await stockOf(database, plenty.variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect(await database.query.select().from(orders).where(eq(orders.checkoutId, checkoutId))).toEqual([]);
    expect(await database.query.select().from(checkoutHolds).where(eq(checkoutHolds.checkoutId, checkoutId))).toEqual(
      [],
    );
  });

  test('for more than an amount can be, with an answer instead of an error', async () => {
    const shop = await openShop(database);
    const buyerId = newId();
    for (let index = 0; index < 10; index += 1) {
      const good = await stockGood(database, shop, { stock: 999, priceMinor: 10n ** 15n });
      await putInCart(deps, buyerId, good, { quantity: 999 });
    }
    const { checkoutId } = await start(deps, buyerId);
    expect(await rejections(checkoutId)).toEqual([[{ kind: 'UNAVAILABLE', cartItemId: null }]]);
  });

  test.each(['product archived', 'variant inactive', 'store suspended'])(
    'for what is not for sale: %s',
    async (why) => {
      const shop = await openShop(database);
      const good = await stockGood(database, shop);
      const buyerId = newId();
      await putInCart(deps, buyerId, good);
      const { query } = database;
      if (why === 'product archived') {
        await query.update(products).set({ status: 'ARCHIVED' }).where(eq(products.id, good.productId));
      } else if (why === 'variant inactive') {
        await query.update(variants).set({ active: false }).where(eq(variants.id, good.variantId));
      } else {
        await query.update(stores).set({ status: 'SUSPENDED' }).where(eq(stores.id, shop.storeId));
      }
      const { checkoutId } = await start(deps, buyerId);
      expect(await rejections(checkoutId)).toMatchObject([[{ kind: 'NOT_FOR_SALE' }]]);
      expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 0 });
    },
  );

  test('for shipping that was not picked where the store has rates', async () => {
    const shop = await openShop(database);
    const good = await stockGood(database, shop);
    const buyerId = newId();
    await putInCart(deps, buyerId, good);
    await offerRate(database, shop);
    const { checkoutId } = await start(deps, buyerId);
    expect(await rejections(checkoutId)).toMatchObject([[{ kind: 'SHIPPING_NOT_CHOSEN' }]]);
  });
});

describe('the delivery address', () => {
  test('is needed when something is sent', async () => {
    const shop = await openShop(database);
    const shippingRateId = await offerRate(database, shop);
    const buyerId = newId();
    await putInCart(deps, buyerId, await stockGood(database, shop), { shippingRateId });
    const { checkoutId } = await start(deps, buyerId, null);
    expect(await rejections(checkoutId)).toEqual([[{ kind: 'ADDRESS_UNKNOWN', cartItemId: null }]]);
  });

  test('is copied into the order as it was, under its seal', async () => {
    const good = await stockGood(database, await openShop(database));
    const [buyerId, addressId] = [newId(), newId()];
    const address = await sealedAddress(buyerId);
    await inTransaction((tx) => keepAddress(tx, { addressId, userId: buyerId, address }));
    await putInCart(deps, buyerId, good);
    const { checkoutId } = await start(deps, buyerId, addressId);
    await inTransaction((tx) => forgetAddress(tx, { addressId, userId: buyerId }));
    expect((await orderOf(database, checkoutId)).order.deliveryAddress).toEqual(address);
  });

  test('of somebody else, or of nobody, is waited for and then ADDRESS_UNKNOWN', async () => {
    const [buyerId, other, addressId] = [newId(), newId(), newId()];
    const address = await sealedAddress(other);
    await inTransaction((tx) => keepAddress(tx, { addressId, userId: other, address }));
    const started = { ...startedBy(buyerId), deliveryAddressId: addressId };
    await inTransaction((tx) => reserve(deps, tx, started));
    expect(await rejections(started.checkoutId)).toEqual([]);
    const jobs = await database.query.execute(
      sql`select 1 from jobs where task_identifier = 'checkout.reserve-again' and key like ${`%${started.checkoutId}`}`,
    );
    expect(jobs).toHaveLength(1);
    await inTransaction((tx) => reserve(deps, tx, started, 5));
    expect(await rejections(started.checkoutId)).toEqual([[{ kind: 'ADDRESS_UNKNOWN', cartItemId: null }]]);
  });

  test('that comes late is found by the next try', async () => {
    const good = await stockGood(database, await openShop(database));
    const [buyerId, addressId] = [newId(), newId()];
    await putInCart(deps, buyerId, good);
    const started = { ...startedBy(buyerId), deliveryAddressId: addressId };
    await inTransaction((tx) => reserve(deps, tx, started));
    const address = await sealedAddress(buyerId);
    await inTransaction((tx) => keepAddress(tx, { addressId, userId: buyerId, address }));
    await reserveAgainJob.run(deps, { started, waited: 1 });
    expect(await reservations(started.checkoutId)).toHaveLength(1);
  });
});

describe('a checkout that is paid', () => {
  test('becomes a confirmed order, sells its stock, and leaves the cart', async () => {
    const good = await stockGood(database, await openShop(database));
    const { order, checkoutId, buyerId, fulfilments } = await buy(deps, [{ good, quantity: 2 }]);
    expect(order).toMatchObject({ status: 'CONFIRMED', confirmedAt: noon, version: 2 });
    expect(fulfilments).toMatchObject([{ status: 'CONFIRMED' }]);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 8, reserved: 0 });
    expect(await itemsOf(buyerId)).toEqual([]);
    expect(await published(database, CheckoutCompleted, checkoutId)).toEqual([
      { checkoutId, participant: 'marketplace', orderRefs: [order.id], failedLineIds: [] },
    ]);
    expect(await published(database, OrderChanged, order.id)).toMatchObject([{ status: 'CONFIRMED', version: 2 }]);
    expect(await published(database, FulfilmentStatusChanged, order.id)).toMatchObject([
      { from: 'PENDING', to: 'CONFIRMED' },
    ]);
  });

  test('twice has one effect and two equal answers', async () => {
    const good = await stockGood(database, await openShop(database));
    const { checkoutId, order } = await buy(deps, [{ good, quantity: 2 }]);
    await pay(deps, { checkoutId });
    const [first, second] = await published(database, CheckoutCompleted, checkoutId);
    expect(second).toEqual(first);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 8, reserved: 0 });
    expect(await published(database, OrderChanged, order.id)).toHaveLength(1);
  });

  test('takes exactly what was bought: what was added meanwhile stays', async () => {
    const shop = await openShop(database);
    const [more, fewer, other] = [
      await stockGood(database, shop),
      await stockGood(database, shop),
      await stockGood(database, shop),
    ];
    const buyerId = newId();
    await putInCart(deps, buyerId, more, { quantity: 2 });
    await putInCart(deps, buyerId, fewer, { quantity: 2 });
    const started = await start(deps, buyerId);
    await putInCart(deps, buyerId, more, { quantity: 3 });
    await database.query.update(cartItems).set({ quantity: 1 }).where(eq(cartItems.variantId, fewer.variantId));
    await putInCart(deps, buyerId, other);
    await pay(deps, started);
    expect(await itemsOf(buyerId)).toEqual([
      { variantId: more.variantId, quantity: 3 },
      { variantId: other.variantId, quantity: 1 },
    ]);
  });

  test('after its release gives every line back', async () => {
    const shop = await openShop(database);
    const shippingRateId = await offerRate(database, shop);
    const good = await stockGood(database, shop);
    const buyerId = newId();
    await putInCart(deps, buyerId, good, { shippingRateId });
    const started = await start(deps, buyerId);
    await free(deps, started);
    await pay(deps, started);
    const { lines } = await orderOf(database, started.checkoutId);
    const [completed] = await published(database, CheckoutCompleted, started.checkoutId);
    expect(completed?.orderRefs).toEqual([]);
    expect(completed?.failedLineIds).toEqual([lines[0]?.id, lines[0]?.shippingLineId]);
  });
});

test('the consumer carries a checkout from its start to its end', async () => {
  const good = await stockGood(database, await openShop(database));
  const buyerId = newId();
  await putInCart(deps, buyerId, good);
  const started = startedBy(buyerId);
  const { checkoutId } = started;
  await hear(deps, checkoutParticipant, { contract: CheckoutStarted, data: started });
  expect(await reservations(checkoutId)).toHaveLength(1);
  await hear(deps, checkoutParticipant, { contract: CheckoutPaid, data: { checkoutId, orderRefs: [] } });
  const { order } = await orderOf(database, checkoutId);
  expect(order.status).toBe('CONFIRMED');
  const other = startedBy(buyerId);
  const released = { checkoutId: other.checkoutId, reason: 'CANCELLED' as const };
  await hear(deps, checkoutParticipant, { contract: CheckoutReleased, data: released });
  await hear(deps, checkoutParticipant, { contract: CheckoutStarted, data: other });
  expect(await rejections(other.checkoutId)).toMatchObject([[{ kind: 'CLOSED' }]]);
});

describe('a checkout that is released', () => {
  test('frees its stock and cancels its order; a repeat changes nothing', async () => {
    const good = await stockGood(database, await openShop(database));
    const buyerId = newId();
    await putInCart(deps, buyerId, good, { quantity: 2 });
    const started = await start(deps, buyerId);
    await free(deps, started);
    await free(deps, started);
    const { order, fulfilments } = await orderOf(database, started.checkoutId);
    expect(order).toMatchObject({ status: 'CANCELLED', cancelledAt: noon, confirmedAt: null, version: 2 });
    expect(fulfilments).toMatchObject([{ status: 'CANCELLED' }]);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect(await itemsOf(buyerId)).toEqual([{ variantId: good.variantId, quantity: 2 }]);
  });

  test('after it was confirmed changes nothing', async () => {
    const good = await stockGood(database, await openShop(database));
    const { checkoutId } = await buy(deps, [{ good }]);
    await free(deps, { checkoutId });
    expect((await orderOf(database, checkoutId)).order.status).toBe('CONFIRMED');
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 9, reserved: 0 });
  });

  test.each([
    ['paid first', { status: 'CONFIRMED', onHand: 0, failed: 0 }],
    ['released first', { status: 'CANCELLED', onHand: 1, failed: 1 }],
  ])('while it is paid ends one way, with stock and order agreeing: %s', async (first, expected) => {
    const good = await stockGood(database, await openShop(database), { stock: 1 });
    const buyerId = newId();
    await putInCart(deps, buyerId, good);
    const started = await start(deps, buyerId);
    const [paid, freed] = [() => pay(deps, started), () => free(deps, started)];
    await inQueue(
      database,
      (tx) => lockCheckout(tx, started.checkoutId),
      first === 'paid first' ? [paid, freed] : [freed, paid],
    );
    const { order } = await orderOf(database, started.checkoutId);
    const [completed] = await published(database, CheckoutCompleted, started.checkoutId);
    const { onHand, reserved } = await stockOf(database, good.variantId);
    expect({ status: order.status, onHand, failed: completed?.failedLineIds.length }).toEqual(expected);
    expect(reserved).toBe(0);
  });

  test('cannot be taken back: the database refuses', async () => {
    const { checkoutId } = startedBy(newId());
    await free(deps, { checkoutId });
    const update = database.query
      .update(checkoutHolds)
      .set({ state: 'HELD' })
      .where(eq(checkoutHolds.checkoutId, checkoutId));
    await expect(update).rejects.toMatchObject({ cause: { message: expect.stringContaining('stays so') } });
  });
});

describe('a crowd of 500 over 100 pieces', () => {
  /** The naive way: look whether there is enough, then take it. */
  async function reserveNaively(variantId: string): Promise<boolean> {
    return database.transaction(async (tx) => {
      const [level] = await tx.execute<{ left: number }>(
        sql`select left_over as left from naive where id = ${variantId}`,
      );
      if (!level || level.left < 1) return false;
      await tx.execute(sql`update naive set left_over = ${level.left - 1} where id = ${variantId}`);
      return true;
    });
  }

  test('sells exactly 100, and each order has its own number', { timeout: 120_000 }, async () => {
    const good = await stockGood(database, await openShop(database), { stock: 100 });
    const buyers = Array.from({ length: 500 }, () => newId());
    await Promise.all(buyers.map((buyerId) => putInCart(deps, buyerId, good)));
    const started = await Promise.all(buyers.map((buyerId) => start(deps, buyerId)));

    const answers = await Promise.all(started.map(({ checkoutId }) => reservations(checkoutId)));
    const held = started.filter((_, index) => answers[index]?.length === 1);
    expect(held).toHaveLength(100);
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 100, reserved: 100 });
    const numbers = await database.query.select({ number: orders.number }).from(orders);
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(numbers.length);
    expect(numbers.every(({ number }) => isOrderNumber(number))).toBe(true);

    await Promise.all(held.map((checkout) => pay(deps, checkout)));
    expect(await stockOf(database, good.variantId)).toEqual({ onHand: 0, reserved: 0 });
  });

  test('is sold more than there is by the mutant that looks first', async () => {
    await database.query.execute(sql`create table naive (id uuid primary key, left_over int not null)`);
    const variantId = newId();
    await database.query.execute(sql`insert into naive values (${variantId}, 100)`);
    const sold = await Promise.all(Array.from({ length: 500 }, () => reserveNaively(variantId)));
    expect(sold.filter(Boolean).length).toBeGreaterThan(100);
  });
});

test('two who buy the same two things in opposite order both get an answer', async () => {
  const shop = await openShop(database);
  const [left, right] = [
    await stockGood(database, shop, { stock: 40 }),
    await stockGood(database, shop, { stock: 40 }),
  ];
  const buyers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const buyerId = person().id ?? '';
      for (const good of index % 2 ? [left, right] : [right, left]) await putInCart(deps, buyerId, good);
      return buyerId;
    }),
  );
  const started = await Promise.all(buyers.map((buyerId) => start(deps, buyerId)));
  await Promise.all(started.map((checkout, index) => (index % 3 ? pay(deps, checkout) : free(deps, checkout))));
  expect(await stockOf(database, left.variantId)).toEqual(await stockOf(database, right.variantId));
});
