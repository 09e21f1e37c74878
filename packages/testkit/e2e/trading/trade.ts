import type { SignedIn } from '@caravan/cli/client/people';
import type { Goods } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';

/** Somebody who buys. */
export type Shopper = SignedIn & { readonly addressId: string };

/** What every shopper buys, from whom. */
export type OnSale = {
  readonly vendor: Vendor;
  readonly goods: Goods;
  readonly quantity: number;
  /** Price of all the pieces of one trade. */
  readonly amountMinor: bigint;
};

/**
 * What becomes of an order that was paid.
 *
 * - `kept`: nobody moves it on.
 * - `delivered`: every store sends its part and is paid.
 * - `cancelled`: the last store cancels its part, the others deliver.
 * - `refunded`: the first store gives some money back, and all deliver.
 * - `withdrawn`: the buyer cancels all of it.
 */
export const fates = ['kept', 'delivered', 'cancelled', 'refunded', 'withdrawn'] as const;
export type Fate = (typeof fates)[number];

/** Something that somebody waits for; times are of `performance.now()`. */
export type Step = { readonly what: string; readonly since: number; endedAt: number | null };

/** A checkout as its buyer remembers it; times are of `performance.now()`. */
export type Trade = {
  readonly buyer: Shopper;
  readonly leaves: boolean;
  readonly fate: Fate;
  readonly steps: Step[];
  checkoutId: string | null;
  paymentIds: string[];
  orderIds: string[];
  /** When the provider had taken the card. */
  paidAt: number | null;
  /** When an unpaid one is over. */
  dueAt: number | null;
  settledAt: number | null;
  status: string | null;
};

export function beginTrade(buyer: Shopper, { leaves, fate }: { leaves: boolean; fate: Fate }): Trade {
  const nothing = { checkoutId: null, paidAt: null, dueAt: null, settledAt: null, status: null };
  return { buyer, leaves, fate, steps: [], ...nothing, paymentIds: [], orderIds: [] };
}

/** Runs a step of a trade, and writes down how long somebody waited for it. */
export async function takeStep<Value>(trade: Trade, what: string, work: () => Promise<Value>): Promise<Value> {
  const step: Step = { what, since: performance.now(), endedAt: null };
  trade.steps.push(step);
  const value = await work();
  step.endedAt = performance.now();
  return value;
}

/** What becomes of one line of a trade that was confirmed. */
export type LineEnd = { readonly sold: boolean; readonly refundedMinor: bigint; readonly released: boolean };

/** What the first store gives back of a line whose fate is `refunded`. */
export const refundedMinor = 250n;

export function lineEnds(fate: Fate, onSale: readonly OnSale[]): LineEnd[] {
  return onSale.map(({ amountMinor }, index) => {
    const givenBack = { sold: false, refundedMinor: amountMinor, released: false };
    switch (fate) {
      case 'kept':
        return { sold: true, refundedMinor: 0n, released: false };
      case 'delivered':
        return { sold: true, refundedMinor: 0n, released: true };
      case 'cancelled':
        return index === onSale.length - 1 ? givenBack : { sold: true, refundedMinor: 0n, released: true };
      case 'refunded':
        return { sold: true, refundedMinor: index === 0 ? refundedMinor : 0n, released: true };
      case 'withdrawn':
        return givenBack;
    }
  });
}

/** How an order of that fate ends. */
export const orderEnds: Readonly<Record<Fate, { status: string; paymentStatus: string }>> = {
  kept: { status: 'CONFIRMED', paymentStatus: 'CAPTURED' },
  delivered: { status: 'COMPLETED', paymentStatus: 'CAPTURED' },
  cancelled: { status: 'COMPLETED', paymentStatus: 'PARTIALLY_REFUNDED' },
  refunded: { status: 'COMPLETED', paymentStatus: 'PARTIALLY_REFUNDED' },
  withdrawn: { status: 'CANCELLED', paymentStatus: 'REFUNDED' },
};
