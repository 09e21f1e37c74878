import { CheckoutConfirmed, PaymentRequested } from '@caravan/contracts/checkout';
import { OrderChanged } from '@caravan/contracts/marketplace';
import { PaymentChanged } from '@caravan/contracts/payments';
import { newId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { liveDeps } from '../../test/live.ts';
import { countStatements } from '../../test/statements.ts';
import {
  buy,
  callerOf,
  free,
  hear,
  marketplaceDatabase,
  noon,
  openShop,
  orderOf,
  pay,
  person,
  published,
  putInCart,
  start,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { cancelOrder } from '../fulfilments/cancel.usecases.ts';
import { changeFulfilmentStatus } from '../fulfilments/change-status.usecases.ts';
import { storeStaff } from '../stores/stores.tables.ts';
import { listOrders, listOrdersOfBuyers, type OrdersFilter, readOrders, viewerOf } from './order-reads.usecases.ts';
import { watchOrders } from './order-updates.usecases.ts';
import { orderPayments } from './orders.consumers.ts';
import type { Order } from './orders.domain.ts';
import { touchOrders } from './orders.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const admin = person(newId(), ['order:read:any']);

const numbersOf = ({ edges }: { edges: readonly { node: Order }[] }) => edges.map(({ node }) => node.number);

async function list(principal: Principal, filter: OrdersFilter = {}, page = {}) {
  return listOrders(deps, await viewerOf(database.query, principal), { filter, page });
}

async function see(principal: Principal, orderId: string) {
  const [order] = await readOrders(database.query, await viewerOf(database.query, principal), [orderId]);
  return order?.id ?? null;
}

/** Checkouts of one buyer: unpaid, paid, released. */
async function threeOrders() {
  const shop = await openShop(database);
  const good = await stockGood(database, shop, { stock: 100 });
  const buyer = person();
  const orders = [];
  for (const end of ['released', 'paid', 'pending'] as const) {
    await putInCart(deps, buyer.id ?? '', good);
    const started = await start(deps, buyer.id ?? '');
    if (end === 'paid') await pay(deps, started);
    if (end === 'released') await free(deps, started);
    orders.push((await orderOf(database, started.checkoutId)).order);
  }
  const [released, paid, pending] = orders;
  if (!released || !paid || !pending) throw new Error('Three orders were made.');
  return { shop, buyer, good, released, paid, pending };
}

describe('an order is seen', () => {
  test('by its buyer always, by staff once it is paid, by support, and by nobody else', async () => {
    const { shop, buyer, released, paid, pending } = await threeOrders();
    const verdicts = async (principal: Principal) => [
      await see(principal, pending.id),
      await see(principal, paid.id),
      await see(principal, released.id),
    ];
    const all = [pending.id, paid.id, released.id];
    expect(await verdicts(buyer)).toEqual(all);
    expect(await verdicts(admin)).toEqual(all);
    expect(await verdicts(shop.clerk)).toEqual([null, paid.id, null]);
    expect(await verdicts((await openShop(database)).clerk)).toEqual([null, null, null]);
    expect(await verdicts(person())).toEqual([null, null, null]);
  });
});

describe('a list of orders', () => {
  test("is one's own, a store's or everyone's, newest first, without what was never paid", async () => {
    const { shop, buyer, paid, pending } = await threeOrders();
    expect(numbersOf(await list(buyer)).toSorted()).toEqual([paid.number, pending.number].toSorted());
    expect(numbersOf(await list(shop.clerk, { storeId: shop.storeId }))).toEqual([paid.number]);
    expect(numbersOf(await list(admin, { storeId: shop.storeId }))).toEqual([paid.number]);
    const everyone = numbersOf(await list(admin, { everyone: true }, { first: 100 }));
    expect(everyone).toEqual(expect.arrayContaining([paid.number, pending.number]));
    expect(numbersOf(await list(shop.clerk))).toEqual([]);
  });

  test.each([
    ['a store one does not work for', { storeId: newId() }],
    ["everyone's", { everyone: true }],
  ])('of %s is FORBIDDEN', async (_of, filter) => {
    await expect(list(person(), filter)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is narrowed by state, number and time', async () => {
    const { buyer, paid, pending } = await threeOrders();
    const hour = 3_600_000;
    expect(numbersOf(await list(buyer, { statuses: ['CONFIRMED', 'SHIPPED'] }))).toEqual([paid.number]);
    expect(numbersOf(await list(buyer, { number: pending.number }))).toEqual([pending.number]);
    expect(numbersOf(await list(buyer, { from: noon }))).toHaveLength(2);
    expect(numbersOf(await list(buyer, { to: noon }))).toEqual([]);
    expect(
      numbersOf(await list(buyer, { from: new Date(noon.getTime() - hour), to: new Date(noon.getTime() + 1) })),
    ).toHaveLength(2);
    await expect(list(buyer, { number: 'CV-2026-000001-x' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('comes in pages both ways, and counts all of it', async () => {
    const good = await stockGood(database, await openShop(database), { stock: 100 });
    const buyer = person();
    for (let index = 0; index < 5; index += 1) await buy(deps, [{ good }], buyer);
    const all = await list(buyer);
    const first = await list(buyer, {}, { first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await list(buyer, {}, { first: 3, after: first.pageInfo.endCursor });
    expect([...numbersOf(first), ...numbersOf(second)]).toEqual(numbersOf(all));
    expect(second.pageInfo.hasNextPage).toBe(false);
    const back = await list(buyer, {}, { last: 2, before: second.pageInfo.startCursor });
    expect(numbersOf(back)).toEqual(numbersOf(first));
    expect(await first.count()).toBe(5);
    expect(await (await list(buyer, { statuses: ['SHIPPED'] })).count()).toBe(0);
  });

  test('of several buyers takes two statements, and leaves out what is not to be seen', async () => {
    const good = await stockGood(database, await openShop(database), { stock: 100 });
    const buyers = [person(), person(), person()];
    for (const buyer of buyers) for (let index = 0; index < 3; index += 1) await buy(deps, [{ good }], buyer);
    const buyerIds = buyers.map(({ id }) => id ?? '');
    const viewer = await viewerOf(database.query, admin);
    const pages = await listOrdersOfBuyers(deps, viewer, { buyerIds, page: { first: 2 } });
    expect(pages.map((page) => page && numbersOf(page).length)).toEqual([2, 2, 2]);
    expect(pages.map((page) => page?.pageInfo.hasNextPage)).toEqual([true, true, true]);
    const ofOne = await list(buyers[1] ?? admin);
    expect(pages[1] && numbersOf(pages[1])).toEqual(numbersOf(ofOne).slice(0, 2));

    const statements = await countStatements(database, async () => {
      const read = await listOrdersOfBuyers(deps, viewer, { buyerIds, page: { first: 2 } });
      expect(await Promise.all(read.map(async (page) => page?.count()))).toEqual([3, 3, 3]);
    });
    expect(statements).toBe(2);

    const own = await viewerOf(database.query, buyers[0] ?? admin);
    const seen = await listOrdersOfBuyers(deps, own, { buyerIds, page: {} });
    expect(seen.map((page) => page !== null)).toEqual([true, false, false]);
  });
});

test('word of its payment raises the version of an order; other references are none of ours', async () => {
  const { paid } = await threeOrders();
  const version = paid.version;
  const rental = newId();
  const payment = { paymentId: newId(), checkoutId: newId(), buyerId: newId(), orderRefs: [paid.id, rental] };
  const amount = { amountMinor: '1000', currency: 'EUR' };
  const { checkoutId } = payment;
  const requested = { checkoutId, orderRefs: [paid.id], total: amount };
  await hear(deps, orderPayments, { contract: PaymentRequested, data: requested });
  const captured = { ...payment, status: 'CAPTURED' as const, amount, version: 1 };
  await hear(deps, orderPayments, { contract: PaymentChanged, data: captured });
  await hear(deps, orderPayments, { contract: CheckoutConfirmed, data: { checkoutId, orderRefs: [paid.id] } });
  const versions = (await published(database, OrderChanged, paid.id)).map((change) => change.version);
  expect(versions.slice(-3)).toEqual([version + 1, version + 2, version + 3]);
  expect(await published(database, OrderChanged, rental)).toEqual([]);
});

describe('whoever watches', () => {
  async function watching(
    principal: Principal,
    { orderId = null as string | null, storeId = null as string | null } = {},
  ) {
    const live = await liveDeps(database);
    await live.lose();
    const states = await watchOrders(live.deps, { principal, orderId, storeId, missedSince: null });
    const next = async () => {
      const { value } = await states.next();
      return value && { id: value.id, status: value.status, version: value.version };
    };
    return { ...live, states, next };
  }
  const touch = (orderId: string) => database.transaction((tx) => touchOrders(tx, [orderId], noon));

  test('an order sees it as it is, then every change once', async () => {
    const { buyer, shop, paid } = await threeOrders();
    const { fulfilments } = await orderOf(database, paid.checkoutId);
    const { next, deliver, feed } = await watching(buyer, { orderId: paid.id });
    expect(await next()).toEqual({ id: paid.id, status: 'CONFIRMED', version: 2 });
    await changeFulfilmentStatus(deps, {
      caller: callerOf(shop.clerk),
      fulfilmentId: fulfilments[0]?.id ?? '',
      status: 'PREPARING',
      comment: null,
      trackingNumber: null,
    });
    await deliver();
    expect(await next()).toEqual({ id: paid.id, status: 'PREPARING', version: 3 });
    await cancelOrder(deps, { principal: buyer, orderId: paid.id, lineIds: null, reason: null });
    await deliver();
    expect(await next()).toEqual({ id: paid.id, status: 'CANCELLED', version: 4 });
    await feed.stop();
    expect(await next()).toBeUndefined();
  });

  test('their own orders sees the open ones first, then whatever is placed or changes', async () => {
    const { buyer, good, paid, pending } = await threeOrders();
    const { next, deliver, feed } = await watching(buyer);
    const begin = [await next(), await next()];
    expect(new Set(begin.map((state) => state?.id))).toEqual(new Set([paid.id, pending.id]));
    const stranger = await buy(deps, [{ good }]);
    const own = await buy(deps, [{ good }], buyer);
    await deliver();
    expect(await next()).toMatchObject({ id: own.order.id, status: 'CONFIRMED' });
    await touch(stranger.order.id);
    await touch(paid.id);
    await deliver();
    expect(await next()).toMatchObject({ id: paid.id, version: 3 });
    await feed.stop();
  });

  test('a store hears of orders once they are paid, and no more after leaving it', async () => {
    const { shop, good, paid } = await threeOrders();
    const { next, deliver, feed, states } = await watching(shop.clerk, { storeId: shop.storeId });
    expect(await next()).toMatchObject({ id: paid.id });
    const buyer = newId();
    await putInCart(deps, buyer, good);
    const started = await start(deps, buyer);
    const { order } = await orderOf(database, started.checkoutId);
    await touch(order.id);
    await deliver();
    await pay(deps, started);
    await deliver();
    expect(await next()).toEqual({ id: order.id, status: 'CONFIRMED', version: 3 });

    await database.query.delete(storeStaff).where(eq(storeStaff.storeId, shop.storeId));
    await touch(order.id);
    await deliver();
    const silence = Promise.race([next(), new Promise((resolve) => setTimeout(() => resolve('silence'), 200))]);
    expect(await silence).toBe('silence');
    await states.return?.();
    await feed.stop();
  });

  test('misses nothing when the connection was cut, also of orders that ended meanwhile', async () => {
    const { buyer, paid, pending } = await threeOrders();
    const { next, lose, feed } = await watching(buyer);
    await next();
    await next();
    await cancelOrder(deps, { principal: buyer, orderId: paid.id, lineIds: null, reason: null });
    await touch(pending.id);
    await lose();
    const after = [await next(), await next()];
    expect(after).toEqual(
      expect.arrayContaining([
        { id: paid.id, status: 'CANCELLED', version: 3 },
        { id: pending.id, status: 'PENDING', version: 2 },
      ]),
    );
    await feed.stop();
  });

  test('what is not theirs is refused', async () => {
    const { paid, pending, shop } = await threeOrders();
    await expect(watching(person(), { orderId: paid.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(watching(shop.clerk, { orderId: pending.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(watching(person(), { storeId: shop.storeId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const both = { orderId: paid.id, storeId: shop.storeId };
    await expect(watching(shop.clerk, both)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
