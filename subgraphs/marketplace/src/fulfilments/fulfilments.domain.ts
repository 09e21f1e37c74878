import type { fulfilmentStatuses } from '@caravan/contracts/marketplace';
import type { Money } from '@caravan/core/money';
import { fail, ok, type Result } from '@caravan/core/result';

export type FulfilmentStatus = (typeof fulfilmentStatuses)[number];
export const actors = ['BUYER', 'STORE', 'ADMIN', 'SYSTEM'] as const;
export type Actor = (typeof actors)[number];

/** The part of an order that one store sells and sends. */
export type Fulfilment = {
  readonly id: string;
  readonly orderId: string;
  readonly storeId: string;
  readonly status: FulfilmentStatus;
  readonly itemsTotal: Money;
  readonly shippingTotal: Money;
  readonly trackingNumber: string | null;
};

/** One variant of an order, at the price and with the names it was bought with. */
export type OrderLine = {
  /** Also the id of its line in the checkout. */
  readonly id: string;
  readonly fulfilmentId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** Id of the shipping line in the checkout; null when sending it costs nothing. */
  readonly shippingLineId: string | null;
  readonly shippingName: string | null;
  readonly shippingPrice: Money;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
};

/** One entry of a fulfilment's history. */
export type FulfilmentChange = {
  readonly id: string;
  readonly orderId: string;
  readonly fulfilmentId: string;
  readonly from: FulfilmentStatus | null;
  readonly to: FulfilmentStatus;
  readonly comment: string | null;
  readonly by: Actor;
  readonly personId: string | null;
  readonly at: Date;
};

export type Transition = {
  readonly from: FulfilmentStatus;
  readonly to: FulfilmentStatus;
  readonly by: readonly Actor[];
};

/** Every legal step and who may take it; what is absent is an `InvalidTransition`. Each publishes FulfilmentStatusChanged. */
export const transitions: readonly Transition[] = [
  { from: 'PENDING', to: 'CONFIRMED', by: ['SYSTEM'] },
  { from: 'PENDING', to: 'CANCELLED', by: ['SYSTEM'] },
  { from: 'CONFIRMED', to: 'PREPARING', by: ['STORE', 'ADMIN'] },
  { from: 'CONFIRMED', to: 'CANCELLED', by: ['BUYER', 'STORE', 'ADMIN'] },
  { from: 'PREPARING', to: 'READY', by: ['STORE', 'ADMIN'] },
  { from: 'PREPARING', to: 'CANCELLED', by: ['BUYER', 'STORE', 'ADMIN'] },
  { from: 'READY', to: 'SHIPPED', by: ['STORE', 'ADMIN'] },
  { from: 'READY', to: 'CANCELLED', by: ['BUYER', 'STORE', 'ADMIN'] },
  { from: 'SHIPPED', to: 'DELIVERED', by: ['BUYER', 'STORE', 'ADMIN'] },
  { from: 'DELIVERED', to: 'COMPLETED', by: ['SYSTEM'] },
];

export type InvalidTransition = {
  readonly kind: 'InvalidTransition';
  readonly path: readonly string[];
  readonly from: FulfilmentStatus;
  readonly to: FulfilmentStatus;
};

/** A step that somebody in these parts wants to take. */
export type Step = { readonly to: FulfilmentStatus; readonly as: readonly Actor[]; readonly path: readonly string[] };

/** In which part the step is taken, or why it cannot be. */
export function step(from: FulfilmentStatus, { to, as, path }: Step): Result<Actor, InvalidTransition> {
  const allowed = transitions.find((transition) => transition.from === from && transition.to === to)?.by ?? [];
  const actor = as.find((candidate) => allowed.includes(candidate));
  return actor ? ok(actor) : fail({ kind: 'InvalidTransition', path, from, to });
}

/** In which parts someone may act on a fulfilment; none for strangers. */
export function partsOf(
  person: { readonly id: string; readonly storeIds: readonly string[]; readonly isAdmin: boolean },
  fulfilment: { readonly storeId: string; readonly buyerId: string; readonly isPaid: boolean },
): Actor[] {
  const parts: Actor[] = [];
  if (person.id === fulfilment.buyerId) parts.push('BUYER');
  // A store hears of an order when it is paid.
  if (fulfilment.isPaid && person.storeIds.includes(fulfilment.storeId)) parts.push('STORE');
  if (person.isAdmin) parts.push('ADMIN');
  return parts;
}

/** What cancelling some lines does: which fulfilments end with it, and which stay with fewer lines. */
export type Cancellation = {
  readonly lines: readonly OrderLine[];
  /** Fulfilments that it leaves nothing to send of. */
  readonly ended: readonly Fulfilment[];
  /** Fulfilments that are still sent, with fewer lines. */
  readonly reduced: readonly Fulfilment[];
};

/**
 * What cancelling these lines does to their fulfilments.
 *
 * @param open - All lines of these fulfilments that are not cancelled yet.
 */
export function cancellation(
  fulfilments: readonly Fulfilment[],
  open: readonly OrderLine[],
  chosen: ReadonlySet<string>,
): Cancellation {
  const lines = open.filter((line) => chosen.has(line.id));
  const touched = fulfilments.filter((fulfilment) => lines.some((line) => line.fulfilmentId === fulfilment.id));
  const isLeft = (fulfilment: Fulfilment) =>
    open.some((line) => line.fulfilmentId === fulfilment.id && !chosen.has(line.id));
  return {
    lines,
    ended: touched.filter((fulfilment) => !isLeft(fulfilment)),
    reduced: touched.filter(isLeft),
  };
}

/** Checkout lines whose money goes back: the freight of a line belongs to it. */
export function refundedLineIds(lines: readonly OrderLine[]): string[] {
  return lines.flatMap(({ id, shippingLineId }) => (shippingLineId ? [id, shippingLineId] : [id]));
}
