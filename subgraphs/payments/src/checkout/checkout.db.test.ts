import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { balancesOf } from '../ledger/ledger.store.ts';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { findPaymentsOfCheckouts } from '../payments/payments.store.ts';
import { buyer, line, openBench, start, startCommand } from '../testing/bench.ts';
import { findChanges, insertCheckout } from './checkout.store.ts';
import { cancelCheckout } from './usecases/cancel-checkout.ts';
import { retryPayment } from './usecases/retry-payment.ts';
import { startCheckout } from './usecases/start-checkout.ts';
import { takeRejected, takeReserved } from './usecases/take-reply.ts';

const bench = openBench();
const { deps, provider, database } = bench;

beforeEach(() => {
  provider.down = false;
});

const reserve = (checkoutId: string, lines = [line(1_000n)]) =>
  database.transaction((tx) => takeReserved(deps, tx, { checkoutId, participant: 'marketplace', lines }));

async function published(subject: string, type: string): Promise<unknown[]> {
  const rows = await database.query.execute<{ data: unknown }>(sql`
    select envelope -> 'data' as data from outbox
    where subject = ${subject} and envelope ->> 'type' = ${type} order by seq`);
  return rows.map(({ data }) => data);
}

describe('startCheckout', () => {
  test('asks the participants to hold what is in the cart', async () => {
    const principal = buyer();
    const checkout = await start(deps, { principal });
    expect(checkout).toMatchObject({ status: 'RESERVING', version: 1, buyerId: principal.id, totalMinor: null });
    expect(await published(checkout.id, 'payments.CheckoutStarted')).toEqual([
      {
        checkoutId: checkout.id,
        buyerId: principal.id,
        currency: 'EUR',
        deliveryAddressId: null,
        participants: ['marketplace'],
      },
    ]);
  });

  test('a guest is asked to sign in', async () => {
    const guest = { ...buyer(), kind: 'guest' as const };
    expect(await startCheckout(deps, startCommand({ principal: guest }))).toEqual({
      ok: false,
      errors: [{ kind: 'SignInRequired' }],
    });
  });

  test('all wrong fields are told at once', async () => {
    const expectedTotal = { amountMinor: -1n, currency: 'USD' };
    const result = await startCheckout(deps, startCommand({ currency: 'EUX', expectedTotal, idempotencyKey: '' }));
    expect(result.ok ? [] : result.errors.map((error) => 'path' in error && error.path.join('.'))).toEqual([
      'input.currency',
      'input.expectedTotal.currency',
      'input.expectedTotal.amountMinor',
      'input.idempotencyKey',
    ]);
  });

  test('25 parallel calls with one key make one checkout', async () => {
    const command = startCommand();
    const results = await Promise.all(Array.from({ length: 25 }, () => startCheckout(deps, command)));
    expect(new Set(results.map((result) => (result.ok ? result.value.id : result.errors[0].kind))).size).toBe(1);
    const [first] = results;
    expect(first?.ok && (await published(first.value.id, 'payments.CheckoutStarted'))).toHaveLength(1);
  });

  test('the mutant that looks for the key before it writes starts many', async () => {
    const started: string[] = [];
    const keys = new Map<string, string>();
    const naive = async (key: string) => {
      const known = keys.get(key);
      const { id } = known ? { id: known } : await start(deps);
      keys.set(key, id);
      started.push(id);
    };
    await Promise.all(Array.from({ length: 25 }, () => naive('one key')));
    expect(new Set(started).size).toBeGreaterThan(1);
  });

  test('a key answers its checkout also when that is over, and refuses another input', async () => {
    const command = startCommand();
    const checkout = await start(deps, command);
    await cancelCheckout(deps, { checkoutId: checkout.id, buyerId: command.principal.id });
    expect(await start(deps, command)).toMatchObject({ id: checkout.id, status: 'CANCELLED' });
    expect(await startCheckout(deps, { ...command, currency: 'USD' })).toEqual({
      ok: false,
      errors: [{ kind: 'IdempotencyKeyReused' }],
    });
  });

  test('of 10 parallel calls with keys of their own, one starts and the others are told which is open', async () => {
    const principal = buyer();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => startCheckout(deps, startCommand({ principal }))),
    );
    const started = results.filter(({ ok }) => ok);
    expect(started).toHaveLength(1);
    const [first] = started;
    for (const result of results) {
      if (result.ok) continue;
      expect(result.errors[0]).toMatchObject({
        kind: 'CheckoutAlreadyOpen',
        checkout: { id: first?.ok && first.value.id },
      });
    }
  });

  test('the database itself keeps one open checkout per buyer', async () => {
    const open = await start(deps);
    const second = database.transaction((tx) => insertCheckout(tx, { ...open, id: newId() }, ['marketplace']));
    expect(await second).toBe(false);
  });
});

