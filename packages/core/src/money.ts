import { invariant } from './errors.ts';

/** An amount in minor units (ISO 4217 exponent) of one currency. Never a float, never a bare number. */
export type Money = { readonly amountMinor: bigint; readonly currency: string };

export function money(amountMinor: bigint, currency: string): Money {
  invariant(/^[A-Z]{3}$/.test(currency), 'a currency is an ISO 4217 code');
  return { amountMinor, currency };
}

/** Number of decimal digits of a currency's minor unit: JPY 0, EUR 2, KWD 3. */
export function minorUnitExponent(currency: string): number {
  const exponent = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  invariant(exponent !== undefined, 'every currency has an exponent');
  return exponent;
}

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return knownCurrencies.has(code);
}

/** Largest amount in minor units: what the database's `bigint` holds. */
const largestAmount = 2n ** 63n - 1n;

/**
 * Reads a decimal text such as `"58.9"` without ever passing through a float.
 *
 * @returns The amount, or null when the text is no plain decimal, has more digits than the currency, or is more than
 *   the database can hold.
 */
export function parseMoney(text: string, currency: string): Money | null {
  const match = /^(-?)(\d{1,19})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const exponent = minorUnitExponent(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return null;
  const amount = BigInt(`${match[2]}${fraction.padEnd(exponent, '0')}`);
  if (amount > largestAmount) return null;
  return money(match[1] === '-' ? -amount : amount, currency);
}

/** Plain decimal text, such as `"58.90"`: the inverse of `parseMoney`. */
export function decimalText({ amountMinor, currency }: Money): string {
  const exponent = minorUnitExponent(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const units = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return `${sign}${units}`;
  return `${sign}${units.slice(0, -exponent)}.${units.slice(-exponent)}`;
}

/** Text for people in their locale (BCP 47), exact for every amount. */
export function formatMoney(amount: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
  return format.format(decimalText(amount) as `${number}`);
}

export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amountMinor: left.amountMinor + right.amountMinor, currency: left.currency };
}

export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

export function negate(amount: Money): Money {
  return { amountMinor: -amount.amountMinor, currency: amount.currency };
}

export function times(amount: Money, quantity: number): Money {
  invariant(Number.isSafeInteger(quantity), 'a quantity is a whole number');
  return { amountMinor: amount.amountMinor * BigInt(quantity), currency: amount.currency };
}

export function zero(currency: string): Money {
  return money(0n, currency);
}

/** Sum of amounts of one currency; an empty list is zero. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, zero(currency));
}

/** Sums by currency, sorted by its code: what a mixed list adds up to. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const { amountMinor, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0n) + amountMinor);
  return [...totals]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, amount]) => money(amount, currency));
}

/**
 * A rate of an amount, rounded half to even (IEEE 754 "banker's" rounding).
 *
 * @param basisPoints - Whole basis points: 1,000 is 10 %.
 */
export function applyBasisPoints(amount: Money, basisPoints: number): Money {
  invariant(Number.isSafeInteger(basisPoints) && basisPoints >= 0, 'a rate is whole, non-negative basis points');
  const negative = amount.amountMinor < 0n;
  const scaled = (negative ? -amount.amountMinor : amount.amountMinor) * BigInt(basisPoints);
  const quotient = scaled / 10_000n;
  const remainder = scaled % 10_000n;
  const roundsUp = remainder > 5_000n || (remainder === 5_000n && quotient % 2n === 1n);
  const rounded = roundsUp ? quotient + 1n : quotient;
  return { amountMinor: negative ? -rounded : rounded, currency: amount.currency };
}

/**
 * Splits an amount by whole-number weights without losing or inventing a unit.
 *
 * Shares are floored; the leftover units go one each to the shares with the
 * largest remainder (ties to the earliest), so the shares always add up to `total`.
 *
 * @param total - Non-negative amount to split.
 * @param weights - One or more non-negative weights with a positive sum, such as basis points.
 * @returns One amount per weight, in the order given.
 */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  const weightSum = weights.reduce((left, right) => left + right, 0n);
  invariant(total.amountMinor >= 0n, 'only a non-negative amount is split');
  invariant(weightSum > 0n && weights.every((weight) => weight >= 0n), 'weights are non-negative with a positive sum');

  const shares = weights.map((weight, index) => ({
    index,
    amount: (total.amountMinor * weight) / weightSum,
    remainder: (total.amountMinor * weight) % weightSum,
  }));
  const leftover = total.amountMinor - shares.reduce((left, { amount }) => left + amount, 0n);
  const byRemainder = shares.toSorted((left, right) => {
    if (left.remainder === right.remainder) return left.index - right.index;
    return left.remainder > right.remainder ? -1 : 1;
  });
  const raised = new Set(byRemainder.slice(0, Number(leftover)).map(({ index }) => index));
  return shares.map(({ index, amount }) => money(raised.has(index) ? amount + 1n : amount, total.currency));
}

function assertSameCurrency(left: Money, right: Money): void {
  invariant(left.currency === right.currency, 'currencies are never mixed');
}
