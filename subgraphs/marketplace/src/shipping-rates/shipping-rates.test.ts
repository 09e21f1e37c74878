import { money } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import {
  type ShippingRate,
  type ShippingRateKind,
  shippingCost,
  validateShippingRate,
} from './shipping-rates.domain.ts';

const rate = (kind: ShippingRateKind, amount: bigint, freeOver: bigint | null = null): ShippingRate => ({
  id: 'rate',
  storeId: 'store',
  name: 'Parcel',
  kind,
  amount: money(amount, 'EUR'),
  freeOver: freeOver === null ? null : money(freeOver, 'EUR'),
  active: true,
});

describe('the cost of shipping', () => {
  test.each([
    ['PER_ITEM', 490n, { quantity: 3 }, 1470n],
    ['PER_ITEM', 0n, { quantity: 3 }, 0n],
    ['PER_ORDER', 490n, { quantity: 3 }, 490n],
    ['BY_WEIGHT', 200n, { weightGrams: 1 }, 200n],
    ['BY_WEIGHT', 200n, { weightGrams: 1000 }, 200n],
    ['BY_WEIGHT', 200n, { weightGrams: 1001 }, 400n],
    ['BY_WEIGHT', 200n, { weightGrams: 2500 }, 600n],
    ['BY_WEIGHT', 200n, { weightGrams: null }, 200n],
  ] as const)('%s of %d for %o is %d', (kind, amount, shipment, cost) => {
    const line = { quantity: 1, weightGrams: 500, subtotal: money(5_000n, 'EUR'), ...shipment };
    expect(shippingCost(rate(kind, amount), line)).toEqual(money(cost, 'EUR'));
  });

  test.each([
    [4_999n, 490n],
    [5_000n, 0n],
    [5_001n, 0n],
  ])('for goods of %d, free from 5000 on, is %d', (subtotal, cost) => {
    const line = { quantity: 1, weightGrams: null, subtotal: money(subtotal, 'EUR') };
    expect(shippingCost(rate('PER_ITEM', 490n, 5_000n), line)).toEqual(money(cost, 'EUR'));
  });
});

test('terms are validated whole', () => {
  const problems = validateShippingRate({ name: ' ', amountMinor: -1n, freeOverMinor: 0n });
  expect(problems.map(({ path }) => path[1])).toEqual(['name', 'amount', 'freeOver']);
  expect(validateShippingRate({ name: 'Post', amountMinor: 0n, freeOverMinor: null })).toEqual([]);
  expect(validateShippingRate({ amountMinor: 10n ** 16n })).toHaveLength(1);
});
