import type { CheckoutLine } from '@caravan/contracts/checkout';
import { newId } from '@caravan/core/ids';
import { applyBasisPoints, money } from '@caravan/core/money';
import type { Scope } from '@caravan/core/principal';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { beginRelease, releaseEscrow } from '../escrow/escrow.usecases.ts';
import { balancesOf } from '../ledger/ledger.store.ts';
import { checkLedger } from '../ledger/ledger-health.usecases.ts';
import { findPayments } from '../payments/payments.store.ts';
import { saveStaff } from '../stores/stores.store.ts';
import { buyer, callerOf, line, openBench } from '../testing/bench.ts';
import { findRefundsOfPayments } from './refunds.store.ts';
import { refundCancelledLines } from './usecases/refund-lines.ts';
import { type RefundPayment, refundPayment } from './usecases/refund-payment.ts';

const bench = openBench();
const { deps, provider, database } = bench;
const operator = buyer(['payment:refund:any', 'payment:read:any']);

beforeEach(() => {
  provider.down = false;
  provider.refusesRefunds = false;
});

const eur = (amountMinor: bigint) => money(amountMinor, 'EUR');
const refund = (paymentId: string, more: Partial<RefundPayment> = {}, as = operator) => {
  const whole = { paymentId, lines: null, amount: null, reason: 'Broken', idempotencyKey: newId() };
  return refundPayment(deps, callerOf(as), { ...whole, ...more });
};
const settled = () => bench.runJobs({ names: ['payments.send-refund'] });
const payment = async (id: string) => (await findPayments(database.query, [id]))[0];
const balance = async (kind: 'ESCROW' | 'PAYABLE' | 'REVENUE', owner: string) =>
  (await balancesOf(database.query, kind, [owner]))[0]?.balance.amountMinor ?? 0n;
const kindsOf = (result: Awaited<ReturnType<typeof refund>>) =>
  result.ok ? 'ok' : result.errors.map(({ kind }) => kind);

async function published(subject: string, type: string): Promise<unknown[]> {
  return database.query.execute(sql`
    select 1 from outbox where subject = ${subject} and envelope ->> 'type' = ${type}`);
}

describe('a refund', () => {
  test('of a line comes from its escrow once the provider has sent it', async () => {
    const [goods, other] = [line(1_000n), line(500n)];
    const { paymentId } = await bench.confirmed([goods, other]);
    expect(kindsOf(await refund(paymentId, { lines: [{ lineId: goods.lineId, amount: eur(300n) }] }))).toBe('ok');
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 0n, pendingRefundMinor: 300n, status: 'CAPTURED' });
    expect(await balance('ESCROW', goods.lineId)).toBe(1_000n);
    await settled();
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 300n, pendingRefundMinor: 0n });
    expect((await payment(paymentId))?.status).toBe('PARTIALLY_REFUNDED');
    expect(await balance('ESCROW', goods.lineId)).toBe(700n);
    expect(await balance('ESCROW', other.lineId)).toBe(500n);
  });

  test('of an amount is shared among the lines, and of everything gives all back', async () => {
    const lines = [line(100n), line(100n), line(100n)];
    const { paymentId } = await bench.confirmed(lines);
    expect(kindsOf(await refund(paymentId, { amount: eur(100n) }))).toBe('ok');
    await settled();
    const left = await Promise.all(lines.map(({ lineId }) => balance('ESCROW', lineId)));
    expect(left.map(String).toSorted((one, other) => one.localeCompare(other))).toEqual(['66', '67', '67']);
    expect(kindsOf(await refund(paymentId))).toBe('ok');
    await settled();
    expect(await payment(paymentId)).toMatchObject({ status: 'REFUNDED', refundedMinor: 300n });
    expect(await refund(paymentId)).toMatchObject({ errors: [{ kind: 'RefundTooLarge', refundable: eur(0n) }] });
  });

  test('is one for a key, and another input is refused', async () => {
    const { paymentId } = await bench.confirmed([line(1_000n)]);
    const idempotencyKey = newId();
    const same = await Promise.all(
      Array.from({ length: 10 }, () => refund(paymentId, { amount: eur(10n), idempotencyKey })),
    );
    expect(new Set(same.map((result) => result.ok && result.value.refundId)).size).toBe(1);
    expect(kindsOf(await refund(paymentId, { amount: eur(11n), idempotencyKey }))).toEqual(['IdempotencyKeyReused']);
    expect((await payment(paymentId))?.pendingRefundMinor).toBe(10n);
  });

  test('that the provider refuses is free to be refunded again', async () => {
    const { paymentId } = await bench.confirmed([line(1_000n)]);
    provider.refusesRefunds = true;
    await refund(paymentId);
    await settled();
    expect(await payment(paymentId)).toMatchObject({ status: 'CAPTURED', pendingRefundMinor: 0n, refundedMinor: 0n });
    provider.refusesRefunds = false;
    expect(kindsOf(await refund(paymentId))).toBe('ok');
  });

  test('tells all that is wrong with its input at once', async () => {
    const { lineId } = line(5n);
    const wrong = {
      lines: [
        { lineId, amount: eur(0n) },
        { lineId, amount: null },
      ],
      amount: eur(-1n),
      reason: ' ',
    };
    const result = await refund(newId(), wrong);
    expect(result.ok ? [] : result.errors.map((error) => 'path' in error && error.path.join('.'))).toEqual([
      'input.amount',
      'input.amount.amountMinor',
      'input.lines.0.amount.amountMinor',
      'input.lines',
      'input.reason',
    ]);
  });
});

