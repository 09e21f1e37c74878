import { newId } from '@caravan/core/ids';
import { metrics } from '@caravan/telemetry/metrics';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { endUnpaid } from '../checkout/usecases/end-unpaid.ts';
import { retryPayment } from '../checkout/usecases/retry-payment.ts';
import { takeReserved } from '../checkout/usecases/take-reply.ts';
import { allBalances, balancesOf } from '../ledger/ledger.store.ts';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { watchLedger } from '../ledger/watch-ledger.usecases.ts';
import type { ProviderEvent } from '../providers/provider.ts';
import { findRefundsOfPayments } from '../refunds/refunds.store.ts';
import { sendRefund } from '../refunds/usecases/settle-refund.ts';
import { line, openBench, start } from '../testing/bench.ts';
import { findPaymentChanges, findPayments } from './payments.store.ts';
import { reconcile } from './usecases/reconcile.ts';

const bench = openBench();
const { deps, provider, database } = bench;

beforeEach(() => {
  provider.down = false;
});

const payment = async (id: string) => (await findPayments(database.query, [id]))[0];
const suspense = async () =>
  (await allBalances(database.query)).filter(({ kind, balance }) => kind === 'SUSPENSE' && balance.amountMinor !== 0n);

function refundMade(paymentId: string, refundRef: string, amountMinor: bigint): ProviderEvent {
  const amount = { amountMinor, currency: 'EUR' };
  return { kind: 'REFUND', paymentId, refundRef, refundId: null, status: 'SUCCEEDED', amount };
}

describe('webhooks', () => {
  test('a capture that is told ten times at once counts once', async () => {
    const held = line(700n);
    const { paymentId } = await bench.awaitingPayment([held]);
    provider.capture(paymentId);
    const event = { kind: 'PAYMENT', paymentId, payment: provider.of(paymentId) } as const;
    await Promise.all(Array.from({ length: 5 }, () => bench.webhook(event, `same ${paymentId}`)));
    await Promise.all(Array.from({ length: 5 }, () => bench.webhook(event)));
    await Promise.all([bench.runJobs(), bench.runJobs(), bench.runJobs()]);
    const [balance] = await balancesOf(database.query, 'ESCROW', [held.lineId]);
    expect(balance?.balance.amountMinor).toBe(700n);
    const history = await findPaymentChanges(database.query, [paymentId]);
    expect(history.filter(({ status }) => status === 'CAPTURED')).toHaveLength(1);
  });

  test('a state that is behind ours changes nothing', async () => {
    const { paymentId } = await bench.awaitingPayment([line(700n)]);
    const before = provider.of(paymentId);
    await bench.pay(paymentId);
    await bench.webhook({ kind: 'PAYMENT', paymentId, payment: before });
    await bench.webhook({ kind: 'PAYMENT', paymentId, payment: { ...before, status: 'VOIDED' } });
    await bench.runJobs();
    expect((await payment(paymentId))?.status).toBe('CAPTURED');
  });

  test('REFUNDED before CAPTURED is kept and applied after it', async () => {
    const { paymentId } = await bench.awaitingPayment([line(600n), line(100n)]);
    await bench.webhook(refundMade(paymentId, 'early', 700n));
    await bench.runJobs({ names: ['payments.process-webhook'] });
    expect((await payment(paymentId))?.status).toBe('PENDING');
    await bench.pay(paymentId);
    await bench.runJobs();
    expect(await payment(paymentId)).toMatchObject({ status: 'REFUNDED', refundedMinor: 700n, pendingRefundMinor: 0n });
    await bench.webhook(refundMade(paymentId, 'early', 700n));
    await bench.runJobs();
    expect(await payment(paymentId)).toMatchObject({ status: 'REFUNDED', refundedMinor: 700n });
  });

  test('types that are not known are stored and ignored', async () => {
    await bench.webhook({ kind: 'IGNORED' });
    expect(await bench.runJobs({ names: ['payments.process-webhook'] })).toEqual(['payments.process-webhook']);
  });

  test('a payment whose webhook never comes is found by asking', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(700n)]);
    provider.capture(paymentId);
    await reconcile(deps);
    await bench.runJobs({ names: ['payments.create-payment'] });
    expect((await bench.checkout(checkoutId)).status).toBe('AWAITING_PAYMENT');
    bench.pass(601);
    await reconcile(deps);
    await bench.runJobs({ names: ['payments.create-payment'] });
    expect((await bench.checkout(checkoutId)).status).toBe('PAID');
  });
});

