import { newId } from '@caravan/core/ids';
import { beforeEach, describe, expect, test } from 'vitest';
import { allBalances, balancesOf } from '../ledger/ledger.store.ts';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { findPayments } from '../payments/payments.store.ts';
import { reconcile } from '../payments/usecases/reconcile.ts';
import { buyer, callerOf, line, openBench } from '../testing/bench.ts';
import { findRefundsOfPayments } from './refunds.store.ts';
import { refundCancelledLines } from './usecases/refund-lines.ts';
import { refundPayment } from './usecases/refund-payment.ts';

const bench = openBench();
const { deps, provider, database } = bench;
const day = 86_400;

beforeEach(() => {
  provider.refusesRefunds = false;
});

const payment = async (id: string) => (await findPayments(database.query, [id]))[0];
const statuses = async (paymentId: string) =>
  (await findRefundsOfPayments(database.query, [paymentId])).map(({ status }) => status);

describe('money that has to go back is sent again after the provider refused', () => {
  test('when it paid for nothing', async () => {
    const { paymentId } = await bench.awaitingPayment([line(100n)]);
    provider.refusesRefunds = true;
    provider.capture(paymentId, { amountMinor: 90n, currency: 'EUR' });
    await bench.tellCaptured(paymentId);
    await bench.runJobs();
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 0n, pendingRefundMinor: 0n });
    bench.pass(day);
    await bench.runJobs();
    expect(await statuses(paymentId)).toEqual(['FAILED', 'FAILED']);
    provider.refusesRefunds = false;
    bench.pass(day);
    await reconcile(deps);
    await bench.runJobs();
    expect(await payment(paymentId)).toMatchObject({ status: 'REFUNDED', refundedMinor: 90n, pendingRefundMinor: 0n });
    const held = (await allBalances(database.query)).find(({ kind }) => kind === 'SUSPENSE');
    expect(held?.balance.amountMinor).toBe(0n);
  });

  test('when its lines were cancelled, less what went back meanwhile', async () => {
    const [goods, kept] = [line(1_000n), line(7n)];
    const { paymentId } = await bench.confirmed([goods, kept]);
    provider.refusesRefunds = true;
    const cancelled = { eventId: newId(), lineIds: [goods.lineId], reason: null };
    await database.transaction((tx) => refundCancelledLines(deps, tx, cancelled));
    await bench.runJobs({ names: ['payments.send-refund'] });
    provider.refusesRefunds = false;
    await bench.webhook({
      kind: 'REFUND',
      paymentId,
      refundRef: newId(),
      refundId: null,
      status: 'SUCCEEDED',
      amount: { amountMinor: 107n, currency: 'EUR' },
    });
    bench.pass(day);
    await bench.runJobs();
    const [left] = await balancesOf(database.query, 'ESCROW', [goods.lineId]);
    expect(left?.balance.amountMinor).toBe(0n);
    expect(await payment(paymentId)).toMatchObject({ pendingRefundMinor: 0n });
    expect((await payment(paymentId))?.refundedMinor).toBeGreaterThanOrEqual(1_000n);
  });

  test('when a refund that somebody had asked for was on its way as its lines were cancelled', async () => {
    const [goods, kept] = [line(1_000n), line(7n)];
    const { paymentId } = await bench.confirmed([goods, kept]);
    provider.refusesRefunds = true;
    const operator = buyer(['payment:refund:any', 'payment:read:any']);
    const command = { paymentId, lines: null, amount: null, reason: 'A favour', idempotencyKey: newId() };
    expect((await refundPayment(deps, callerOf(operator), command)).ok).toBe(true);
    const cancelled = { eventId: newId(), lineIds: [goods.lineId], reason: null };
    await database.transaction((tx) => refundCancelledLines(deps, tx, cancelled));
    await bench.runJobs();
    provider.refusesRefunds = false;
    bench.pass(day);
    await bench.runJobs();
    const [left] = await balancesOf(database.query, 'ESCROW', [goods.lineId]);
    expect(left?.balance.amountMinor).toBe(0n);
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 1_000n, pendingRefundMinor: 0n });
  });

  test('when another refund of its lines is refused after it', async () => {
    const goods = line(1_000n);
    const { paymentId } = await bench.confirmed([goods]);
    provider.refusesRefunds = true;
    const cancelled = { eventId: newId(), lineIds: [goods.lineId], reason: null };
    await database.transaction((tx) => refundCancelledLines(deps, tx, cancelled));
    await bench.runJobs({ names: ['payments.send-refund'] });
    const operator = buyer(['payment:refund:any', 'payment:read:any']);
    const command = { paymentId, lines: null, amount: null, reason: 'A favour', idempotencyKey: newId() };
    expect((await refundPayment(deps, callerOf(operator), command)).ok).toBe(true);
    bench.pass(1_000);
    await bench.runJobs({ names: ['payments.refund-again'] });
    await bench.runJobs({ names: ['payments.send-refund'] });
    provider.refusesRefunds = false;
    bench.pass(day);
    await bench.runJobs();
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 1_000n, pendingRefundMinor: 0n });
  });

  test('not when somebody asked for it: they are told and decide', async () => {
    const { paymentId } = await bench.confirmed([line(1_000n)]);
    provider.refusesRefunds = true;
    const operator = buyer(['payment:refund:any', 'payment:read:any']);
    const command = { paymentId, lines: null, amount: null, reason: 'Broken', idempotencyKey: newId() };
    expect((await refundPayment(deps, callerOf(operator), command)).ok).toBe(true);
    await bench.runJobs();
    bench.pass(day);
    await bench.runJobs();
    expect(await statuses(paymentId)).toEqual(['FAILED']);
  });
});

test('a capture of nothing ends like any that differs, without a refund of nothing', async () => {
  const { checkoutId, paymentId } = await bench.awaitingPayment([line(1n)]);
  provider.capture(paymentId, { amountMinor: 0n, currency: 'EUR' });
  await bench.tellCaptured(paymentId);
  await bench.runJobs();
  expect(await payment(paymentId)).toMatchObject({ status: 'CAPTURED', disposition: 'SUSPENSE', capturedMinor: 0n });
  expect(await statuses(paymentId)).toEqual([]);
  bench.pass(901);
  await bench.runJobs();
  expect((await bench.checkout(checkoutId)).status).toBe('EXPIRED');
});

test('the books are in order after all of this', async () => {
  expect(await checkLedger(deps)).toMatchObject({
    mismatchedBalances: 0,
    openEscrowsOfClosedLines: 0,
    escrowCovered: true,
    oldSuspense: [],
  });
});
