import { checkOut } from '@caravan/cli/client/checkout';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import { joinCaravan } from '@caravan/testkit/joined-caravan';
import type { Vendor } from '@caravan/testkit/people';
import { openCheckout } from '@caravan/testkit/trade';
import { beforeAll, expect, test } from 'vitest';
import { openRefusals, type Refusals } from './refusals.ts';

const caravan = testCaravan();
let refusals: Refusals;
let vendor: Vendor;
beforeAll(async () => {
  refusals = openRefusals(caravan.client);
  vendor = await caravan.people.vendor();
}, 60_000);

async function buyerWithOpenCheckout(): Promise<{ buyer: SignedIn; checkoutId: string; as: { token: string } }> {
  const buyer = await caravan.people.customer();
  const { id } = await openCheckout(caravan.client, caravan.people, { buyer, vendor });
  return { buyer, checkoutId: id, as: { token: buyer.token } };
}

test('one checkout at a time, and for people with an account', async () => {
  const { as, checkoutId } = await buyerWithOpenCheckout();
  const input = { currency: 'EUR', idempotencyKey: unique('key') };
  expect(await refusals('startCheckout', input, as)).toMatchObject([
    { __typename: 'CheckoutAlreadyOpen', checkout: { id: checkoutId } },
  ]);
  const guest = { token: await caravan.people.guestToken() };
  expect(await refusals('startCheckout', input, guest)).toMatchObject([{ __typename: 'SignInRequired' }]);
});

test('a payment that is open is not retried', async () => {
  const { as, checkoutId } = await buyerWithOpenCheckout();
  expect(await refusals('retryPayment', { checkoutId, idempotencyKey: 'again' }, as)).toMatchObject([
    { __typename: 'PaymentNotRetryable', status: 'AWAITING_PAYMENT' },
  ]);
});

test('a checkout is not cancelled while its provider cannot be asked, nor once it is paid', async () => {
  const { as, checkoutId } = await buyerWithOpenCheckout();
  const cutOff = await joinCaravan({ ...caravan.environment, SANDBOX_URL: 'http://127.0.0.1:1' }, {});
  try {
    expect(await openRefusals(cutOff.client)('cancelCheckout', { checkoutId }, as)).toMatchObject([
      { __typename: 'Unavailable' },
    ]);
  } finally {
    await cutOff.stop();
  }
  const { paid, asBuyer } = await paidCheckout();
  expect(await refusals('cancelCheckout', { checkoutId: paid.checkoutId }, asBuyer)).toMatchObject([
    { __typename: 'CheckoutNotCancellable', status: 'CONFIRMED' },
  ]);
});

test('no more is refunded than was paid, and not by the buyer', async () => {
  const { paymentId, asBuyer } = await paidCheckout();
  const input = { paymentId, reason: 'Broken', idempotencyKey: unique('key') };
  const { token } = await caravan.people.admin();
  const amount = { amountMinor: '1001', currency: 'EUR' };
  expect(await refusals('refundPayment', { ...input, amount }, { token })).toMatchObject([
    { __typename: 'RefundTooLarge', path: ['input', 'amount'], refundable: { amountMinor: '1000', currency: 'EUR' } },
  ]);
  expect(await refusals('refundPayment', input, asBuyer)).toMatchObject([{ __typename: 'RefundNotAllowed' }]);
});

async function paidCheckout() {
  const buyer = await caravan.people.customer();
  const asBuyer = { token: buyer.token };
  await putInCart(caravan.client, buyer, (await putOnSale(caravan.client, vendor)).variantId);
  const paid = await checkOut(caravan.client, buyer, {
    currency: 'EUR',
    deliveryAddressId: await caravan.people.addressOf(buyer),
    idempotencyKey: unique('key'),
    timeoutMs: 20_000,
  });
  const document = 'query Paid($id: ID!) { checkout(id: $id) { payment { id } } }';
  type Paid = { checkout: { payment: { id: string } } };
  const { checkout } = await caravan.client.query<Paid>(document, { id: paid.checkoutId }, asBuyer);
  return { paid, asBuyer, paymentId: checkout.payment.id };
}
