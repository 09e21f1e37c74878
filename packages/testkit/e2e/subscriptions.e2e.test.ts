import { type FulfilmentStep, moveFulfilment } from '@caravan/cli/client/fulfilments';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { type JoinedCaravan, joinCaravan } from '@caravan/testkit/joined-caravan';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';
import type { Vendor } from '@caravan/testkit/people';
import { startTcpProxy, type TcpProxy } from '@caravan/testkit/tcp-proxy';
import { openCheckout } from '@caravan/testkit/trade';
import { type Watching, watch } from '@caravan/testkit/watching';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

/**
 * Two Caravans on one database. The first has everything in its process. The second has a router of its own and
 * reaches its marketplace, a process of its own, through a proxy that can be cut. Nobody falls back to polling
 * within a test: what arrives was announced.
 */
const settings = { EVENT_POLL_MS: '600000' };
const first = testCaravan(settings);
let second: JoinedCaravan & { readonly proxy: TcpProxy; marketplace: PartProcess };

beforeAll(async () => {
  const marketplace = await startPart(['subgraph', 'marketplace'], first.environment);
  const proxy = await startTcpProxy(marketplace.url);
  const joined = await joinCaravan(first.environment, { marketplace: proxy.url });
  second = {
    ...joined,
    proxy,
    marketplace,
    stop: async () => {
      await joined.stop();
      await proxy.stop();
      await second.marketplace.stop();
    },
  };
}, 120_000);
afterAll(() => second?.stop(), 60_000);

type Seen = {
  id: string;
  version: number;
  status: string;
  buyer: { displayName: string };
  paymentStatus: string | null;
};

const orderUpdated = `subscription OrderUpdated($orderId: ID, $storeId: ID) {
  orderUpdated(orderId: $orderId, storeId: $storeId) {
    id version status buyer { displayName } paymentStatus
  }
}`;

let buyer: SignedIn;
let vendor: Vendor;
const watched: Watching<unknown>[] = [];
beforeEach(async () => {
  [buyer, vendor] = await Promise.all([first.people.customer('buyer'), first.people.vendor()]);
  return async () => {
    await Promise.all(watched.splice(0).map((each) => each.stop()));
  };
});

function watchOrders(client: GraphqlClient, person: SignedIn, variables: object = {}): Watching<Seen> {
  const stream = client.subscribe<{ orderUpdated: Seen }>(orderUpdated, variables, { token: person.token });
  const watching = watch(stream, (event) => event.orderUpdated);
  watched.push(watching);
  return watching;
}

const hasStatus = (status: string) => (order: Seen) => order.status === status;

async function move(client: GraphqlClient, orderId: string, from: string, upTo: FulfilmentStep): Promise<void> {
  const query = 'query Fulfilments($id: ID!) { order(id: $id) { fulfilments { id } } }';
  const { order } = await first.client.query<{ order: { fulfilments: { id: string }[] } }>(
    query,
    { id: orderId },
    { token: vendor.token },
  );
  for (const { id } of order.fulfilments) await moveFulfilment(client, vendor, { id, status: from }, upTo);
}

async function paidOrder(): Promise<string> {
  const checkout = await openCheckout(first.client, first.people, { buyer, vendor });
  const watching = watchOrders(first.client, buyer, { orderId: checkout.orderId });
  await checkout.pay();
  await watching.until(hasStatus('CONFIRMED'));
  return checkout.orderId;
}

const versionsOf = (watching: Watching<Seen>, id: string) =>
  watching.seen.filter((order) => order.id === id).map(({ version }) => version);

function expectEachVersionOnce(watching: Watching<Seen>, id: string): void {
  const versions = versionsOf(watching, id);
  expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
}

