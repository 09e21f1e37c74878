import { submitCard } from '@caravan/cli/client/checkout';
import { fulfilmentSteps, moveFulfilment } from '@caravan/cli/client/fulfilments';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import type { People } from '@caravan/testkit/people';
import { expect } from 'vitest';

/** The subscription that a buyer's page shows, over three subgraphs. */
const orderUpdated = `subscription OrderUpdated {
  orderUpdated {
    number status fulfilments { id store { name } status } buyer { displayName } paymentStatus
    payments { status amount { amountMinor currency } }
  }
}`;

export type SeenOrder = {
  number: string;
  status: string;
  fulfilments: { id: string; store: { name: string }; status: string }[];
  buyer: { displayName: string };
  paymentStatus: string | null;
  payments: { status: string; amount: { amountMinor: string; currency: string } }[] | null;
};

const errors = 'errors { __typename ... on UserError { message } }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) {
  startCheckout(input: $input) { checkout { id status total { amountMinor } payment { redirectUrl } orders { id } } ${errors} }
}`;
const checkoutUpdated =
  'subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { status payment { redirectUrl } } }';
const books = `query Books { ledgerHealth { healthy postingsTotals { amountMinor } } stockHealth { mismatches } }`;
const balance = 'query Balance($id: ID!) { store(id: $id) { balance { amountMinor currency } } }';
const cartSummary = 'query CartSummary { cart { summary { totals { amountMinor currency } } items { id } } }';

/** A buyer buys from two stores, watches, pays; the stores deliver and are paid. The same in every form of running. */
export async function runWholeTrade(client: GraphqlClient, people: People): Promise<void> {
  const [buyer, toolStore, teaStore] = await Promise.all([
    people.customer('buyer'),
    people.vendor({ name: 'tools' }),
    people.vendor({ name: 'tea' }),
  ]);
  const [drill, tea] = [
    await putOnSale(client, toolStore, { price: '18900' }),
    await putOnSale(client, teaStore, { price: '450' }),
  ];
  await putInCart(client, buyer, drill.variantId);
  await putInCart(client, buyer, tea.variantId, 3);
  const as = { token: buyer.token };
  const { cart } = await client.query<{ cart: { summary: { totals: unknown }; items: unknown[] } }>(
    cartSummary,
    {},
    as,
  );
  expect(cart.summary.totals).toEqual([{ amountMinor: '20250', currency: 'EUR' }]);

  const watched = watchOrders(client, buyer.token);
  const input = {
    currency: 'EUR',
    deliveryAddressId: await people.addressOf(buyer),
    expectedTotal: { amountMinor: '20250', currency: 'EUR' },
    idempotencyKey: 'the-trade',
  };
  type Started = { checkout: { id: string; payment: { redirectUrl: string | null } | null } };
  const { checkout } = await client.mutate<Started>(startCheckout, input, as);
  const page = checkout.payment?.redirectUrl ?? (await redirectUrlOf(client, checkout.id, buyer.token));
  await submitCard(page, '4242424242424242');
  const confirmed = await watched.until(({ status }) => status === 'CONFIRMED');
  expect(confirmed.number).toMatch(/^CV-\d{4}-\d{6}-\d$/);
  expect(confirmed.buyer.displayName).toBe('buyer');

  // A live feed may pass over a state that was left at once, so each step waits until the buyer has seen it.
  for (const [index, step] of fulfilmentSteps.entries()) {
    for (const { id, store } of confirmed.fulfilments) {
      const staff = store.name.includes(toolStore.username) ? toolStore : teaStore;
      await moveFulfilment(client, staff, { id, status: fulfilmentSteps[index - 1] ?? 'CONFIRMED' }, step);
    }
    await watched.until(({ status }) => status === step || status === 'COMPLETED');
  }
  const completed = await watched.until(({ status }) => status === 'COMPLETED');
  expect(completed).toMatchObject({
    paymentStatus: 'CAPTURED',
    payments: [{ status: 'CAPTURED', amount: { amountMinor: '20250', currency: 'EUR' } }],
  });
  await watched.stop();
  expect(watched.statuses()).toEqual(
    expect.arrayContaining(['PENDING', 'CONFIRMED', ...fulfilmentSteps.slice(0, -1), 'COMPLETED']),
  );

  expect(await balanceOf(client, toolStore)).toEqual([{ amountMinor: '17010', currency: 'EUR' }]);
  expect(await balanceOf(client, teaStore)).toEqual([{ amountMinor: '1215', currency: 'EUR' }]);
  const admin = await people.admin();
  expect(await client.query(books, {}, { token: admin.token })).toEqual({
    ledgerHealth: { healthy: true, postingsTotals: [{ amountMinor: '0' }] },
    stockHealth: { mismatches: 0 },
  });
  const after = await client.query<{ cart: { items: unknown[] } }>(cartSummary, {}, as);
  expect(after.cart.items).toEqual([]);
}

async function balanceOf(client: GraphqlClient, store: { storeId: string; token: string }): Promise<unknown> {
  return (await client.query<{ store: { balance: unknown } }>(balance, { id: store.storeId }, { token: store.token }))
    .store.balance;
}

async function redirectUrlOf(client: GraphqlClient, id: string, token: string): Promise<string> {
  type Event = { checkoutUpdated: { status: string; payment: { redirectUrl: string | null } | null } };
  const { checkoutUpdated: state } = await client.waitFor<Event>(
    checkoutUpdated,
    { id },
    (event) => Boolean(event.checkoutUpdated.payment?.redirectUrl),
    { token, timeoutMs: 20_000 },
  );
  return state.payment?.redirectUrl ?? '';
}

/** Collects every event of the buyer's orders from now on. */
export function watchOrders(client: GraphqlClient, token: string) {
  const seen: SeenOrder[] = [];
  const waiting = new Set<() => void>();
  const stream = client.subscribe<{ orderUpdated: SeenOrder }>(orderUpdated, {}, { token });
  const reading = (async () => {
    for await (const event of stream) {
      seen.push(event.orderUpdated);
      for (const wake of waiting) wake();
    }
  })();
  return {
    statuses: () => seen.map(({ status }) => status),
    seen: () => seen,
    until: (condition: (order: SeenOrder) => boolean) =>
      new Promise<SeenOrder>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no such event; seen: ${JSON.stringify(seen)}`)), 30_000);
        const look = () => {
          const found = seen.find(condition);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        reading.catch(reject);
        look();
      }),
    stop: async () => {
      await stream.return?.(undefined);
      await reading;
    },
  };
}
