import { newId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { anonymous } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import { openGraph } from '../../test/graph.ts';
import { liveDeps } from '../../test/live.ts';
import { countStatements } from '../../test/statements.ts';
import {
  buy,
  marketplaceDatabase,
  offerRate,
  openShop,
  orderOf,
  pay,
  person,
  putInCart,
  sealedAddress,
  start,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { keepAddress } from '../addresses/addresses.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const graph = openGraph(deps);

const wholeOrder = `
  fragment Whole on Order {
    id number status version placedAt confirmedAt cancelledAt
    buyer { id }
    itemsTotal { amountMinor } shippingTotal { amountMinor } total { amountMinor currency }
    deliveryAddress { name line1 line2 street building apartment entrance floor intercom city region postalCode country phone location { latitude longitude precision } }
    fulfilments {
      id status trackingNumber store { name } order { id } total { amountMinor }
      itemsTotal { amountMinor } shippingTotal { amountMinor }
      lines {
        id title variantTitle sku quantity unitPrice { amountMinor } shippingName shippingPrice { amountMinor }
        total { amountMinor } cancelledAt cancelReason product { id title } variant { id title }
      }
      history { from to by comment at person { id } fulfilment { id } }
    }
    history { from to by fulfilment { id } }
  }`;

/** One order of two stores, with an address and freight. */
async function bigOrder() {
  const [left, right] = [await openShop(database), await openShop(database)];
  const shippingRateId = await offerRate(database, left, 490n);
  const buyer = person();
  const buyerId = buyer.id ?? '';
  const addressId = newId();
  const address = await sealedAddress(buyerId);
  await database.transaction((tx) => keepAddress(tx, { addressId, userId: buyerId, address }));
  await putInCart(deps, buyerId, await stockGood(database, left), { quantity: 2, shippingRateId });
  await putInCart(deps, buyerId, await stockGood(database, right, { priceMinor: 700n }));
  const started = await start(deps, buyerId, addressId);
  await pay(deps, started);
  const bought = await orderOf(database, started.checkoutId);
  const partOf = ({ storeId }: { storeId: string }) => bought.fulfilments.find((part) => part.storeId === storeId);
  return { left, right, buyer, ...bought, partOf, orderId: toTypeId('order', bought.order.id) };
}

const queryOrder = `query ($id: ID!) { order(id: $id) { ...Whole } } ${wholeOrder}`;

describe('an order in the graph', () => {
  test('is whole for its buyer and for support', async () => {
    const { buyer, orderId, order } = await bigOrder();
    const support = person(newId(), ['order:read:any']);
    const { data, errors } = await graph.ask(buyer, queryOrder, { id: orderId });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      order: {
        id: orderId,
        number: order.number,
        status: 'CONFIRMED',
        version: 2,
        buyer: { id: toTypeId('user', order.buyerId) },
        itemsTotal: { amountMinor: '2700' },
        shippingTotal: { amountMinor: '490' },
        total: { amountMinor: '3190', currency: 'EUR' },
        deliveryAddress: {
          name: 'Ada',
          line1: 'Quay 1',
          city: 'Turku',
          country: 'FI',
          floor: '3',
          location: { latitude: 60.45, longitude: 22.27, precision: 'STREET' },
        },
      },
    });
    expect(await graph.ask(support, queryOrder, { id: orderId })).toEqual({ data });
  });

  test("shows a store's staff their own part alone", async () => {
    const { left, right, orderId, partOf } = await bigOrder();
    const seen = await Promise.all([left, right].map(({ clerk }) => graph.ask(clerk, queryOrder, { id: orderId })));
    const part = (id: string | undefined) => ({ id: toTypeId('fulfilment', id ?? '') });
    expect(seen).toMatchObject([
      { data: { order: { total: { amountMinor: '2490' }, fulfilments: [part(partOf(left)?.id)] } } },
      { data: { order: { total: { amountMinor: '700' }, fulfilments: [part(partOf(right)?.id)] } } },
    ]);
    const histories = seen.map(({ data }) => (data as { order?: { history: unknown[] } }).order?.history.length);
    expect(histories).toEqual([2, 2]);
  });

  test('is nothing to others, as a field and as an entity', async () => {
    const { orderId, partOf, left, right, order } = await bigOrder();
    const entities = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Order { id number } ... on Fulfilment { id status } } }`;
    const all = [
      { __typename: 'Order', id: orderId },
      { __typename: 'Fulfilment', id: toTypeId('fulfilment', partOf(right)?.id ?? '') },
    ];
    expect(await graph.ask(person(), queryOrder, { id: orderId })).toEqual({ data: { order: null } });
    expect(await graph.ask(person(), entities, { all })).toEqual({ data: { _entities: [null, null] } });
    expect(await graph.ask(left.clerk, entities, { all })).toEqual({
      data: { _entities: [{ id: orderId, number: order.number }, null] },
    });
    expect(await graph.ask(anonymous, queryOrder, { id: orderId })).toEqual({
      data: { order: null },
      errors: ['order UNAUTHENTICATED'],
    });
    expect(await graph.ask(person(), queryOrder, { id: toTypeId('store', newId()) })).toEqual({
      data: { order: null },
      errors: ['order BAD_USER_INPUT'],
    });
  });

  test('is listed with as many statements for ten orders as for two', async () => {
    const buyers = [person(), person()];
    const shops = [await openShop(database), await openShop(database)];
    for (const [index, buyer] of buyers.entries()) {
      for (let count = 0; count < (index ? 10 : 2); count += 1) {
        const goods = await Promise.all(shops.map(async (shop) => ({ good: await stockGood(database, shop) })));
        await buy(deps, goods, buyer);
      }
    }
    const query = `{ orders(first: 50) { totalCount pageInfo { hasNextPage } edges { cursor node { id } } nodes { ...Whole } } } ${wholeOrder}`;
    const few = await countStatements(database, () => graph.ask(buyers[0] ?? anonymous, query));
    const many = await countStatements(database, async () => {
      const { data, errors } = await graph.ask(buyers[1] ?? anonymous, query);
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ orders: { totalCount: 10, pageInfo: { hasNextPage: false } } });
    });
    expect(many).toBe(few);
    expect(many).toBeLessThan(16);
  });

  test('belongs to a user for themselves and for support', async () => {
    const { buyer, orderId } = await bigOrder();
    const user = { __typename: 'User', id: toTypeId('user', buyer.id ?? '') };
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on User { orders(first: 5) { totalCount nodes { id } } } } }`;
    const own = { data: { _entities: [{ orders: { totalCount: 1, nodes: [{ id: orderId }] } }] } };
    expect(await graph.ask(buyer, query, { all: [user] })).toEqual(own);
    expect(await graph.ask(person(newId(), ['order:read:any']), query, { all: [user] })).toEqual(own);
    expect(await graph.ask(person(), query, { all: [user] })).toEqual({ data: { _entities: [{ orders: null }] } });
  });
});