describe('money that pays for nothing goes back whole', () => {
  const expectReturned = async (paymentId: string, amountMinor: bigint) => {
    expect(await payment(paymentId)).toMatchObject({ status: 'CAPTURED', disposition: 'SUSPENSE' });
    expect(await suspense()).toHaveLength(1);
    await bench.runJobs({ names: ['payments.send-refund'] });
    expect(await payment(paymentId)).toMatchObject({ status: 'REFUNDED', refundedMinor: amountMinor });
    expect(await suspense()).toHaveLength(0);
    const [refund] = await findRefundsOfPayments(database.query, [paymentId]);
    expect(provider.refunds.get(refund?.id ?? '')?.amountMinor).toBe(amountMinor);
  };

  test.each([99n, 101n])('when it is %s instead of 100', async (captured) => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(100n)]);
    provider.capture(paymentId, { amountMinor: captured, currency: 'EUR' });
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook'] });
    expect((await bench.checkout(checkoutId)).status).toBe('AWAITING_PAYMENT');
    await expectReturned(paymentId, captured);
  });

  test('when it is in another currency', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(100n)]);
    provider.capture(paymentId, { amountMinor: 100n, currency: 'USD' });
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook'] });
    expect((await bench.checkout(checkoutId)).status).toBe('AWAITING_PAYMENT');
    await expectReturned(paymentId, 100n);
  });

  test('when the checkout is over', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(100n)]);
    bench.pass(901);
    await bench.runJobs({ names: ['payments.expire-checkout'] });
    await bench.pay(paymentId);
    expect((await bench.checkout(checkoutId)).status).toBe('EXPIRED');
    await expectReturned(paymentId, 100n);
  });

  test('when an attempt that had failed is captured after another one paid', async () => {
    const { checkoutId, paymentId, principal } = await bench.awaitingPayment([line(100n)]);
    await bench.webhook({ kind: 'PAYMENT', paymentId, payment: provider.decline(paymentId) });
    await bench.runJobs({ names: ['payments.process-webhook'] });
    await retryPayment(deps, { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() });
    await bench.runJobs({ names: ['payments.create-payment'] });
    const second = await bench.newestPayment(checkoutId);
    await bench.pay(second.id);
    await bench.pay(paymentId);
    expect((await bench.checkout(checkoutId)).status).toBe('PAID');
    await expectReturned(paymentId, 100n);
  });

  test('the provider being down delays it, nothing is lost', async () => {
    const { paymentId } = await bench.awaitingPayment([line(100n)]);
    provider.capture(paymentId, { amountMinor: 90n, currency: 'EUR' });
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook'] });
    provider.down = true;
    await expect(bench.runJobs({ names: ['payments.send-refund'] })).rejects.toThrow('down');
    const [refund] = await findRefundsOfPayments(database.query, [paymentId]);
    provider.down = false;
    await sendRefund(deps, { refundId: refund?.id ?? '' });
    expect((await payment(paymentId))?.status).toBe('REFUNDED');
  });
});

test('an attempt that had failed and is captured after all pays, and the one opened after it is cancelled', async () => {
  const { checkoutId, paymentId, principal } = await bench.awaitingPayment([line(100n)]);
  await bench.webhook({ kind: 'PAYMENT', paymentId, payment: provider.decline(paymentId) });
  await bench.runJobs({ names: ['payments.process-webhook'] });
  await retryPayment(deps, { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() });
  await bench.runJobs({ names: ['payments.create-payment'] });
  const second = await bench.newestPayment(checkoutId);
  await bench.pay(paymentId);
  await bench.runJobs();
  expect((await bench.checkout(checkoutId)).status).toBe('PAID');
  expect((await payment(second.id))?.status).toBe('VOIDED');
});

