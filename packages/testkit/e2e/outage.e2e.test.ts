import type { Answer, GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { type JoinedCaravan, joinCaravan } from '@caravan/testkit/joined-caravan';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';
import { startTcpProxy, type TcpProxy } from '@caravan/testkit/tcp-proxy';
import { openCheckout } from '@caravan/testkit/trade';
import { watch } from '@caravan/testkit/watching';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

/** A router in front of a payments and an identity that are processes of their own, on the data of a first Caravan. */
const first = testCaravan();
type Remote = { readonly process: PartProcess; readonly proxy: TcpProxy };
let identity: Remote;
let payments: Remote;
let router: JoinedCaravan;
let client: GraphqlClient;
let buyer: SignedIn;
let orderId: string;

beforeAll(async () => {
  [buyer, identity, payments] = await Promise.all([placeOrder(), startRemote('identity'), startRemote('payments')]);
  router = await joinCaravan(first.environment, { identity: identity.proxy.url, payments: payments.proxy.url });
  client = router.client;
}, 120_000);
afterAll(async () => {
  await router?.stop();
  for (const { process, proxy } of [identity, payments]) {
    await proxy.stop();
    process.resume();
    await process.stop();
  }
}, 60_000);

async function placeOrder(): Promise<SignedIn> {
  const [person, vendor] = await Promise.all([first.people.customer('buyer'), first.people.vendor()]);
  ({ orderId } = await openCheckout(first.client, first.people, { buyer: person, vendor }));
  return person;
}

async function startRemote(name: string): Promise<Remote> {
  const environment = { ...first.environment, SANDBOX_URL: first.caravan.sandboxUrl ?? '' };
  const process = await startPart(['subgraph', name], environment);
  return { process, proxy: await startTcpProxy(process.url) };
}

type Seen = {
  order: { status: string; buyer: { displayName: string } | null; paymentStatus: string | null } | null;
};
const orderQuery = `query OrderOf($id: ID!) {
  order(id: $id) { number status buyer { id displayName } paymentStatus payments { status } fulfilments { store { name } } }
}`;
const askOrder = () => client.ask<Seen>(orderQuery, { id: orderId }, { token: buyer.token });

function problems({ errors = [] }: Answer<unknown>): { path: string; code: string | undefined }[] {
  return errors.map(({ path, extensions }) => ({ path: (path ?? []).join('.'), code: extensions?.code }));
}

const whole = {
  order: {
    number: expect.stringMatching(/^CV-/),
    status: 'PENDING',
    buyer: { displayName: 'buyer' },
    paymentStatus: 'PENDING',
    payments: [{ status: 'PENDING' }],
    fulfilments: [{ store: { name: expect.stringMatching(/^Store of/) } }],
  },
};

describe('while one subgraph is down, the others still answer', () => {
  afterEach(() => {
    for (const { proxy, process } of [identity, payments]) {
      proxy.restore();
      process.resume();
    }
  });

  test('with everything there, nothing is missing', async () => {
    const answer = await askOrder();
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject(whole);
  });

  test('payments cut off: its fields are null, each with an error that names its path', async () => {
    payments.proxy.cut();
    const answer = await askOrder();
    expect(answer.data).toMatchObject({ order: { ...whole.order, paymentStatus: null, payments: null } });
    expect(problems(answer).toSorted((one, other) => one.path.localeCompare(other.path))).toEqual([
      { path: 'order.payments', code: 'UNAVAILABLE' },
      { path: 'order.paymentStatus', code: 'UNAVAILABLE' },
    ]);
    payments.proxy.restore();
    expect((await askOrder()).data).toMatchObject(whole);
  });

  test('identity cut off: who is signed in stays so, and only what identity knows is missing', async () => {
    identity.proxy.cut();
    const answer = await askOrder();
    // A name may not be null, so the person is; nothing else goes with it.
    expect(answer.data).toMatchObject({ order: { ...whole.order, buyer: null } });
    expect(problems(answer)).toEqual([{ path: 'order.buyer.displayName', code: 'UNAVAILABLE' }]);
    identity.proxy.restore();
    expect((await askOrder()).data).toMatchObject(whole);
  });

  test('a payments that hangs costs a time-out, not the answer', async () => {
    payments.process.pause();
    const began = performance.now();
    const answer = await askOrder();
    expect(performance.now() - began).toBeLessThan(5_000);
    payments.process.resume();
    expect(answer.data).toMatchObject({ order: { ...whole.order, paymentStatus: null, payments: null } });
    expect(problems(answer)).toContainEqual({ path: 'order.paymentStatus', code: 'TIMEOUT' });
  });

  test('a subscription goes on, with what is missing as null and an error', async () => {
    const document = 'subscription Watch($id: ID!) { orderUpdated(orderId: $id) { status paymentStatus } }';
    type Event = { orderUpdated: { status: string; paymentStatus: string | null } };
    payments.proxy.cut();
    const broken = client.subscribe<Event>(document, { id: orderId }, { token: buyer.token });
    await expect(broken.next()).rejects.toThrow();
    payments.proxy.restore();
    const watching = watch(
      client.subscribe<Event>(document, { id: orderId }, { token: buyer.token }),
      (event) => event.orderUpdated,
    );
    expect(await watching.until(() => true)).toEqual({ status: 'PENDING', paymentStatus: 'PENDING' });
    await watching.stop();
  });

  test('its own root fields are null, beside those of others', async () => {
    payments.proxy.cut();
    const document =
      'query Both { stores(first: 1) { nodes { name } } cart { id items { id } summary { totals { amountMinor } } } }';
    const answer = await client.ask<{ stores: unknown; cart: unknown }>(document, {}, { token: buyer.token });
    expect(answer.data).toMatchObject({ stores: { nodes: [{ name: expect.any(String) }] }, cart: null });
    expect(problems(answer)).toEqual([{ path: 'cart', code: 'UNAVAILABLE' }]);
  });

  test('a mutation of what is down fails alone, and says that it may be tried again', async () => {
    payments.proxy.cut();
    const document = `mutation Cancel($input: CancelCheckoutInput!) {
      cancelCheckout(input: $input) { checkout { id } errors { __typename } }
    }`;
    const input = { checkoutId: 'chk_01m7xzg8brebpt338m55p4nzwt' };
    const answer = await client.ask(document, { input }, { token: buyer.token });
    expect(problems(answer)).toEqual([{ path: 'cancelCheckout', code: 'UNAVAILABLE' }]);
  });

  test('a killed payments is told by the health of the router, which stays in rotation', async () => {
    await payments.process.kill();
    const answer = await askOrder();
    expect(problems(answer)).toContainEqual({ path: 'order.paymentStatus', code: 'UNAVAILABLE' });
    const health = await fetch(new URL('/health/ready', router.url));
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { parts: { identity: 'up', marketplace: 'up', payments: 'down' } },
    ]);
  });
});
