import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { type Money, times, zero } from '@caravan/core/money';
import { largestAmountMinor } from '../validation.domain.ts';

export type ShippingRateKind = 'PER_ITEM' | 'PER_ORDER' | 'BY_WEIGHT';

export type ShippingRate = {
  readonly id: string;
  readonly storeId: string;
  readonly name: string;
  readonly kind: ShippingRateKind;
  readonly amount: Money;
  /** Goods of a line that cost at least this are shipped free. */
  readonly freeOver: Money | null;
  readonly active: boolean;
};

export type Shipment = {
  readonly quantity: number;
  /** Weight of the whole line in grams; null when the store does not know it. */
  readonly weightGrams: number | null;
  /** Price of the line's goods, in the rate's currency. */
  readonly subtotal: Money;
};

/** Most rates that a store offers at a time. */
export const shippingRatesLimit = 200;

/**
 * What a rate costs for one line of an order.
 *
 * PER_ITEM is the amount for each piece, PER_ORDER once, BY_WEIGHT for each begun kilogram and at least one.
 */
export function shippingCost(rate: ShippingRate, shipment: Shipment): Money {
  if (rate.freeOver && shipment.subtotal.amountMinor >= rate.freeOver.amountMinor) return zero(rate.amount.currency);
  switch (rate.kind) {
    case 'PER_ITEM':
      return times(rate.amount, shipment.quantity);
    case 'PER_ORDER':
      return rate.amount;
    case 'BY_WEIGHT':
      return times(rate.amount, Math.max(1, Math.ceil((shipment.weightGrams ?? 0) / 1000)));
  }
}

export type TooManyShippingRates = { kind: 'TooManyShippingRates' };

export type ShippingRateTerms = {
  name?: string | undefined;
  amountMinor?: bigint | undefined;
  freeOverMinor?: bigint | null | undefined;
};

export function validateShippingRate({ name, amountMinor, freeOverMinor }: ShippingRateTerms): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (name !== undefined && (name.trim().length === 0 || name.length > 100)) {
    problems.push(invalidInput(['input', 'name'], 'A name has 1 to 100 characters.'));
  }
  if (amountMinor !== undefined && (amountMinor < 0n || amountMinor > largestAmountMinor)) {
    problems.push(invalidInput(['input', 'amount'], 'An amount is 0 or more.'));
  }
  if (freeOverMinor != null && (freeOverMinor <= 0n || freeOverMinor > largestAmountMinor)) {
    problems.push(invalidInput(['input', 'freeOver'], 'Free shipping begins at an amount above 0.'));
  }
  return problems;
}