describe('who may refund', () => {
  const trade = async () => {
    const [ownStore, otherStore] = [newId(), newId()];
    const lines = [line(100n, { storeId: ownStore }), line(200n, { storeId: otherStore })] as const;
    const { paymentId, principal } = await bench.confirmed(lines);
    const staff = async (role: 'OWNER' | 'MANAGER' | 'CLERK') => {
      const person = buyer();
      await database.transaction((tx) => saveStaff(tx, { storeId: ownStore, userId: person.id, role }));
      return person;
    };
    const [own, other] = lines.map(({ lineId }) => [{ lineId, amount: null }]);
    return { paymentId, principal, staff, own: own ?? [], other: other ?? [] };
  };

  test.each(['OWNER', 'MANAGER'] as const)("a store's %s, lines of that store alone", async (role) => {
    const { paymentId, staff, own, other } = await trade();
    const person = await staff(role);
    expect(kindsOf(await refund(paymentId, { lines: other }, person))).toEqual(['RefundNotAllowed']);
    expect(kindsOf(await refund(paymentId, { amount: eur(1n) }, person))).toEqual(['RefundNotAllowed']);
    expect(kindsOf(await refund(paymentId, { lines: own }, person))).toBe('ok');
    expect((await payment(paymentId))?.pendingRefundMinor).toBe(100n);
  });

  test('not a CLERK, not the buyer, not support; a stranger does not even learn that it exists', async () => {
    const { paymentId, principal, staff, own } = await trade();
    const support = buyer(['payment:read:any'] satisfies Scope[]);
    for (const person of [await staff('CLERK'), principal, support]) {
      expect(kindsOf(await refund(paymentId, { lines: own }, { ...principal, ...person }))).toEqual([
        'RefundNotAllowed',
      ]);
    }
    expect(kindsOf(await refund(paymentId, { lines: own }, buyer()))).toEqual(['NotFound']);
    expect(kindsOf(await refund(newId()))).toEqual(['NotFound']);
  });
});

