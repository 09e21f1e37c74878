import { describe, expect, test } from 'vitest';
import { dispositionOf, isForward, type PaymentStatus, ranks } from '../payments/payments.domain.ts';
import {
  type CheckoutStatus,
  checkoutStatuses,
  decide,
  isReleased,
  mayBecome,
  nextStatuses,
} from './checkout.domain.ts';

const legal: readonly (readonly [CheckoutStatus, CheckoutStatus])[] = [
  ['RESERVING', 'AWAITING_PAYMENT'],
  ['RESERVING', 'PAID'],
  ['RESERVING', 'REJECTED'],
  ['RESERVING', 'CANCELLED'],
  ['AWAITING_PAYMENT', 'PAID'],
  ['AWAITING_PAYMENT', 'FAILED'],
  ['AWAITING_PAYMENT', 'EXPIRED'],
  ['AWAITING_PAYMENT', 'CANCELLED'],
  ['PAID', 'CONFIRMED'],
];
const pairs = checkoutStatuses.flatMap((from) => checkoutStatuses.map((to) => [from, to] as const));

describe('states of a checkout', () => {
  test.each(pairs)('%s to %s', (from, to) => {
    expect(mayBecome(from, to)).toBe(legal.some(([left, right]) => left === from && right === to));
  });

  test('every state is reachable, and every end is one', () => {
    const reached = new Set(['RESERVING', ...Object.values(nextStatuses).flat()]);
    expect([...reached].sort()).toEqual([...checkoutStatuses].sort());
    for (const status of checkoutStatuses.filter(isReleased)) expect(nextStatuses[status]).toEqual([]);
  });
});

describe('states of a payment', () => {
  const statuses = Object.keys(ranks) as PaymentStatus[];
  test.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    expect(isForward(from, to)).toBe(ranks[to] > ranks[from]);
  });

  test('money that arrives after a failure counts', () => {
    expect(isForward('FAILED', 'CAPTURED')).toBe(true);
    expect(isForward('VOIDED', 'CAPTURED')).toBe(true);
    expect(isForward('CAPTURED', 'FAILED')).toBe(false);
  });
});

describe('decide', () => {
  const checkout = { currency: 'EUR', expectedMinor: null };
  const reserved = { participant: 'marketplace', state: 'RESERVED' } as const;

  test('waits for every participant', () => {
    const replies = [reserved, { participant: 'rentals', state: 'WAITING' } as const];
    expect(decide(checkout, replies, [{ amountMinor: 5n }])).toEqual({ kind: 'WAIT' });
  });
  test('an empty cart is rejected', () => {
    const rejections = [{ kind: 'EMPTY_CART', cartItemId: null }];
    expect(decide(checkout, [reserved], [])).toEqual({ kind: 'REJECT', rejections });
  });
  test('what costs nothing needs no payment', () => {
    expect(decide(checkout, [reserved], [{ amountMinor: 0n }])).toEqual({ kind: 'FREE' });
  });
  test('the total is that of the lines', () => {
    const total = { amountMinor: 12n, currency: 'EUR' };
    expect(decide({ ...checkout, expectedMinor: 12n }, [reserved], [{ amountMinor: 5n }, { amountMinor: 7n }])).toEqual(
      {
        kind: 'ASK',
        total,
      },
    );
  });
  test('another total than expected is rejected with both', () => {
    expect(decide({ ...checkout, expectedMinor: 11n }, [reserved], [{ amountMinor: 12n }])).toEqual({
      kind: 'REJECT',
      rejections: [
        {
          kind: 'TOTAL_CHANGED',
          cartItemId: null,
          expected: { amountMinor: '11', currency: 'EUR' },
          actual: { amountMinor: '12', currency: 'EUR' },
        },
      ],
    });
  });
});

describe('dispositionOf', () => {
  const asked = { amountMinor: 100n, currency: 'EUR' };
  test.each(checkoutStatuses)('the exact amount while %s', (status) => {
    expect(dispositionOf(status, asked, asked).disposition).toBe(status === 'AWAITING_PAYMENT' ? 'ESCROW' : 'SUSPENSE');
  });
  test.each([
    { amountMinor: 99n, currency: 'EUR' },
    { amountMinor: 101n, currency: 'EUR' },
    { amountMinor: 100n, currency: 'USD' },
  ])('another amount or currency is never taken as payment: %o', (captured) => {
    expect(dispositionOf('AWAITING_PAYMENT', asked, captured).disposition).toBe('SUSPENSE');
  });
});
