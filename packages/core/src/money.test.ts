import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  applyBasisPoints,
  decimalText,
  formatMoney,
  minorUnitExponent,
  money,
  parseMoney,
  sumByCurrency,
} from './money.ts';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 })
  .filter((all) => all.some((one) => one > 0n));

/** The naive version: every share rounded by itself. */
function allocateEach(total: bigint, parts: readonly bigint[]): bigint[] {
  const whole = parts.reduce((left, right) => left + right, 0n);
  return parts.map((part) => (total * part * 2n + whole) / (whole * 2n));
}

describe('allocate', () => {
  test.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [5n, [3n, 7n], [2n, 3n]],
    [0n, [1n, 2n], [0n, 0n]],
    [1n, [0n, 0n, 1n], [0n, 0n, 1n]],
    [10n, [1n, 1n, 1n, 1n], [3n, 3n, 2n, 2n]],
  ])('splits %s by %s into %s', (total, parts, expected) => {
    expect(allocate(money(total, 'EUR'), parts).map(({ amountMinor }) => amountMinor)).toEqual(expected);
  });

  test('never loses or invents a unit, and no share is off by one unit or more', () => {
    fc.assert(
      fc.property(amounts, weights, (total, parts) => {
        const shares = allocate(money(total, 'EUR'), parts).map(({ amountMinor }) => amountMinor);
        const whole = parts.reduce((left, right) => left + right, 0n);
        expect(shares.reduce((left, right) => left + right, 0n)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const difference = share * whole - total * (parts[index] ?? 0n);
          expect(difference < whole && difference > -whole).toBe(true);
        }
      }),
    );
  });

  test('the same property catches shares that are rounded one by one', () => {
    const mutant = fc.check(
      fc.property(
        amounts,
        weights,
        (total, parts) => allocateEach(total, parts).reduce((left, right) => left + right, 0n) === total,
      ),
      { endOnFailure: true },
    );
    expect(mutant.failed).toBe(true);
  });

  test.each([[[]], [[0n]], [[-1n, 2n]]])('refuses weights %s', (parts) => {
    expect(() => allocate(money(1n, 'EUR'), parts)).toThrow('Invariant');
  });
});

describe('applyBasisPoints', () => {
  test.each([
    [25n, 1_000, 2n],
    [35n, 1_000, 4n],
    [-25n, 1_000, -2n],
    [100n, 0, 0n],
    [5_890n, 1_000, 589n],
  ])('%s at %s bps is %s (half to even)', (amount, rate, expected) => {
    expect(applyBasisPoints(money(amount, 'BRL'), rate).amountMinor).toBe(expected);
  });
});

describe('texts', () => {
  test.each([
    ['58.9', 'BRL', 5_890n],
    ['144', 'BRL', 14_400n],
    ['0.05', 'EUR', 5n],
    ['-1.50', 'EUR', -150n],
    ['1.000', 'EUR', 100n],
    ['7', 'JPY', 7n],
    ['1.234', 'KWD', 1_234n],
  ])('reads %s %s as %s', (text, currency, expected) => {
    expect(parseMoney(text, currency)?.amountMinor).toBe(expected);
  });

  test.each([
    ['1.234', 'EUR'],
    ['1,5', 'EUR'],
    ['1e3', 'EUR'],
    ['', 'EUR'],
    ['0.5', 'JPY'],
    ['9223372036854775808', 'JPY'],
    ['92233720368547758.08', 'EUR'],
  ])('refuses %s %s', (text, currency) => {
    expect(parseMoney(text, currency)).toBeNull();
  });

  test('writes and reads every amount back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
        fc.constantFrom('JPY', 'EUR', 'KWD'),
        (amount, currency) => {
          expect(parseMoney(decimalText(money(amount, currency)), currency)).toEqual(money(amount, currency));
        },
      ),
    );
  });

  test('is exact for people beyond 2^53', () => {
    expect(formatMoney(money(9_007_199_254_740_993n, 'EUR'), 'en')).toBe('€90,071,992,547,409.93');
  });

  test.each([
    ['JPY', 0],
    ['EUR', 2],
    ['KWD', 3],
  ])('%s has %s digits', (currency, digits) => {
    expect(minorUnitExponent(currency)).toBe(digits);
  });
});

test('sums a mixed list by currency', () => {
  expect(sumByCurrency([money(1n, 'EUR'), money(2n, 'BRL'), money(3n, 'EUR')])).toEqual([
    money(2n, 'BRL'),
    money(4n, 'EUR'),
  ]);
});
