import { type Money, money, sumByCurrency } from '@caravan/core/money';

/** A cart as the router hands it over: its owner, and the totals that the parts of a checkout contributed. */
export type CartReference = {
  /** UUID of the principal whose cart it is. */
  readonly id: string;
  readonly totals: Readonly<Record<string, readonly WireMoney[] | null | undefined>>;
};

/** Money in a representation, as it travels in JSON. */
export type WireMoney = { readonly amountMinor: string | bigint; readonly currency: string };

/** Name of the field in which each participant contributes its totals to the cart. */
export const totalsFields = {
  marketplace: ['itemsTotals'],
  rentals: ['rentalsTotals', 'depositsTotals'],
  'professional-services': ['bookingsTotals'],
  logistics: [],
} as const;

export function totalsFieldsOf(participants: readonly string[]): string[] {
  return participants.flatMap((participant) => [...(totalsFields[participant as keyof typeof totalsFields] ?? [])]);
}

/** Null when a part is missing: it must never be summed as zero. */
export function summarise(cart: CartReference, fields: readonly string[]): { totals: Money[] } | null {
  const parts = fields.map((field) => cart.totals[field]);
  if (parts.some((part) => part === null || part === undefined)) return null;
  const amounts = parts.flatMap((part) => part ?? []);
  return { totals: sumByCurrency(amounts.map((amount) => money(BigInt(amount.amountMinor), amount.currency))) };
}