describe('a subscriber who joins in the middle', () => {
  test.each(['in process', 'in a process of its own'])(
    'sees the state once and every later change once, with the subgraph %s',
    async (place) => {
      const client = place === 'in process' ? first.client : second.client;
      const checkout = await openCheckout(first.client, first.people, { buyer, vendor });
      const watching = watchOrders(client, buyer);
      const state = await watching.until(hasStatus('PENDING'));
      expect(state).toMatchObject({ id: checkout.orderId, buyer: { displayName: 'buyer' }, paymentStatus: 'PENDING' });
      expect(watching.seen).toHaveLength(1);

      await checkout.pay();
      await watching.until((order) => order.status === 'CONFIRMED' && order.paymentStatus === 'CAPTURED');
      const steps = ['CONFIRMED', 'PREPARING', 'READY', 'SHIPPED', 'DELIVERED'] as const;
      for (const [index, status] of steps.entries()) {
        const next = steps[index + 1];
        if (!next || next === 'CONFIRMED') break;
        await move(first.client, checkout.orderId, status, next);
        await watching.until(hasStatus(next));
      }
      await watching.until(hasStatus('COMPLETED'));
      expectEachVersionOnce(watching, checkout.orderId);
      expect(new Set(watching.seen.map(({ status }) => status))).toEqual(
        new Set(['PENDING', 'CONFIRMED', 'PREPARING', 'READY', 'SHIPPED', 'DELIVERED', 'COMPLETED']),
      );
    },
  );

  test('goes on when the connection of the subgraph is cut and comes back, without a gap or a repeat', async () => {
    const orderId = await paidOrder();
    const watching = watchOrders(second.client, buyer, { orderId });
    await watching.until(hasStatus('CONFIRMED'));
    second.proxy.cut();
    await move(first.client, orderId, 'CONFIRMED', 'READY');
    second.proxy.restore();
    await watching.until(hasStatus('READY'));
    await move(first.client, orderId, 'READY', 'SHIPPED');
    await watching.until(hasStatus('SHIPPED'));
    expectEachVersionOnce(watching, orderId);
  });

  test('is not told again of a state that did not change while the connection was cut', async () => {
    const orderId = await paidOrder();
    const watching = watchOrders(second.client, buyer, { orderId });
    await watching.until(hasStatus('CONFIRMED'));
    const before = versionsOf(watching, orderId);
    for (let count = 0; count < 3; count += 1) {
      second.proxy.cut();
      second.proxy.restore();
      await second.client.query('query Any { stores(first: 1) { nodes { id } } }').catch(() => null);
    }
    await move(first.client, orderId, 'CONFIRMED', 'PREPARING');
    await watching.until(hasStatus('PREPARING'));
    expect(versionsOf(watching, orderId).slice(0, before.length)).toEqual(before);
    expectEachVersionOnce(watching, orderId);
  });

  test('sees the end of an order that ended while the connection was cut, also among all orders', async () => {
    const orderId = await paidOrder();
    const watching = watchOrders(second.client, buyer);
    await watching.until(hasStatus('CONFIRMED'));
    second.proxy.cut();
    await move(first.client, orderId, 'CONFIRMED', 'DELIVERED');
    await watchOrders(first.client, buyer, { orderId }).until(hasStatus('COMPLETED'));
    second.proxy.restore();
    await watching.until(hasStatus('COMPLETED'));
    expectEachVersionOnce(watching, orderId);
  });
});

test('a subscriber goes on when the process of the subgraph is killed and another takes its place', async () => {
  const orderId = await paidOrder();
  const watching = watchOrders(second.client, buyer);
  await watching.until(hasStatus('CONFIRMED'));
  await second.marketplace.kill();
  await move(first.client, orderId, 'CONFIRMED', 'SHIPPED');
  second.marketplace = await startPart(['subgraph', 'marketplace'], first.environment);
  second.proxy.leadTo(second.marketplace.url);
  await watching.until(hasStatus('SHIPPED'));
  await move(second.client, orderId, 'SHIPPED', 'DELIVERED');
  await watching.until(hasStatus('COMPLETED'));
  expectEachVersionOnce(watching, orderId);
});