describe('release', () => {
  test('pays the store less the commission, shipping whole, and says so once', async () => {
    const storeId = newId();
    const fulfilmentId = newId();
    const goods = line(1_005n, { storeId, fulfilmentId });
    const shipping = line(250n, { storeId, fulfilmentId, kind: 'SHIPPING', commissionable: false });
    await bench.confirmed([goods, shipping]);
    await bench.deliver(fulfilmentId);
    await releaseEscrow(deps, { fulfilmentId });
    expect(await balance('PAYABLE', storeId)).toBe(1_005n - 100n + 250n);
    expect(await balance('ESCROW', goods.lineId)).toBe(0n);
    expect(await published(fulfilmentId, 'payments.EscrowReleased')).toHaveLength(1);
  });

  test('waits as many days as the rule says', async () => {
    const storeId = newId();
    const held = line(1_000n, { storeId, releaseRule: { kind: 'ON_DELIVERY', days: 14 } });
    await bench.confirmed([held]);
    await bench.deliver(held.fulfilmentId);
    expect(await balance('PAYABLE', storeId)).toBe(0n);
    bench.pass(14 * 86_400);
    await bench.runJobs({ names: ['payments.release-escrow'] });
    expect(await balance('PAYABLE', storeId)).toBe(900n);
  });

  test('waits for a refund on its way, then releases what is left', async () => {
    const storeId = newId();
    const held = line(1_000n, { storeId });
    const { paymentId } = await bench.confirmed([held]);
    await refund(paymentId, { amount: eur(400n) });
    await bench.deliver(held.fulfilmentId);
    expect(await balance('PAYABLE', storeId)).toBe(0n);
    await settled();
    await bench.runJobs({ names: ['payments.release-escrow'] });
    expect(await balance('PAYABLE', storeId)).toBe(540n);
  });

  test('delivered before it was paid, as far as we know, is tried again', async () => {
    const delivered = database.transaction((tx) => beginRelease(deps, tx, newId()));
    await expect(delivered).rejects.toThrow('before it was paid');
  });

  test('a refund after it comes from the store, the commission in proportion, below zero if need be', async () => {
    const storeId = newId();
    const held = line(1_000n, { storeId });
    const { paymentId } = await bench.confirmed([held]);
    await bench.deliver(held.fulfilmentId);
    await refund(paymentId, { amount: eur(500n) });
    await settled();
    expect(await balance('PAYABLE', storeId)).toBe(450n);
    await refund(paymentId);
    await settled();
    expect(await balance('PAYABLE', storeId)).toBe(0n);
    const second = line(300n, { storeId });
    const next = await bench.confirmed([second]);
    await bench.deliver(second.fulfilmentId);
    expect(await balance('PAYABLE', storeId)).toBe(270n);
    await refund(next.paymentId);
    await settled();
    expect(await balance('PAYABLE', storeId)).toBe(0n);
  });

  test('against a refund at the same moment: each unit goes one way', async () => {
    for (let round = 0; round < 8; round += 1) {
      const storeId = newId();
      const held = line(1_000n, { storeId });
      const { paymentId } = await bench.confirmed([held]);
      await database.transaction((tx) => beginRelease(deps, tx, held.fulfilmentId));
      await Promise.all([bench.runJobs(), refund(paymentId, { amount: eur(700n) }), bench.runJobs()]);
      await bench.runJobs();
      expect(await payment(paymentId)).toMatchObject({ refundedMinor: 700n, pendingRefundMinor: 0n });
      expect(await balance('PAYABLE', storeId)).toBe(270n);
      expect(await balance('ESCROW', held.lineId)).toBe(0n);
    }
  });
});

describe('cancelled lines', () => {
  const cancel = (lineIds: string[], eventId = newId()) =>
    database.transaction((tx) => refundCancelledLines(deps, tx, { eventId, lineIds, reason: 'Changed my mind' }));

  test('go back by themselves, once', async () => {
    const [goods, shipping, kept] = [line(1_000n), line(50n, { kind: 'SHIPPING' }), line(7n)];
    const { paymentId } = await bench.confirmed([goods, shipping, kept]);
    await cancel([goods.lineId, shipping.lineId]);
    await cancel([goods.lineId, shipping.lineId]);
    await settled();
    expect(await payment(paymentId)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundedMinor: 1_050n });
    expect(await findRefundsOfPayments(database.query, [paymentId])).toHaveLength(1);
  });

  test('that a participant could not complete go back, too', async () => {
    const [goods, failed] = [line(1_000n), line(50n)];
    const { checkoutId, paymentId } = await bench.awaitingPayment([goods, failed]);
    await bench.pay(paymentId);
    await bench.complete(checkoutId, [failed.lineId]);
    await settled();
    expect(await payment(paymentId)).toMatchObject({ refundedMinor: 50n });
    expect((await bench.checkout(checkoutId)).status).toBe('CONFIRMED');
  });

  test('that are not known to be paid are tried again', async () => {
    await expect(cancel([newId()])).rejects.toThrow('before they were paid');
  });
});