describe('commands in the graph', () => {
  const change = `mutation ($input: ChangeFulfilmentStatusInput!) {
    changeFulfilmentStatus(input: $input) {
      fulfilment { id status trackingNumber order { status version } history { to comment } }
      errors { __typename ... on UserError { message path } ... on InvalidTransition { from to } }
    }
  }`;
  const cancelOrder = `mutation ($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      order { id status fulfilments { status lines { cancelReason } } }
      errors { __typename ... on UserError { message path } ... on InvalidTransition { from to } }
    }
  }`;
  const cancelPart = `mutation ($input: CancelFulfilmentInput!) {
    cancelFulfilment(input: $input) {
      fulfilment { id status lines { cancelReason } }
      errors { __typename ... on UserError { message path } }
    }
  }`;

  test('move a fulfilment, and refuse with what stands', async () => {
    const { left, partOf, orderId } = await bigOrder();
    const fulfilmentId = toTypeId('fulfilment', partOf(left)?.id ?? '');
    const input = { fulfilmentId, status: 'PREPARING', comment: 'Packing' };
    // Reading the order first, in the same operation, must not make the answer stale.
    const twice = `mutation ($input: ChangeFulfilmentStatusInput!, $next: ChangeFulfilmentStatusInput!) {
      first: changeFulfilmentStatus(input: $input) { fulfilment { status order { version } history { to } } }
      second: changeFulfilmentStatus(input: $next) { fulfilment { status order { version } history { to } } }
    }`;
    expect(await graph.ask(left.clerk, twice, { input, next: { fulfilmentId, status: 'READY' } })).toMatchObject({
      data: {
        first: { fulfilment: { status: 'PREPARING', order: { version: 3 } } },
        second: { fulfilment: { status: 'READY', order: { version: 4 }, history: { length: 4 } } },
      },
    });
    expect(await graph.ask(left.clerk, change, { input })).toEqual({
      data: {
        changeFulfilmentStatus: {
          fulfilment: null,
          errors: [
            {
              __typename: 'InvalidTransition',
              message: 'It is READY: you cannot make it PREPARING.',
              path: ['input', 'status'],
              from: 'READY',
              to: 'PREPARING',
            },
          ],
        },
      },
    });
    expect(await graph.ask(person(), change, { input })).toMatchObject({
      data: { changeFulfilmentStatus: { fulfilment: null, errors: [{ __typename: 'NotFound' }] } },
    });
    expect(orderId).toMatch(/^ord_/);
  });

  test('cancel, for buyer and store', async () => {
    const { right, buyer, partOf, orderId } = await bigOrder();
    const fulfilmentId = toTypeId('fulfilment', partOf(right)?.id ?? '');
    const input = { fulfilmentId, reason: 'Broken' };
    expect(await graph.ask(right.clerk, cancelPart, { input })).toMatchObject({
      data: {
        cancelFulfilment: {
          fulfilment: { id: fulfilmentId, status: 'CANCELLED', lines: [{ cancelReason: 'Broken' }] },
          errors: [],
        },
      },
    });
    const own = await graph.ask(buyer, cancelOrder, { input: { orderId, reason: 'Too late' } });
    expect(own).toMatchObject({ data: { cancelOrder: { order: { status: 'CANCELLED' }, errors: [] } } });
    expect(await graph.ask(buyer, cancelOrder, { input: { orderId } })).toMatchObject({
      data: { cancelOrder: { order: null, errors: [{ message: 'It is CANCELLED already.' }] } },
    });
  });

  test('of an unpaid order point to its checkout', async () => {
    const buyer = person();
    await putInCart(deps, buyer.id ?? '', await stockGood(database, await openShop(database)));
    const { order } = await orderOf(database, (await start(deps, buyer.id ?? '')).checkoutId);
    const input = { orderId: toTypeId('order', order.id) };
    expect(await graph.ask(buyer, cancelOrder, { input })).toMatchObject({
      data: {
        cancelOrder: { errors: [{ message: 'It is not paid yet: cancel its checkout instead.', from: 'PENDING' }] },
      },
    });
  });
});

