import type { Sealed } from '@caravan/contracts/event';
import type { Transaction } from '@caravan/database/database';
import { deriveStatus, type Order, type OrderStatus, orderNumber } from './orders.domain.ts';
import { announceChanged, announcePlaced } from './orders.events.ts';
import { insertOrder, lockOrder, nextOrderCounter, raiseVersions, saveOrder } from './orders.store.ts';

/** What a checkout reserved, before it has a number. */
export type OrderDraft = {
  readonly id: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly storeIds: readonly string[];
  readonly currency: string;
  readonly deliveryAddress: Sealed | null;
};

/** Creates the order of a checkout, PENDING until it is paid. Its fulfilments are created beside it. */
export async function placeOrder(tx: Transaction, draft: OrderDraft, now: Date): Promise<Order> {
  const year = now.getUTCFullYear();
  const order: Order = {
    ...draft,
    storeIds: [...draft.storeIds].sort(),
    number: orderNumber(year, await nextOrderCounter(tx, year)),
    status: 'PENDING',
    placedAt: now,
    confirmedAt: null,
    cancelledAt: null,
    version: 1,
    changedAt: now,
  };
  await insertOrder(tx, order);
  await announcePlaced(tx, order);
  return order;
}

/**
 * The order with its row locked until the transaction ends. Whoever changes an order or its fulfilments takes
 * this lock first, so that of two who race the second decides on what the first has left.
 */
export async function takeOrder(tx: Transaction, orderId: string): Promise<Order | undefined> {
  return lockOrder(tx, orderId);
}

/** Notes that fulfilments of a taken order have changed: state, version, and word to whoever watches it. */
export async function noteProgress(
  tx: Transaction,
  order: Order,
  { statuses, now }: { statuses: readonly OrderStatus[]; now: Date },
): Promise<Order> {
  const status = deriveStatus(statuses);
  const wasPaid = status !== 'PENDING' && status !== 'CANCELLED';
  const changed: Order = {
    ...order,
    status,
    confirmedAt: order.confirmedAt ?? (wasPaid ? now : null),
    cancelledAt: status === 'CANCELLED' ? (order.cancelledAt ?? now) : null,
    version: order.version + 1,
    changedAt: now,
  };
  await saveOrder(tx, changed);
  await announceChanged(tx, changed);
  return changed;
}

/** Tells whoever watches these orders to read them again, because their payment has changed. */
export async function touchOrders(tx: Transaction, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  for (const order of await raiseVersions(tx, orderIds, now)) await announceChanged(tx, order);
}