describe('replies of the participants', () => {
  test('the last reservation fixes the total and opens the payment', async () => {
    const lines = [line(1_000n), line(250n, { kind: 'SHIPPING', commissionable: false })];
    const { checkoutId, paymentId } = await bench.awaitingPayment(lines);
    expect(await bench.checkout(checkoutId)).toMatchObject({ status: 'AWAITING_PAYMENT', totalMinor: 1_250n });
    expect(await bench.newestPayment(checkoutId)).toMatchObject({
      status: 'PENDING',
      redirectUrl: `http://provider.test/pay/${paymentId}`,
    });
    expect(await published(checkoutId, 'payments.PaymentRequested')).toMatchObject([
      { total: { amountMinor: '1250', currency: 'EUR' } },
    ]);
  });

  test('a repeated reply changes nothing', async () => {
    const lines = [line(1_000n)];
    const { checkoutId } = await bench.awaitingPayment(lines);
    const before = await bench.checkout(checkoutId);
    await reserve(checkoutId, lines);
    await database.transaction((tx) => takeRejected(deps, tx, { checkoutId, participant: 'marketplace', reasons: [] }));
    expect(await bench.checkout(checkoutId)).toEqual(before);
  });

  test('another total than the buyer expects is rejected and everything released', async () => {
    const checkout = await start(deps, { expectedTotal: { amountMinor: 999n, currency: 'EUR' } });
    await reserve(checkout.id);
    expect(await bench.checkout(checkout.id)).toMatchObject({
      status: 'REJECTED',
      rejections: [{ kind: 'TOTAL_CHANGED', expected: { amountMinor: '999' }, actual: { amountMinor: '1000' } }],
    });
    expect(await published(checkout.id, 'payments.CheckoutReleased')).toHaveLength(1);
  });

  test('an empty cart is rejected', async () => {
    const checkout = await start(deps);
    await reserve(checkout.id, []);
    expect(await bench.checkout(checkout.id)).toMatchObject({
      status: 'REJECTED',
      rejections: [{ kind: 'EMPTY_CART' }],
    });
  });

  test('a rejection ends it with its reasons', async () => {
    const { id: checkoutId } = await start(deps);
    const reasons = [{ kind: 'INSUFFICIENT_STOCK', cartItemId: newId() } as const];
    await database.transaction((tx) => takeRejected(deps, tx, { checkoutId, participant: 'marketplace', reasons }));
    expect(await bench.checkout(checkoutId)).toMatchObject({ status: 'REJECTED', rejections: reasons });
  });

  test('a reservation after the end is released again', async () => {
    const { id: checkoutId, buyerId } = await start(deps);
    await cancelCheckout(deps, { checkoutId, buyerId });
    await reserve(checkoutId);
    expect(await published(checkoutId, 'payments.CheckoutReleased')).toEqual([
      { checkoutId, reason: 'CANCELLED' },
      { checkoutId, reason: 'CANCELLED' },
    ]);
    expect(await findPaymentsOfCheckouts(database.query, [checkoutId])).toEqual([]);
  });

  test('what costs nothing is paid at once', async () => {
    const { id: checkoutId } = await start(deps);
    await reserve(checkoutId, [line(0n)]);
    expect(await bench.checkout(checkoutId)).toMatchObject({ status: 'PAID', totalMinor: 0n });
    await bench.complete(checkoutId);
    expect(await bench.checkout(checkoutId)).toMatchObject({ status: 'CONFIRMED' });
  });

  test('without an answer it is rejected after 30 seconds', async () => {
    const { id: checkoutId } = await start(deps);
    bench.pass(29);
    await bench.runJobs({ names: ['payments.end-reserving'] });
    expect((await bench.checkout(checkoutId)).status).toBe('RESERVING');
    bench.pass(2);
    await bench.runJobs({ names: ['payments.end-reserving'] });
    expect(await bench.checkout(checkoutId)).toMatchObject({
      status: 'REJECTED',
      rejections: [{ kind: 'UNAVAILABLE' }],
    });
  });
});

