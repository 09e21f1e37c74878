import { createHmac } from 'node:crypto';
import { type CheckoutLine, CheckoutReserved } from '@caravan/contracts/checkout';
import {
  FulfilmentStatusChanged,
  OrderLinesCancelled,
  OrderPlaced,
  StoreStaffChanged,
} from '@caravan/contracts/marketplace';
import { newId, toTypeId } from '@caravan/core/ids';
import { anonymous, type Principal } from '@caravan/core/principal';
import { describe, expect, test, vi } from 'vitest';
import { buyer, line } from './testing/bench.ts';
import { wholePayments } from './testing/whole-payments.ts';

const whole = wholePayments({ PAYMENT_RECONCILE_SECONDS: '0' });

type PaymentData = { id: string; status: string; redirectUrl: string; history: { status: string }[] };
type CheckoutData = {
  id: string;
  status: string;
  payment: PaymentData;
  payments: { id: string }[];
  history: { to: string }[];
  lines: { store: { id: string } }[];
};
type Payload = { checkout: CheckoutData; errors: unknown[] };
type EntityData = { balance: unknown; transactions: unknown; checkouts: { pageInfo: { endCursor: string } } };
/** What the operations below answer; each asks for its part. */
type Data = {
  checkout: CheckoutData;
  checkoutUpdated: CheckoutData;
  startCheckout: Payload;
  retryPayment: Payload;
  cancelCheckout: Payload;
  refundPayment: unknown;
  payment: { amount: { amountMinor: string } };
  cart: unknown;
  ledgerHealth: unknown;
  ledgerBalances: { balance: { amountMinor: string } }[];
  _entities: [EntityData];
};

const checkoutFields = `id status version currency total { amountMinor formatted } expiresAt createdAt
  buyer { id } orders { id } history { from to comment at } rejectionReasons { kind cartItemId expected { amountMinor } actual { amountMinor } }
  lines { id kind description amount { amountMinor } order { id } store { id } }
  payments { id }
  payment { id status redirectUrl provider method version createdAt capturedAt amount { amountMinor currency }
    refunded { amountMinor } failure { code message } subject { ... on Checkout { id } } orders { id }
    refunds { id status amount { amountMinor } reason requestedAt settledAt lines { lineId amount { amountMinor } } }
    history { status comment at } }`;
const errors = 'errors { __typename ... on UserError { message path } }';
const startMutation = `mutation ($input: StartCheckoutInput!) { startCheckout(input: $input) { checkout { ${checkoutFields} } ${errors} } }`;
const checkoutQuery = `query ($id: ID!) { checkout(id: $id) { ${checkoutFields} } }`;

async function ask(principal: Principal, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors: failures } = await whole.execute(principal, query, variables);
  expect(failures).toBeUndefined();
  return data as Data;
}

async function startBuying(lines: readonly CheckoutLine[], principal = buyer()) {
  whole.marketplace().carts.set(principal.id, lines);
  const input = { currency: 'EUR', idempotencyKey: newId() };
  const { startCheckout } = await ask(principal, startMutation, { input });
  expect(startCheckout.errors).toEqual([]);
  // Holding may take longer than the call waits.
  const checkout = await once(principal, startCheckout.checkout.id, ({ payment }) => Boolean(payment?.redirectUrl));
  return { principal, checkout };
}

async function payByCard(checkout: CheckoutData, number: string): Promise<{ status: string }> {
  const answer = await fetch(checkout.payment.redirectUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ card_number: number }),
  });
  return (await answer.json()) as { status: string };
}

/** The checkout once it is in a state; told by its subscription. */
async function once(
  principal: Principal,
  id: string,
  reached: (checkout: CheckoutData) => boolean,
): Promise<CheckoutData> {
  const results = await whole.subscribe(
    principal,
    `subscription ($id: ID!) { checkoutUpdated(id: $id) { ${checkoutFields} } }`,
    { id },
  );
  const late = AbortSignal.timeout(20_000);
  late.addEventListener('abort', () => void results.return?.());
  for await (const { data } of results) {
    const checkout = (data as Data).checkoutUpdated;
    if (reached(checkout)) return checkout;
  }
  throw new Error('The checkout did not get there.');
}

const confirmed = (principal: Principal, id: string) => once(principal, id, ({ status }) => status === 'CONFIRMED');