describe('with many at once', () => {
  test('never more goes back than was captured', async () => {
    const held = line(1_000n);
    const { paymentId } = await bench.confirmed([held]);
    const results = await Promise.all(Array.from({ length: 20 }, () => refund(paymentId, { amount: eur(90n) })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(11);
    await Promise.all([settled(), settled(), settled()]);
    expect((await payment(paymentId))?.refundedMinor).toBe(990n);
    expect(await balance('ESCROW', held.lineId)).toBe(10n);
  });

  test('the mutant that checks what is left without a lock promises too much; the database stops it', async () => {
    const held = line(1_000n);
    const { paymentId } = await bench.confirmed([held]);
    const naive = async () => {
      const [read] = await database.query.execute<{ left: string }>(sql`
        select (amount_minor - refunded_minor - pending_refund_minor)::text as left from escrows
        where line_id = ${held.lineId}`);
      if (BigInt(read?.left ?? 0) < 600n) return 'refused';
      await database.query.execute(sql`
        update escrows set pending_refund_minor = pending_refund_minor + 600 where line_id = ${held.lineId}`);
      return 'promised';
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, naive));
    const stopped = outcomes.filter(({ status }) => status === 'rejected');
    expect(stopped.length).toBeGreaterThan(0);
    expect(paymentId).toBeTruthy();
    await database.query.execute(sql`update escrows set pending_refund_minor = 0 where line_id = ${held.lineId}`);
  });
});

type Step =
  | { kind: 'refund'; line: number; percent: number }
  | { kind: 'refundAmount'; percent: number }
  | { kind: 'cancel'; line: number }
  | { kind: 'deliver' }
  | { kind: 'settle' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), line: fc.nat(2), percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('refundAmount' as const), percent: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('cancel' as const), line: fc.nat(2) }),
  fc.record({ kind: fc.constant('deliver' as const) }),
  fc.record({ kind: fc.constant('settle' as const) }),
);
const history = fc.record({
  amounts: fc.tuple(...[0, 1, 2].map(() => fc.bigInt({ min: 1n, max: 5_000n }))),
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
});

async function play(lines: readonly CheckoutLine[], paymentId: string, each: Step): Promise<void> {
  const of = 'line' in each ? lines[each.line] : undefined;
  const part = (whole: bigint, percent: number) => (whole * BigInt(percent)) / 100n || 1n;
  if (each.kind === 'deliver') await bench.deliver(lines[0]?.fulfilmentId ?? '');
  else if (each.kind === 'settle') await bench.runJobs({ names: ['payments.send-refund', 'payments.release-escrow'] });
  else if (each.kind === 'refundAmount') {
    const total = lines.reduce((sum, { amount }) => sum + BigInt(amount.amountMinor), 0n);
    await refund(paymentId, { amount: eur(part(total, each.percent)) });
  } else if (each.kind === 'refund' && of) {
    const amount = eur(part(BigInt(of.amount.amountMinor), each.percent));
    await refund(paymentId, { lines: [{ lineId: of.lineId, amount }] });
  } else if (of) {
    await database.transaction((tx) =>
      refundCancelledLines(deps, tx, { eventId: newId(), lineIds: [of.lineId], reason: null }),
    );
  }
}

describe('random histories of pay, refund and release', () => {
  test('keep every sum', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ amounts, steps }) => {
        const storeId = newId();
        const fulfilmentId = newId();
        const lines = amounts.map((amount, index) =>
          line(amount, { storeId, fulfilmentId, commissionable: index > 0 }),
        );
        const { paymentId } = await bench.confirmed(lines);
        for (const each of steps) await play(lines, paymentId, each);
        await bench.deliver(fulfilmentId);
        await bench.runJobs({ names: ['payments.send-refund', 'payments.release-escrow'] });
        const paid = await payment(paymentId);
        const escrows = await database.query.execute<{ rest: string; commission: string; bps: number }>(sql`
          select (amount_minor - refunded_minor)::text as rest, commission_minor::text as commission,
                 commission_bps as bps from escrows where payment_id = ${paymentId}`);
        const commission = escrows.reduce((sum, row) => sum + BigInt(row.commission), 0n);
        for (const { rest, commission: kept, bps } of escrows) {
          expect(BigInt(kept)).toBe(applyBasisPoints(eur(BigInt(rest)), bps).amountMinor);
        }
        const left = (paid?.capturedMinor ?? 0n) - (paid?.refundedMinor ?? 0n);
        expect(escrows.reduce((sum, { rest }) => sum + BigInt(rest), 0n)).toBe(left);
        expect(await balance('PAYABLE', storeId)).toBe(left - commission);
        for (const { lineId } of lines) expect(await balance('ESCROW', lineId)).toBe(0n);
      }),
      { numRuns: 25, seed: 20_261_121 },
    );
    expect(await checkLedger(deps)).toMatchObject({
      mismatchedBalances: 0,
      openEscrowsOfClosedLines: 0,
      escrowCovered: true,
      oldSuspense: [],
    });
  }, 60_000);
});
