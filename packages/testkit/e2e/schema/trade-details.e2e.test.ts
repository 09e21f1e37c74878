import { submitCard } from '@caravan/cli/client/checkout';
import { moveFulfilment } from '@caravan/cli/client/fulfilments';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { type Goods, putOnSale } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  address,
  amount,
  booksDocument,
  type Checkout,
  cartDocument,
  checkoutDocument,
  earnedDocument,
  eur,
  linesDocument,
  type Order,
  orderDocument,
  type Payment,
  paymentDocument,
} from './trade-documents.ts';

/** One trade, looked at in every detail while it goes on; each test goes on from the one before. */
const caravan = testCaravan();
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const errors = 'errors { __typename ... on UserError { message } }';

let client: GraphqlClient;
let buyer: SignedIn;
let vendor: Vendor;
let lamp: Goods;
let rug: Goods;
let as: { token: string };
let asVendor: { token: string };
let checkoutId: string;
let orderId: string;
let paymentId: string;

beforeAll(async () => {
  client = caravan.client;
  [buyer, vendor] = await Promise.all([caravan.people.customer('Aigul'), caravan.people.vendor()]);
  as = { token: buyer.token };
  asVendor = { token: vendor.token };
  lamp = await putOnSale(client, vendor, { title: 'Lamp', price: '1000' });
  rug = await putOnSale(client, vendor, { title: 'Rug', price: '5000' });
}, 60_000);