describe('paying', () => {
  test('puts the money into escrow line by line and confirms when all have completed', async () => {
    const [goods, shipping] = [line(1_000n), line(250n, { kind: 'SHIPPING' })];
    const { checkoutId, paymentId } = await bench.awaitingPayment([goods, shipping]);
    await bench.pay(paymentId);
    expect((await bench.checkout(checkoutId)).status).toBe('PAID');
    const balances = await balancesOf(database.query, 'ESCROW', [goods.lineId, shipping.lineId]);
    expect(new Map(balances.map(({ ownerId, balance }) => [ownerId, balance.amountMinor]))).toEqual(
      new Map([
        [goods.lineId, 1_000n],
        [shipping.lineId, 250n],
      ]),
    );
    await bench.complete(checkoutId);
    await bench.complete(checkoutId);
    expect((await bench.checkout(checkoutId)).status).toBe('CONFIRMED');
    expect(await published(checkoutId, 'payments.CheckoutConfirmed')).toHaveLength(1);
    const history = await findChanges(database.query, [checkoutId]);
    expect(history.map(({ to }) => to)).toEqual([
      'RESERVING',
      'AWAITING_PAYMENT',
      'AWAITING_PAYMENT',
      'PAID',
      'CONFIRMED',
    ]);
  });

  test('CheckoutPaid is sent each minute until the checkout is confirmed', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(5n)]);
    await bench.pay(paymentId);
    for (const _ of [1, 2]) {
      bench.pass(60);
      await bench.runJobs({ names: ['payments.resend-paid'] });
    }
    expect(await published(checkoutId, 'payments.CheckoutPaid')).toHaveLength(3);
    await bench.complete(checkoutId);
    bench.pass(600);
    await bench.runJobs({ names: ['payments.resend-paid'] });
    expect(await published(checkoutId, 'payments.CheckoutPaid')).toHaveLength(3);
  });

  test('a declined card lets the buyer try again, five times in all', async () => {
    const { checkoutId, principal } = await bench.awaitingPayment([line(5n)]);
    for (const attempt of [1, 2, 3, 4, 5]) {
      const { id, status } = await bench.newestPayment(checkoutId);
      expect(status).toBe('PENDING');
      await bench.webhook({ kind: 'PAYMENT', paymentId: id, payment: provider.decline(id) });
      await bench.runJobs({ names: ['payments.process-webhook'] });
      expect((await bench.newestPayment(checkoutId)).failure?.code).toBe('card_declined');
      if (attempt === 5) break;
      const command = { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() } as const;
      expect((await retryPayment(deps, command)).ok).toBe(true);
      expect((await retryPayment(deps, command)).ok).toBe(true);
      await bench.runJobs({ names: ['payments.create-payment'] });
    }
    expect((await bench.checkout(checkoutId)).status).toBe('FAILED');
    expect(await findPaymentsOfCheckouts(database.query, [checkoutId])).toHaveLength(5);
  });

  test('a retry while a payment is open, of somebody else, or after the end is refused', async () => {
    const { checkoutId, principal } = await bench.awaitingPayment([line(5n)]);
    const command = { checkoutId, buyerId: principal.id, method: 'SANDBOX_CARD', idempotencyKey: newId() } as const;
    expect(await retryPayment(deps, command)).toMatchObject({ errors: [{ kind: 'PaymentNotRetryable' }] });
    expect(await retryPayment(deps, { ...command, buyerId: newId() })).toMatchObject({
      errors: [{ kind: 'NotFound' }],
    });
  });
});