describe('an attempt that was opened beside the one that pays cannot be paid', () => {
  const secondAttempt = async () => {
    const { checkoutId, paymentId, principal } = await bench.awaitingPayment([line(100n)]);
    await bench.webhook({ kind: 'PAYMENT', paymentId, payment: provider.decline(paymentId) });
    await bench.runJobs({ names: ['payments.process-webhook'] });
    await retryPayment(deps, { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() });
    const { id } = await bench.newestPayment(checkoutId);
    return { paymentId, secondId: id };
  };

  test('when the provider did not know it yet', async () => {
    const { paymentId, secondId } = await secondAttempt();
    provider.capture(paymentId);
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook', 'payments.cancel-attempt'] });
    await bench.runJobs();
    expect(await payment(secondId)).toMatchObject({ status: 'VOIDED', redirectUrl: null });
    expect(provider.of(secondId).status).toBe('VOIDED');
  });

  test('when its cancellation was given up', async () => {
    const { paymentId, secondId } = await secondAttempt();
    await bench.runJobs({ names: ['payments.create-payment'] });
    provider.capture(paymentId);
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook'] });
    await database.query.execute(sql`delete from payments_jobs._private_jobs`);
    bench.pass(601);
    await reconcile(deps);
    await bench.runJobs();
    expect((await payment(secondId))?.status).toBe('VOIDED');
    expect(provider.of(secondId).status).toBe('VOIDED');
  });
});

test('an attempt that was created without our hearing of it is cancelled there when its checkout has ended', async () => {
  const { id: checkoutId } = await start(deps);
  const lines = [line(100n)];
  await database.transaction((tx) => takeReserved(deps, tx, { checkoutId, participant: 'marketplace', lines }));
  const { id: paymentId } = await bench.newestPayment(checkoutId);
  const request = { paymentId, amount: { amountMinor: 100n, currency: 'EUR' }, returnUrl: 'http://caravan.test' };
  await provider.createPayment(request);
  await endUnpaid(deps, checkoutId, { to: 'CANCELLED', comment: 'The buyer cancelled it.' });
  expect(provider.of(paymentId).status).toBe('PENDING');
  await bench.runJobs();
  expect(await payment(paymentId)).toMatchObject({ status: 'VOIDED' });
  expect(provider.of(paymentId).status).toBe('VOIDED');
});

test('an attempt that the provider refuses to open has failed, and the buyer may try again', async () => {
  provider.refusesPayments = true;
  const { checkoutId, paymentId, principal } = await bench.awaitingPayment([line(100n)]);
  provider.refusesPayments = false;
  expect(await payment(paymentId)).toMatchObject({ status: 'FAILED', failure: { code: 'amount_too_small' } });
  expect((await bench.checkout(checkoutId)).status).toBe('AWAITING_PAYMENT');
  const again = { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() } as const;
  expect((await retryPayment(deps, again)).ok).toBe(true);
  await bench.runJobs();
  expect((await bench.newestPayment(checkoutId)).redirectUrl).not.toBeNull();
});

test('the watch over the ledger tells the metric, and raises an alarm for what is stuck', async () => {
  const gauge = async () => (await metrics.getSingleMetric('caravan_ledger_healthy')?.get())?.values[0]?.value;
  const { checkoutId, paymentId } = await bench.awaitingPayment([line(100n)]);
  await bench.pay(paymentId);
  bench.pass(3_600);
  await watchLedger(deps);
  expect(await gauge()).toBe(0);
  expect((await checkLedger(deps)).stuckCheckouts.map(({ id }) => id)).toContain(checkoutId);
});

test('the books are in order after all of this', async () => {
  const health = await checkLedger(deps);
  expect(health).toMatchObject({
    mismatchedBalances: 0,
    openEscrowsOfClosedLines: 0,
    escrowCovered: true,
    oldSuspense: [],
  });
});