function mutate<Payload>(field: string, content: string, input: object, options = as): Promise<Payload> {
  const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input!`;
  return client.mutate<Payload>(
    `mutation Change($input: ${type}) { ${field}(input: $input) { ${content} ${errors} } }`,
    input,
    options,
  );
}

/** The first state of a thing that is as wanted. */
async function until<State>(subscription: string, selection: string, id: string, wanted: (state: State) => boolean) {
  const argument = subscription === 'orderUpdated' ? 'orderId' : 'id';
  const document = `subscription Until($id: ID!) { ${subscription}(${argument}: $id) { ${selection} } }`;
  type Event = Record<string, State>;
  const isWanted = (event: Event) => wanted(event[subscription] as State);
  const event = await client.waitFor<Event>(document, { id }, isWanted, { ...as, timeoutMs: 20_000 });
  return event[subscription] as State;
}

describe('a trade in detail', () => {
  test('the cart', async () => {
    const rate = { storeId: vendor.storeId, name: 'Post', kind: 'PER_ITEM', amount: '150', idempotencyKey: 'post' };
    const { shippingRate } = await mutate<{ shippingRate: { id: string } }>(
      'createShippingRate',
      'shippingRate { id }',
      rate,
      asVendor,
    );
    await mutate('addCartItem', 'cart { id }', {
      variantId: lamp.variantId,
      shippingRateId: shippingRate.id,
      quantity: 2,
    });
    await mutate('addCartItem', 'cart { id }', { variantId: rug.variantId, shippingRateId: shippingRate.id });
    await mutate('updateVariant', 'variant { id }', { variantId: lamp.variantId, price: '1100' }, asVendor);
    const { cart } = await client.query<{ cart: { items: object[] } }>(cartDocument, {}, as);
    expect(cart).toMatchObject({ itemsTotals: [eur('7650')], summary: { totals: [eur('7650')] } });
    expect(cart.items[0]).toEqual({
      product: { title: 'Lamp' },
      variant: { sku: lamp.sku },
      store: { id: vendor.storeId },
      quantity: 2,
      unitPrice: eur('1100'),
      shippingRate: { name: 'Post', kind: 'PER_ITEM', amount: eur('150') },
      shippingPrice: eur('300'),
      total: eur('2500'),
      priceChanged: true,
      unavailable: false,
      addedAt: instant,
    });
  });

  test('a checkout that is refused, with its reasons', async () => {
    const input = { currency: 'EUR', expectedTotal: eur('1'), idempotencyKey: 'refused' };
    const { checkout } = await mutate<{ checkout: { id: string } }>('startCheckout', 'checkout { id }', {
      ...input,
      deliveryAddressId: await deliveryAddressId(),
    });
    const reasons = `status rejectionReasons { kind expected ${amount} actual ${amount} }`;
    const rejected = await until(
      'checkoutUpdated',
      reasons,
      checkout.id,
      ({ status }: Checkout) => status === 'REJECTED',
    );
    expect(rejected).toEqual({
      status: 'REJECTED',
      rejectionReasons: [{ kind: 'TOTAL_CHANGED', expected: eur('1'), actual: eur('7650') }],
    });
  });

  test('a checkout that cannot have what is in the cart names the item', async () => {
    const { token } = await caravan.people.customer();
    await mutate('addCartItem', 'cart { id }', { variantId: lamp.variantId }, { token });
    const { cart } = await client.query<{ cart: { items: { id: string }[] } }>(
      '{ cart { items { id } } }',
      {},
      { token },
    );
    type Started = { checkout: { rejectionReasons: unknown } };
    const content = 'checkout { rejectionReasons { kind cartItemId } }';
    const input = { currency: 'EUR', idempotencyKey: 'unsent' };
    const { checkout } = await mutate<Started>('startCheckout', content, input, { token });
    expect(checkout.rejectionReasons).toContainEqual({ kind: 'SHIPPING_NOT_CHOSEN', cartItemId: cart.items[0]?.id });
  });

  test('the checkout and a card that is declined', async () => {
    const input = { currency: 'EUR', deliveryAddressId: await deliveryAddressId(), idempotencyKey: 'the-trade' };
    const { checkout } = await mutate<{ checkout: { id: string } }>('startCheckout', 'checkout { id }', input);
    checkoutId = checkout.id;
    await pay('4000000000000002', 'FAILED');
    const { checkout: found } = await client.query<{ checkout: Checkout }>(checkoutDocument, { id: checkoutId }, as);
    expect(found).toMatchObject({
      status: 'AWAITING_PAYMENT',
      currency: 'EUR',
      buyer: { displayName: 'Aigul' },
      expiresAt: instant,
      createdAt: instant,
      total: eur('7650'),
      payments: [{ status: 'FAILED', failure: { code: 'card_declined', message: 'The card was declined.' } }],
    });
    expect(found.history.slice(0, 2)).toEqual([
      { from: null, to: 'RESERVING', comment: 'Holding what is in the cart.', at: instant },
      { from: 'RESERVING', to: 'AWAITING_PAYMENT', comment: expect.any(String), at: instant },
    ]);
    orderId = found.orders[0]?.id ?? '';
    const line = { order: { id: orderId }, store: { id: vendor.storeId } };
    expect(found.lines).toContainEqual({
      id: expect.stringMatching(/^cln_/),
      kind: 'SHIPPING',
      description: expect.any(String),
      amount: eur('300'),
      ...line,
    });
  });

  test('the order, once it is paid', async () => {
    await mutate('retryPayment', 'checkout { id }', { checkoutId, idempotencyKey: 'another card' });
    await pay('4242424242424242', 'CAPTURED');
    await until('orderUpdated', 'status', orderId, ({ status }: Checkout) => status === 'CONFIRMED');
    const { order } = await client.query<{ order: Order }>(orderDocument, { id: orderId }, as);
    expect(order).toMatchObject({
      status: 'CONFIRMED',
      placedAt: instant,
      confirmedAt: instant,
      cancelledAt: null,
      itemsTotal: eur('7200'),
      shippingTotal: eur('450'),
      total: eur('7650'),
      deliveryAddress: address,
      fulfilments: [
        {
          order: { id: orderId },
          store: { id: vendor.storeId },
          itemsTotal: eur('7200'),
          shippingTotal: eur('450'),
          total: eur('7650'),
        },
      ],
    });
    expect(order.fulfilments[0]?.lines.find(({ title }) => title === 'Lamp')).toEqual({
      id: expect.stringMatching(/^oln_/),
      product: { title: 'Lamp' },
      variant: { sku: lamp.sku },
      title: 'Lamp',
      variantTitle: '',
      sku: lamp.sku,
      quantity: 2,
      unitPrice: eur('1100'),
      shippingName: 'Post',
      shippingPrice: eur('300'),
      total: eur('2500'),
      cancelledAt: null,
      cancelReason: null,
    });
  });

  test('a line that is cancelled, and its money on its way back', async () => {
    const found = await client.query<{ order: Order }>(linesDocument, { id: orderId }, as);
    const lampLine = found.order.fulfilments[0]?.lines.find(({ title }) => title === 'Lamp');
    const cancelled = await mutate<{ order: Order }>(
      'cancelOrder',
      'order { fulfilments { lines { id title cancelledAt cancelReason } } history { from to comment by person { displayName } fulfilment { id } at } }',
      { orderId, lineIds: [lampLine?.id], reason: 'Too dark' },
    );
    expect(cancelled.order.fulfilments[0]?.lines.find(({ title }) => title === 'Lamp')).toMatchObject({
      cancelledAt: instant,
      cancelReason: 'Too dark',
    });
    expect(cancelled.order.history.at(-1)).toEqual({
      from: 'CONFIRMED',
      to: 'CONFIRMED',
      comment: 'Too dark',
      by: 'BUYER',
      person: { displayName: 'Aigul' },
      fulfilment: { id: cancelled.order.history.at(-1)?.fulfilment.id },
      at: instant,
    });
    const refunded = 'status payment { id refunds { status } }';
    type State = { payment: { id: string; refunds: { status: string }[] } };
    const { payment } = await until('checkoutUpdated', refunded, checkoutId, (state: State) =>
      state.payment.refunds.some(({ status }) => status === 'SUCCEEDED'),
    );
    paymentId = payment.id;
    const { payment: whole } = await client.query<{ payment: Payment }>(paymentDocument, { id: paymentId }, as);
    expect(whole).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      amount: eur('7650'),
      refunded: eur('2500'),
      method: 'SANDBOX_CARD',
      provider: 'sandbox',
      createdAt: instant,
      capturedAt: instant,
      subject: { id: checkoutId },
      orders: [{ id: orderId }],
      lines: expect.arrayContaining([
        { id: expect.stringMatching(/^cln_/), kind: 'PRODUCT', amount: eur('2200') },
        { id: expect.stringMatching(/^cln_/), kind: 'SHIPPING', amount: eur('300') },
      ]),
      refunds: [{ status: 'SUCCEEDED', amount: eur('2500'), requestedAt: instant, settledAt: instant }],
    });
    expect(whole.refunds[0]?.lines).toContainEqual({ lineId: expect.stringMatching(/^cln_/), amount: eur('300') });
    expect(whole.history).toEqual(
      [
        ['PENDING', null],
        ['PENDING', 'The payment page is ready.'],
        ['CAPTURED', 'The money was taken.'],
        ['CAPTURED', '€25.00 are on their way back: Cancelled.'],
        ['PARTIALLY_REFUNDED', '€25.00 went back: Cancelled.'],
      ].map(([status, comment]) => ({ status, comment, at: instant })),
    );
  });

  test('what is sent, and what its store earned', async () => {
    const { order } = await client.query<{ order: Order }>(linesDocument, { id: orderId }, as);
    const [fulfilment] = order.fulfilments;
    await moveFulfilment(client, vendor, { id: fulfilment?.id ?? '', status: 'CONFIRMED' }, 'READY');
    const shipped = { fulfilmentId: fulfilment?.id, status: 'SHIPPED', comment: 'By truck', trackingNumber: 'KZ-1' };
    expect(
      await mutate('changeFulfilmentStatus', 'fulfilment { trackingNumber history { comment by } }', shipped, asVendor),
    ).toMatchObject({
      fulfilment: { trackingNumber: 'KZ-1', history: expect.arrayContaining([{ comment: 'By truck', by: 'STORE' }]) },
    });
    await mutate('changeFulfilmentStatus', 'fulfilment { id }', { fulfilmentId: fulfilment?.id, status: 'DELIVERED' });
    await until('orderUpdated', 'status', orderId, ({ status }: Checkout) => status === 'COMPLETED');
    expect(await client.query(earnedDocument, { id: vendor.storeId }, asVendor)).toEqual({
      store: {
        balance: [eur('4650')],
        transactions: {
          nodes: [
            {
              id: expect.stringMatching(/^led_/),
              kind: 'ESCROW_RELEASE',
              amount: eur('4650'),
              order: { id: orderId },
              at: instant,
            },
          ],
        },
      },
    });
  });

  test('the books', async () => {
    type Books = { ledgerHealth: object; ledgerBalances: object[] };
    const { token } = await caravan.people.admin();
    const { ledgerHealth, ledgerBalances } = await client.query<Books>(booksDocument, {}, { token });
    expect(ledgerHealth).toEqual({
      healthy: true,
      postingsTotals: [eur('0')],
      mismatchedBalances: 0,
      openEscrowsOfClosedLines: 0,
      escrowCovered: true,
      oldSuspense: [],
      stuckCheckouts: [],
      checkedAt: instant,
    });
    expect(ledgerBalances).toContainEqual({ kind: 'PAYABLE', balance: eur('4650'), accounts: 1 });
    expect(ledgerBalances).toContainEqual({ kind: 'REVENUE', balance: eur('500'), accounts: 1 });
  });

  test('an order that is cancelled whole', async () => {
    await mutate('addCartItem', 'cart { id }', { variantId: rug.variantId, shippingRateId: await shippingRateId() });
    const input = { currency: 'EUR', deliveryAddressId: await deliveryAddressId(), idempotencyKey: 'the-other' };
    const { checkout } = await mutate<{ checkout: { id: string } }>('startCheckout', 'checkout { id }', input);
    checkoutId = checkout.id;
    await pay('4242424242424242', 'CAPTURED');
    const orders = 'query Orders { orders(first: 1) { nodes { id } } }';
    const found = await client.query<{ orders: { nodes: { id: string }[] } }>(orders, {}, as);
    orderId = found.orders.nodes[0]?.id ?? '';
    await until('orderUpdated', 'status', orderId, ({ status }: Checkout) => status === 'CONFIRMED');
    const { order } = await mutate<{ order: object }>('cancelOrder', 'order { status cancelledAt }', { orderId });
    expect(order).toEqual({ status: 'CANCELLED', cancelledAt: instant });
  });
});

let savedAddress: string | undefined;

/** The buyer's address, with all that an address can have. */
async function deliveryAddressId(): Promise<string> {
  if (savedAddress) return savedAddress;
  const content =
    'address { id name line1 line2 street building apartment entrance floor intercom city region postalCode country phone isDefault }';
  const saved = await mutate<{ address: { id: string } }>('saveAddress', content, address);
  expect(saved.address).toMatchObject(address);
  savedAddress = saved.address.id;
  return savedAddress;
}

async function shippingRateId(): Promise<string> {
  const document = 'query Rates($id: ID!) { store(id: $id) { shippingRates { id } } }';
  type Found = { store: { shippingRates: { id: string }[] } };
  const { store } = await client.query<Found>(document, { id: vendor.storeId }, as);
  return store.shippingRates[0]?.id ?? '';
}

/** Pays on the provider's page and waits for what comes of it. */
async function pay(card: string, outcome: string): Promise<void> {
  type State = { payment: { status: string; redirectUrl: string | null } | null };
  const selection = 'payment { status redirectUrl }';
  const { payment } = await until('checkoutUpdated', selection, checkoutId, (state: State) =>
    Boolean(state.payment?.redirectUrl),
  );
  await submitCard(payment?.redirectUrl ?? '', card);
  await until('checkoutUpdated', selection, checkoutId, (state: State) => state.payment?.status === outcome);
}