async function buy(lines: readonly CheckoutLine[], card = '4242424242424242') {
  const { principal, checkout } = await startBuying(lines);
  await payByCard(checkout, card);
  return { principal, checkout: await confirmed(principal, checkout.id) };
}

async function staffOf(storeId: string, role: 'OWNER' | 'MANAGER' | 'CLERK') {
  const person = buyer();
  const data = { storeId, userId: person.id, role, worksForAnyStore: true };
  await whole.marketplace().publish(StoreStaffChanged, { subject: storeId, data });
  return person;
}

async function deliver(held: CheckoutLine, storeId: string) {
  const data = {
    fulfilmentId: held.fulfilmentId,
    orderId: held.ref,
    checkoutId: newId(),
    storeId,
    from: 'SHIPPED',
    to: 'DELIVERED',
  } as const;
  await whole.marketplace().publish(FulfilmentStatusChanged, { subject: held.ref, data });
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

describe('a trade over the real event log and provider', () => {
  test('is started with a payment page, paid, and confirmed live', async () => {
    const storeId = newId();
    const orderId = newId();
    const lines = [
      line(1_999n, { storeId, ref: orderId }),
      line(500n, { storeId, ref: orderId, kind: 'SHIPPING', commissionable: false }),
    ];
    const { principal, checkout } = await startBuying(lines);
    expect(checkout).toMatchObject({
      status: 'AWAITING_PAYMENT',
      currency: 'EUR',
      total: { amountMinor: '2499', formatted: '€24.99' },
      buyer: { id: toTypeId('user', principal.id) },
      orders: [{ id: toTypeId('order', orderId) }],
      rejectionReasons: [],
      payment: { status: 'PENDING', provider: 'sandbox', method: 'SANDBOX_CARD', capturedAt: null, failure: null },
    });
    expect(checkout.payment.redirectUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pay\//);
    expect(checkout.lines.map(({ store }) => store.id)).toEqual([
      toTypeId('store', storeId),
      toTypeId('store', storeId),
    ]);
    await payByCard(checkout, '4242 4242 4242 4242');
    const ended = await confirmed(principal, checkout.id);
    expect(ended).toMatchObject({
      expiresAt: null,
      payment: { status: 'CAPTURED', redirectUrl: null, subject: { id: checkout.id } },
    });
    expect(ended.history.map(({ to }) => to)).toEqual([
      'RESERVING',
      'AWAITING_PAYMENT',
      'AWAITING_PAYMENT',
      'PAID',
      'CONFIRMED',
    ]);
  });

  test('a declined card is told with its reason, and another attempt pays', async () => {
    const { principal, checkout } = await startBuying([line(700n)]);
    expect(await payByCard(checkout, '4000000000009995')).toMatchObject({ status: 'failed' });
    const failed = await once(principal, checkout.id, ({ payment }) => payment.status === 'FAILED');
    expect(failed).toMatchObject({ status: 'AWAITING_PAYMENT', payment: { failure: { code: 'insufficient_funds' } } });
    const { retryPayment } = await ask(
      principal,
      `mutation ($input: RetryPaymentInput!) { retryPayment(input: $input) { checkout { ${checkoutFields} } ${errors} } }`,
      { input: { checkoutId: checkout.id, idempotencyKey: newId() } },
    );
    expect(retryPayment.checkout.payment.status).toBe('PENDING');
    await payByCard(retryPayment.checkout, '4242424242424242');
    expect((await confirmed(principal, checkout.id)).payments).toHaveLength(2);
  });

  test.each([
    ['each webhook comes three times', '4000000000000119'],
    ['the webhook comes late', '4000000000000101'],
  ])('%s', async (_title, card) => {
    const { checkout } = await buy([line(700n)], card);
    expect(checkout.payment.history.filter(({ status }) => status === 'CAPTURED')).toHaveLength(1);
  });

  test('3-D Secure: the second page pays', async () => {
    const { principal, checkout } = await startBuying([line(700n)]);
    const challenged = await payByCard(checkout, '4000000000003220');
    expect(challenged.status).toBe('requires_challenge');
    const page = await (await fetch(checkout.payment.redirectUrl)).text();
    expect(page).toContain('no real money');
    expect((await ask(principal, checkoutQuery, { id: checkout.id })).checkout.status).toBe('AWAITING_PAYMENT');
  });

  test('too little is not taken as payment and goes back', async () => {
    const { principal, checkout } = await startBuying([line(700n)]);
    await payByCard(checkout, '4000000000000135');
    const returned = await once(principal, checkout.id, ({ payment }) => payment.status === 'REFUNDED');
    expect(returned).toMatchObject({
      status: 'AWAITING_PAYMENT',
      payment: { amount: { amountMinor: '699' }, refunded: { amountMinor: '699' } },
    });
  });

  test('an unpaid checkout is cancelled, and another can be started', async () => {
    const { principal, checkout } = await startBuying([line(700n)]);
    const second = await ask(principal, startMutation, { input: { currency: 'EUR', idempotencyKey: newId() } });
    expect(second.startCheckout.errors).toMatchObject([{ __typename: 'CheckoutAlreadyOpen' }]);
    const { cancelCheckout } = await ask(
      principal,
      `mutation ($input: CancelCheckoutInput!) { cancelCheckout(input: $input) { checkout { status payment { status } } ${errors} } }`,
      { input: { checkoutId: checkout.id } },
    );
    expect(cancelCheckout).toEqual({ checkout: { status: 'CANCELLED', payment: { status: 'VOIDED' } }, errors: [] });
    expect((await startBuying([line(5n)], principal)).checkout.status).toBe('AWAITING_PAYMENT');
  });

  test('what is rejected says why', async () => {
    const principal = buyer();
    whole.marketplace().carts.set(principal.id, [line(700n)]);
    const expectedTotal = { amountMinor: '699', currency: 'EUR' };
    const { startCheckout } = await ask(principal, startMutation, {
      input: { currency: 'EUR', expectedTotal, idempotencyKey: newId() },
    });
    expect(startCheckout.checkout).toMatchObject({
      status: 'REJECTED',
      rejectionReasons: [
        { kind: 'TOTAL_CHANGED', cartItemId: null, expected: { amountMinor: '699' }, actual: { amountMinor: '700' } },
      ],
    });
  });

  test('a reply for a checkout that nobody started is set aside, and nobody waits for it', async () => {
    const subject = newId();
    const reply = { checkoutId: subject, participant: 'marketplace', lines: [] } as const;
    await whole.marketplace().publish(CheckoutReserved, { subject, data: { ...reply, lines: [] } });
    expect((await buy([line(5n)])).checkout.status).toBe('CONFIRMED');
  });
});

describe('the store', () => {
  const balanceQuery = `query ($stores: [_Any!]!) { _entities(representations: $stores) { ... on Store {
    balance { amountMinor } transactions { totalCount nodes { id kind amount { amountMinor } order { id } at } pageInfo { hasNextPage } } } } }`;
  const balanceOf = async (principal: Principal, storeId: string) =>
    (await ask(principal, balanceQuery, { stores: [{ __typename: 'Store', id: toTypeId('store', storeId) }] }))
      ._entities[0];

  test('is paid after delivery less the commission, and sees each movement', async () => {
    const storeId = newId();
    const held = line(10_000n, { storeId });
    const owner = await staffOf(storeId, 'OWNER');
    const clerk = await staffOf(storeId, 'CLERK');
    const { checkout } = await buy([held]);
    await deliver(held, storeId);
    await until(async () => expect((await balanceOf(owner, storeId)).balance).toEqual([{ amountMinor: '9000' }]));
    const { refundPayment } = await ask(
      owner,
      `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { refund { id status amount { amountMinor } lines { lineId } } payment { id refunds { id } } ${errors} } }`,
      {
        input: {
          paymentId: checkout.payment.id,
          lines: [{ lineId: toTypeId('checkoutLine', held.lineId), amount: { amountMinor: '1000', currency: 'EUR' } }],
          reason: 'Scratched',
          idempotencyKey: newId(),
        },
      },
    );
    expect(refundPayment).toMatchObject({ errors: [], refund: { status: 'PENDING', amount: { amountMinor: '1000' } } });
    await until(async () => expect((await balanceOf(owner, storeId)).balance).toEqual([{ amountMinor: '8100' }]));
    const { transactions } = await balanceOf(owner, storeId);
    expect(transactions).toMatchObject({
      totalCount: 2,
      nodes: [
        { kind: 'REFUND', amount: { amountMinor: '-900' }, order: { id: toTypeId('order', held.ref) } },
        { kind: 'ESCROW_RELEASE', amount: { amountMinor: '9000' }, order: { id: toTypeId('order', held.ref) } },
      ],
    });
    expect(await balanceOf(clerk, storeId)).toEqual({ balance: null, transactions: null });
    expect(await balanceOf(buyer(), storeId)).toEqual({ balance: null, transactions: null });
    expect((await balanceOf(buyer(['payment:read:any']), storeId)).balance).toEqual([{ amountMinor: '8100' }]);
  });

  test('sees of a payment only its own lines', async () => {
    const [own, other] = [newId(), newId()];
    const ref = newId();
    const lines = [line(300n, { storeId: own, ref }), line(700n, { storeId: other, ref })];
    const clerk = await staffOf(own, 'CLERK');
    const { principal, checkout } = await buy(lines);
    const data = { orderId: ref, checkoutId: newId(), by: 'BUYER', reason: null } as const;
    const lineIds = lines.map(({ lineId }) => lineId);
    await whole.marketplace().publish(OrderLinesCancelled, { subject: ref, data: { ...data, lineIds } });
    await once(principal, checkout.id, ({ payment }) => payment.status === 'REFUNDED');
    const query = `query ($id: ID!) { payment(id: $id) { amount { amountMinor } refunded { amountMinor } redirectUrl subject { ... on Checkout { id } }
      orders { id } lines { id } history { comment } refunds { amount { amountMinor } lines { lineId } } } }`;
    await until(async () =>
      expect((await ask(clerk, query, { id: checkout.payment.id })).payment).toMatchObject({
        amount: { amountMinor: '300' },
        refunded: { amountMinor: '300' },
        redirectUrl: null,
        subject: null,
        orders: [{ id: toTypeId('order', ref) }],
        lines: [{ id: toTypeId('checkoutLine', lineIds[0] ?? '') }],
        history: Array.from({ length: 5 }, () => ({ comment: null })),
        refunds: [{ amount: { amountMinor: '300' }, lines: [{ lineId: toTypeId('checkoutLine', lineIds[0] ?? '') }] }],
      }),
    );
    expect((await ask(principal, query, { id: checkout.payment.id })).payment.amount.amountMinor).toBe('1000');
    expect((await ask(buyer(), query, { id: checkout.payment.id })).payment).toBeNull();
  });
});

describe('contributions to others', () => {
  test('an order knows its payments, for those who may see them', async () => {
    const held = line(700n);
    const { principal, checkout } = await buy([held]);
    const data = { orderId: held.ref, checkoutId: newId(), buyerId: principal.id, storeIds: [held.payee.id] };
    await whole.marketplace().publish(OrderPlaced, { subject: held.ref, data });
    const query =
      'query ($orders: [_Any!]!) { _entities(representations: $orders) { ... on Order { id paymentStatus payments { id } } } }';
    const orders = [{ __typename: 'Order', id: toTypeId('order', held.ref) }];
    expect((await ask(principal, query, { orders }))._entities).toEqual([
      { id: orders[0]?.id, paymentStatus: 'CAPTURED', payments: [{ id: checkout.payment.id }] },
    ]);
    expect((await ask(buyer(), query, { orders }))._entities).toEqual([
      { id: orders[0]?.id, paymentStatus: null, payments: null },
    ]);
  });

  test('a person has their checkouts and payments, page by page', async () => {
    const { principal } = await buy([line(5n)]);
    await startBuying([line(6n)], principal);
    const query = `query ($users: [_Any!]!, $after: String) { _entities(representations: $users) { ... on User { id
      checkouts(first: 1, after: $after) { totalCount nodes { status } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
      payments(last: 5) { totalCount nodes { status amount { amountMinor } } edges { cursor node { id } } } } } }`;
    const users = [{ __typename: 'User', id: toTypeId('user', principal.id) }];
    const [person] = (await ask(principal, query, { users }))._entities;
    expect(person).toMatchObject({
      checkouts: { totalCount: 2, nodes: [{ status: 'AWAITING_PAYMENT' }], pageInfo: { hasNextPage: true } },
      payments: { totalCount: 2 },
    });
    const [next] = (await ask(principal, query, { users, after: person.checkouts.pageInfo.endCursor }))._entities;
    expect(next.checkouts).toMatchObject({ nodes: [{ status: 'CONFIRMED' }], pageInfo: { hasNextPage: false } });
    expect((await ask(buyer(), query, { users }))._entities).toMatchObject([{ checkouts: null, payments: null }]);
  });

  test('a cart adds up, also over currencies; a missing part is an error, never zero', async () => {
    const principal = buyer();
    const id = toTypeId('cart', principal.id);
    expect((await ask(principal, '{ cart { id } }')).cart).toEqual({ id });
    const query =
      'query ($carts: [_Any!]!) { _entities(representations: $carts) { ... on Cart { summary { totals { amountMinor currency } } } } }';
    const itemsTotals = [
      { amountMinor: '700', currency: 'KZT' },
      { amountMinor: '5', currency: 'EUR' },
    ];
    const cart = { __typename: 'Cart', id };
    expect((await ask(principal, query, { carts: [{ ...cart, itemsTotals }] }))._entities).toEqual([
      { summary: { totals: itemsTotals.toReversed() } },
    ]);
    expect((await ask(principal, query, { carts: [{ ...cart, itemsTotals: [] }] }))._entities).toEqual([
      { summary: { totals: [] } },
    ]);
    const missing = await whole.execute(principal, query, { carts: [{ ...cart, itemsTotals: null }] });
    expect(missing.data).toEqual({ _entities: [{ summary: null }] });
    expect(missing.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect((await ask(buyer(), query, { carts: [{ ...cart, itemsTotals }] }))._entities).toEqual([null]);
  });

  test('entities of others are private', async () => {
    const { checkout } = await buy([line(5n)]);
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Checkout { id } ... on Payment { id } } }';
    const of = [
      { __typename: 'Checkout', id: checkout.id },
      { __typename: 'Payment', id: checkout.payment.id },
    ];
    expect((await ask(buyer(), query, { of }))._entities).toEqual([null, null]);
    expect((await ask(buyer(['payment:read:any']), query, { of }))._entities).toEqual([
      { id: checkout.id },
      { id: checkout.payment.id },
    ]);
    const stranger = await whole.subscribe(buyer(), 'subscription ($id: ID!) { checkoutUpdated(id: $id) { id } }', {
      id: checkout.id,
    });
    expect(JSON.stringify(stranger)).toContain('NOT_FOUND');
  });
});

describe('who may ask', () => {
  test('a guest gets a typed refusal to buy, and nobody else gets there', async () => {
    const guest: Principal = { ...buyer(), kind: 'guest', roles: ['GUEST'] };
    const input = { currency: 'EUR', idempotencyKey: newId() };
    expect((await ask(guest, startMutation, { input })).startCheckout).toMatchObject({
      checkout: null,
      errors: [{ __typename: 'SignInRequired' }],
    });
    const refused = await whole.execute(anonymous, startMutation, { input });
    expect(refused.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('the books are for administrators', async () => {
    const query = `{ ledgerHealth { healthy mismatchedBalances openEscrowsOfClosedLines escrowCovered checkedAt
      postingsTotals { amountMinor currency } oldSuspense { amountMinor } stuckCheckouts { id } }
      ledgerBalances { kind accounts balance { amountMinor currency } } }`;
    const { ledgerHealth, ledgerBalances } = await ask(buyer(['ledger:read']), query);
    expect(ledgerHealth).toMatchObject({ healthy: true, mismatchedBalances: 0, stuckCheckouts: [], oldSuspense: [] });
    const sum = ledgerBalances.reduce((total, { balance }) => total + BigInt(balance.amountMinor), 0n);
    expect(sum).toBe(0n);
    const refused = await whole.execute(buyer(), query);
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('the webhook', () => {
  test.each([
    ['without a signature', {}],
    ['with a forged one', { 'sandbox-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}` }],
    ['signed by another secret', sign('{}', 'another secret', 0)],
    ['that is malformed', { 'sandbox-signature': 'nonsense' }],
  ])('%s is refused', async (_title, headers) => {
    expect((await whole.webhook('{}', headers as Record<string, string>)).status).toBe(400);
  });
});

function sign(body: string, secret: string, ageSeconds: number): Record<string, string> {
  const time = Math.floor(Date.now() / 1_000) - ageSeconds;
  return {
    'sandbox-signature': `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
  };
}