describe('a cart in the graph', () => {
  const items = `items {
    id quantity unitPrice { amountMinor } shippingPrice { amountMinor } total { amountMinor }
    priceChanged unavailable addedAt product { id title } variant { id } store { name } shippingRate { name }
  }`;
  const entity = `query ($all: [_Any!]!) {
    _entities(representations: $all) { ... on Cart { id itemsTotals { amountMinor currency } ${items} } }
  }`;
  const add = `mutation ($input: AddCartItemInput!) {
    addCartItem(input: $input) {
      cart { id itemsTotals { amountMinor currency } ${items} }
      errors { __typename ... on UserError { message path } ... on InsufficientStock { available } ... on CartFull { limit } }
    }
  }`;
  const cartOf = ({ id }: Principal) => ({ __typename: 'Cart', id: toTypeId('cart', id ?? '') });
  const guest: Principal = { kind: 'guest', id: newId(), sessionId: null, roles: ['GUEST'], scopes: ['cart:use'] };

  test('is filled, changed and emptied by its owner, user or guest', async () => {
    const shop = await openShop(database);
    const rateId = toTypeId('shippingRate', await offerRate(database, shop));
    const good = await stockGood(database, shop, { stock: 5 });
    const variantId = toTypeId('variant', good.variantId);
    for (const owner of [person(), guest]) {
      const filled = await graph.ask(owner, add, { input: { variantId, shippingRateId: rateId } });
      expect(filled).toMatchObject({
        data: {
          addCartItem: {
            cart: {
              id: cartOf(owner).id,
              itemsTotals: [{ amountMinor: '1490', currency: 'EUR' }],
              items: [{ quantity: 1, shippingRate: { name: 'Parcel' }, product: { title: 'Kettle' } }],
            },
            errors: [],
          },
        },
      });
      const read = await graph.ask(owner, entity, { all: [cartOf(owner)] });
      const added = (filled.data as { addCartItem?: { cart: unknown } }).addCartItem;
      expect(read).toEqual({ data: { _entities: [added?.cart] } });

      expect(await graph.ask(owner, add, { input: { variantId, quantity: 6 } })).toMatchObject({
        data: { addCartItem: { cart: null, errors: [{ __typename: 'InsufficientStock', available: 5 }] } },
      });
      const cart = added?.cart as { items: { id: string }[] };
      const cartItemId = cart.items[0]?.id;
      const changed = `mutation ($input: ChangeCartItemInput!) {
        changeCartItem(input: $input) { cart { items { quantity shippingRate { name } } } errors { __typename } }
      }`;
      expect(await graph.ask(owner, changed, { input: { cartItemId, quantity: 2, shippingRateId: null } })).toEqual({
        data: { changeCartItem: { cart: { items: [{ quantity: 2, shippingRate: null }] }, errors: [] } },
      });
      const emptied = `mutation ($input: RemoveCartItemInput!) {
        removeCartItem(input: $input) { cart { items { id } itemsTotals { amountMinor } } errors { __typename } }
        clearCart { cart { items { id } } errors { message } }
      }`;
      expect(await graph.ask(owner, emptied, { input: { cartItemId } })).toEqual({
        data: {
          removeCartItem: { cart: { items: [], itemsTotals: [] }, errors: [] },
          clearCart: { cart: { items: [] }, errors: [] },
        },
      });
    }
  });

  test("of somebody else is missing, and nobody's is refused", async () => {
    const [owner, other] = [person(), person()];
    expect(await graph.ask(other, entity, { all: [cartOf(owner)] })).toEqual({ data: { _entities: [null] } });
    const input = { variantId: toTypeId('variant', newId()) };
    expect(await graph.ask(anonymous, add, { input })).toEqual({
      data: { addCartItem: null },
      errors: ['addCartItem UNAUTHENTICATED'],
    });
    expect(await graph.ask(person(newId(), []), add, { input })).toEqual({
      data: { addCartItem: null },
      errors: ['addCartItem FORBIDDEN'],
    });
  });
});

