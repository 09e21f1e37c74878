import { FulfilmentStatusChanged, OrderLinesCancelled } from '@caravan/contracts/marketplace';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Order } from '../orders/orders.domain.ts';
import {
  type Actor,
  type Fulfilment,
  type FulfilmentStatus,
  type OrderLine,
  refundedLineIds,
} from './fulfilments.domain.ts';

export function announceMoved(
  tx: Transaction,
  order: Order,
  { fulfilment, from }: { fulfilment: Fulfilment; from: FulfilmentStatus },
): Promise<void> {
  return publish(tx, FulfilmentStatusChanged, {
    subject: order.id,
    data: {
      fulfilmentId: fulfilment.id,
      orderId: order.id,
      checkoutId: order.checkoutId,
      storeId: fulfilment.storeId,
      from,
      to: fulfilment.status,
    },
  });
}

export function announceCancelled(
  tx: Transaction,
  order: Order,
  { lines, by }: { lines: readonly OrderLine[]; by: Actor },
): Promise<void> {
  // The log cannot forget, so what people said of it stays here.
  const data = { orderId: order.id, checkoutId: order.checkoutId, lineIds: refundedLineIds(lines), by, reason: null };
  return publish(tx, OrderLinesCancelled, { subject: order.id, data });
}
