import type { Transaction } from '@caravan/database/database';
import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { fulfilmentChanges, fulfilments, orderLines } from '../fulfilments/fulfilments.tables.ts';
import { orders } from '../orders/orders.tables.ts';
import { storeStaff } from '../stores/stores.tables.ts';

/** Takes the delivery addresses off somebody's orders. Returns the orders that had one. */
export async function dropDeliveryAddresses(tx: Transaction, buyerId: string): Promise<string[]> {
  const locked = tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.buyerId, buyerId), isNotNull(orders.deliveryAddress)))
    .orderBy(orders.id)
    .for('update');
  const dropped = await tx
    .update(orders)
    .set({ deliveryAddress: null })
    .where(inArray(orders.id, locked))
    .returning({ id: orders.id });
  return dropped.map(({ id }) => id);
}

/** Forgets what anybody said about somebody's orders, and what the person said about orders of others. */
export async function dropWords(tx: Transaction, userId: string): Promise<void> {
  const own = tx.select({ id: orders.id }).from(orders).where(eq(orders.buyerId, userId));
  await tx
    .update(fulfilmentChanges)
    .set({ comment: null })
    .where(
      and(
        isNotNull(fulfilmentChanges.comment),
        or(inArray(fulfilmentChanges.orderId, own), eq(fulfilmentChanges.personId, userId)),
      ),
    );
  const parts = tx.select({ id: fulfilments.id }).from(fulfilments).where(inArray(fulfilments.orderId, own));
  await tx
    .update(orderLines)
    .set({ cancelReason: null })
    .where(and(isNotNull(orderLines.cancelReason), inArray(orderLines.fulfilmentId, parts)));
}

/** Stores that a person works for, in the order in which they are locked. */
export async function storesOf(tx: Transaction, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ storeId: storeStaff.storeId })
    .from(storeStaff)
    .where(eq(storeStaff.userId, userId))
    .orderBy(storeStaff.storeId);
  return rows.map(({ storeId }) => storeId);
}
