import type { Sealed } from '@caravan/contracts/event';
import type { orderStatuses } from '@caravan/contracts/marketplace';
import { invariant } from '@caravan/core/errors';

export type OrderStatus = (typeof orderStatuses)[number];

/** What one checkout bought. Its parts, one per store, are fulfilments. */
export type Order = {
  readonly id: string;
  readonly number: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  /** Stores that sell a part of it, sorted. */
  readonly storeIds: readonly string[];
  readonly currency: string;
  readonly status: OrderStatus;
  /** The buyer's address when the order was placed, under the buyer's key. */
  readonly deliveryAddress: Sealed | null;
  readonly placedAt: Date;
  readonly confirmedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly version: number;
  readonly changedAt: Date;
};

/** States by how far they are; CANCELLED is beside the way. This one table derives an order's state. */
export const progress: Readonly<Record<Exclude<OrderStatus, 'CANCELLED'>, number>> = {
  PENDING: 0,
  CONFIRMED: 1,
  PREPARING: 2,
  READY: 3,
  SHIPPED: 4,
  DELIVERED: 5,
  COMPLETED: 6,
};

/** An order is as far as the least of its fulfilments that still stand; CANCELLED when none stands. */
export function deriveStatus(fulfilments: readonly OrderStatus[]): OrderStatus {
  invariant(fulfilments.length > 0, 'an order has a fulfilment');
  const standing = fulfilments.filter((status) => status !== 'CANCELLED');
  return standing.reduce<OrderStatus>(
    (least, status) => (least === 'CANCELLED' || progress[status] < progress[least] ? status : least),
    'CANCELLED',
  );
}

/** States after which nothing happens to an order any more. */
export const finalStatuses: readonly OrderStatus[] = ['COMPLETED', 'CANCELLED'];

/** Who looks at orders: what they may see of them follows from this alone. */
export type Viewer = {
  readonly personId: string | null;
  /** Has the scope `order:read:any`. */
  readonly seesAll: boolean;
  /** Stores whose staff they are. */
  readonly storeIds: readonly string[];
};

/** Whether someone sees the whole order: its buyer, or whoever may see all. */
export function seesWhole(order: Order, viewer: Viewer): boolean {
  return viewer.seesAll || order.buyerId === viewer.personId;
}

/** Whether someone sees the order at all. Stores see it once it is paid. */
export function isVisible(order: Order, viewer: Viewer): boolean {
  if (seesWhole(order, viewer)) return true;
  return order.confirmedAt !== null && order.storeIds.some((storeId) => viewer.storeIds.includes(storeId));
}

/** `CV-<year>-<counter>-<check digit>`: readable, unique, and a mistyped digit is noticed. */
export function orderNumber(year: number, counter: number): string {
  const digits = counter.toString().padStart(6, '0');
  return `CV-${year}-${digits}-${checkDigit(`${year}${digits}`)}`;
}

/** Whether a text can be an order number: its shape and its check digit are right. */
export function isOrderNumber(text: string): boolean {
  const match = /^CV-(\d{4})-(\d{6,})-(\d)$/.exec(text);
  return match !== null && checkDigit(`${match[1]}${match[2]}`) === match[3];
}

/** ISO 7064 MOD 11,10: finds every single wrong digit and nearly every swap of neighbours. */
function checkDigit(digits: string): string {
  const product = [...digits].reduce((carried, digit) => {
    const sum = (carried + Number(digit)) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return ((11 - product) % 10).toString();
}
