import { orderStatuses } from '@caravan/contracts/marketplace';
import { describe, expect, test } from 'vitest';
import {
  deriveStatus,
  isOrderNumber,
  isVisible,
  type Order,
  orderNumber,
  progress,
  type Viewer,
} from './orders.domain.ts';

describe("an order's state", () => {
  test.each(orderStatuses)('of one fulfilment that is %s is the same', (status) => {
    expect(deriveStatus([status])).toBe(status);
  });

  const standing = orderStatuses.filter((status) => status !== 'CANCELLED');
  const pairs = orderStatuses.flatMap((left) => orderStatuses.map((right) => [left, right] as const));

  test.each(pairs)('of %s and %s is the least that still stands', (left, right) => {
    const expected = standing.find((status) => status === left || status === right) ?? 'CANCELLED';
    expect(deriveStatus([left, right])).toBe(expected);
  });

  test('knows how far every state is, each farther than the one before', () => {
    expect(Object.keys(progress)).toEqual(standing);
    expect(Object.values(progress)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('needs a fulfilment', () => {
    expect(() => deriveStatus([])).toThrow('an order has a fulfilment');
  });
});

describe('an order number', () => {
  test('has year, counter and check digit', () => {
    expect(orderNumber(2026, 123)).toBe('CV-2026-000123-7');
    expect(orderNumber(2026, 1_234_567)).toMatch(/^CV-2026-1234567-\d$/);
  });

  test('is recognised', () => {
    expect(isOrderNumber('CV-2026-000123-7')).toBe(true);
  });

  test.each(['CV-2026-000123-8', 'CV-2026-00123-7', 'CV-26-000123-7', 'CV-2026-000123', '', 'XX-2026-000123-7'])(
    '%s is none',
    (text) => {
      expect(isOrderNumber(text)).toBe(false);
    },
  );

  test('betrays every single mistyped digit', () => {
    const number = orderNumber(2026, 123_456);
    for (const [index, character] of [...number].entries()) {
      if (!/\d/.test(character)) continue;
      for (const digit of '0123456789') {
        const typed = number.slice(0, index) + digit + number.slice(index + 1);
        expect(isOrderNumber(typed)).toBe(typed === number);
      }
    }
  });
});

describe('an order', () => {
  const order = { buyerId: 'buyer', storeIds: ['a', 'b'], confirmedAt: null } as unknown as Order;
  const paid = { ...order, confirmedAt: new Date(0) };
  const stranger: Viewer = { personId: 'somebody', seesAll: false, storeIds: [] };
  const staff: Viewer = { personId: 'clerk', seesAll: false, storeIds: ['b'] };

  test.each([
    ['its buyer before it is paid', order, { ...stranger, personId: 'buyer' }, true],
    ['whoever sees all', order, { ...stranger, seesAll: true }, true],
    ["a store's staff before it is paid", order, staff, false],
    ["a store's staff once it is paid", paid, staff, true],
    ["another store's staff", paid, { ...staff, storeIds: ['c'] }, false],
    ['a stranger', paid, stranger, false],
    ['nobody', paid, { ...stranger, personId: null }, false],
  ])('is seen by %s: %#', (_who, seen, viewer, expected) => {
    expect(isVisible(seen, viewer)).toBe(expected);
  });
});