test('orderUpdated streams the order with whatever is selected of it', async () => {
  const { left, buyer, orderId, partOf } = await bigOrder();
  const live = await liveDeps(database);
  await live.lose();
  const watched = openGraph(live.deps);
  const query = `subscription ($orderId: ID) { orderUpdated(orderId: $orderId) { version fulfilments { status } } }`;
  const results = await watched.watch(buyer, query, { orderId });
  if (!(Symbol.asyncIterator in results)) throw new Error(JSON.stringify(results));
  const next = async () => JSON.parse(JSON.stringify((await results.next()).value)) as unknown;
  expect(await next()).toEqual({
    data: { orderUpdated: { version: 2, fulfilments: [{ status: 'CONFIRMED' }, { status: 'CONFIRMED' }] } },
  });
  const change = `mutation ($input: ChangeFulfilmentStatusInput!) { changeFulfilmentStatus(input: $input) { errors { __typename } } }`;
  const fulfilmentId = toTypeId('fulfilment', partOf(left)?.id ?? '');
  await graph.ask(left.clerk, change, { input: { fulfilmentId, status: 'PREPARING' } });
  await live.deliver();
  expect(await next()).toMatchObject({ data: { orderUpdated: { version: 3 } } });
  await results.return?.();
  expect(await watched.watch(person(), query, { orderId })).toMatchObject({
    errors: [{ extensions: { code: 'NOT_FOUND' } }],
  });
  await live.feed.stop();
});