describe('a change through another router and marketplace process', () => {
  test('reaches the subscriber without anybody polling', async () => {
    const orderId = await paidOrder();
    const here = watchOrders(first.client, buyer, { orderId });
    const there = watchOrders(second.client, buyer, { orderId });
    await Promise.all([here, there].map((watching) => watching.until(hasStatus('CONFIRMED'))));

    await move(second.client, orderId, 'CONFIRMED', 'PREPARING');
    await here.until(hasStatus('PREPARING'), 5_000);
    await move(first.client, orderId, 'PREPARING', 'READY');
    await there.until(hasStatus('READY'), 5_000);
    for (const watching of [here, there]) expectEachVersionOnce(watching, orderId);
  });

  test('reaches a store too, and nobody else', async () => {
    const store = watchOrders(second.client, vendor, { storeId: vendor.storeId });
    const otherBuyer = await first.people.customer('other');
    const otherVendor = await first.people.vendor();
    const others = [
      watchOrders(first.client, otherBuyer),
      watchOrders(first.client, otherVendor, { storeId: otherVendor.storeId }),
    ];
    const orderId = await paidOrder();
    await store.until((order) => order.id === orderId && order.status === 'CONFIRMED');
    await move(second.client, orderId, 'CONFIRMED', 'PREPARING');
    await store.until(hasStatus('PREPARING'));
    expect(others.flatMap(({ seen }) => seen)).toEqual([]);
    // A store hears of an order once it is paid.
    expect(store.seen.map(({ status }) => status)).not.toContain('PENDING');
  });

  test.each([
    ['of an order that is not theirs', async (orderId: string) => ({ orderId }), 'No such order'],
    ['of a store that they do not work for', async () => ({ storeId: vendor.storeId }), 'Only its staff'],
  ])('is refused to strangers: updates %s', async (_what, variablesFor, message) => {
    const stranger = await first.people.vendor();
    const variables = await variablesFor(await paidOrder());
    for (const client of [first.client, second.client]) {
      const watching = watchOrders(client, stranger, variables);
      await expect(watching.until(() => true)).rejects.toThrow(message);
    }
  });

  test('is refused to those who are nobody', async () => {
    const stream = first.client.subscribe<{ orderUpdated: Seen | null }>(orderUpdated, {});
    await expect(stream.next()).rejects.toThrow(/sign/i);
  });
});

describe('checkoutUpdated', () => {
  type State = { checkoutUpdated: { id: string; status: string; version: number } };
  const checkoutUpdated = 'subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { id status version } }';

  test('shows the state and every later step to the buyer alone, through any router', async () => {
    const checkout = await openCheckout(first.client, first.people, { buyer, vendor });
    const as = { token: buyer.token };
    const streams = [first.client, second.client].map((client) => {
      const stream = client.subscribe<State>(checkoutUpdated, { id: checkout.id }, as);
      const watching = watch(stream, (event) => event.checkoutUpdated);
      watched.push(watching);
      return watching;
    });
    for (const watching of streams) await watching.until(({ status }) => status === 'AWAITING_PAYMENT');
    await checkout.pay();
    for (const watching of streams) {
      await watching.until(({ status }) => status === 'CONFIRMED');
      const versions = watching.seen.map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
      expect(watching.seen[0]?.status).toBe('AWAITING_PAYMENT');
    }
    for (const client of [first.client, second.client]) {
      const stream = client.subscribe<State>(checkoutUpdated, { id: checkout.id }, { token: vendor.token });
      await expect(stream.next()).rejects.toThrow('There is no such checkout');
    }
  });
});

describe('importUpdated', () => {
  type State = { importUpdated: { status: string; importedRows: number; version: number } };
  const importUpdated =
    'subscription ImportUpdated($id: ID!) { importUpdated(id: $id) { status importedRows version } }';
  const importProducts = `mutation ImportProducts($input: ImportProductsInput!) {
    importProducts(input: $input) { importJob { id } errors { __typename ... on UserError { message } } }
  }`;

  test('shows a bulk upload to the end, whichever process carries it out, to the staff alone', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `thing-${index},Thing ${index},T-${index},9.90,5`);
    const input = {
      storeId: vendor.storeId,
      csv: ['handle,title,sku,price,stock', ...rows].join('\n'),
      idempotencyKey: 'upload',
    };
    const as = { token: vendor.token };
    const { importJob: job } = await second.client.mutate<{ importJob: { id: string } }>(importProducts, input, as);
    for (const client of [first.client, second.client]) {
      const stream = client.subscribe<State>(importUpdated, { id: job.id }, as);
      const watching = watch(stream, (event) => event.importUpdated);
      watched.push(watching);
      expect(await watching.until(({ status }) => status === 'COMPLETED')).toMatchObject({ importedRows: 40 });
      const versions = watching.seen.map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
      const stranger = client.subscribe<State>(importUpdated, { id: job.id }, { token: buyer.token });
      await expect(stranger.next()).rejects.toThrow('No such');
    }
  });
});