describe('the end without payment', () => {
  test('after its time the open attempt is cancelled and everything released', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(5n)]);
    bench.pass(901);
    await bench.runJobs({ names: ['payments.expire-checkout'] });
    expect((await bench.checkout(checkoutId)).status).toBe('EXPIRED');
    expect(provider.of(paymentId).status).toBe('VOIDED');
    expect((await bench.newestPayment(checkoutId)).status).toBe('VOIDED');
  });

  test('money that was taken just before makes it PAID instead', async () => {
    const { checkoutId, paymentId } = await bench.awaitingPayment([line(5n)]);
    provider.capture(paymentId);
    bench.pass(901);
    await bench.runJobs({ names: ['payments.expire-checkout'] });
    expect((await bench.checkout(checkoutId)).status).toBe('PAID');
    await bench.tellCaptured(paymentId);
    await bench.runJobs({ names: ['payments.process-webhook'] });
    expect((await bench.checkout(checkoutId)).status).toBe('PAID');
  });

  test('expiry and capture at the same moment: one of them wins whole', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { checkoutId, paymentId } = await bench.awaitingPayment([line(5n)]);
      bench.pass(901);
      const capture = async () => {
        if (provider.of(paymentId).status !== 'PENDING') return;
        provider.capture(paymentId);
        await bench.tellCaptured(paymentId);
      };
      await Promise.all(
        round % 2 === 0
          ? [bench.runJobs({ names: ['payments.expire-checkout'] }), capture()]
          : [capture(), bench.runJobs()],
      );
      await bench.runJobs();
      const { status } = await bench.checkout(checkoutId);
      expect(['PAID', 'EXPIRED']).toContain(status);
      expect(provider.of(paymentId).status).toBe(status === 'PAID' ? 'CAPTURED' : 'VOIDED');
    }
  });

  test('the buyer cancels, nobody else, and not after paying', async () => {
    const { checkoutId, paymentId, principal } = await bench.awaitingPayment([line(5n)]);
    const stranger = { checkoutId, buyerId: newId() };
    expect(await cancelCheckout(deps, stranger)).toMatchObject({ errors: [{ kind: 'NotFound' }] });
    provider.down = true;
    expect(await cancelCheckout(deps, { checkoutId, buyerId: principal.id })).toMatchObject({
      errors: [{ kind: 'Unavailable' }],
    });
    provider.down = false;
    expect(await cancelCheckout(deps, { checkoutId, buyerId: principal.id })).toMatchObject({
      value: { status: 'CANCELLED' },
    });
    expect(provider.of(paymentId).status).toBe('VOIDED');
    const paid = await bench.confirmed([line(5n)]);
    expect(await cancelCheckout(deps, { checkoutId: paid.checkoutId, buyerId: paid.principal.id })).toMatchObject({
      errors: [{ kind: 'CheckoutNotCancellable', status: 'CONFIRMED' }],
    });
  });

  test('an attempt that the provider creates after the end is cancelled there', async () => {
    const principal = buyer();
    const { id: checkoutId } = await start(deps, { principal });
    await reserve(checkoutId);
    const { id: paymentId } = await bench.newestPayment(checkoutId);
    const created = await provider.createPayment({
      paymentId,
      amount: { amountMinor: 1_000n, currency: 'EUR' },
      returnUrl: 'http://caravan.test',
    });
    await cancelCheckout(deps, { checkoutId, buyerId: principal.id });
    await bench.webhook({ kind: 'PAYMENT', paymentId, payment: created });
    await bench.runJobs();
    expect(provider.of(paymentId).status).toBe('VOIDED');
  });
});

test('the books are in order after all of this', async () => {
  const health = await checkLedger(deps);
  expect(health).toMatchObject({ mismatchedBalances: 0, openEscrowsOfClosedLines: 0, escrowCovered: true });
});
