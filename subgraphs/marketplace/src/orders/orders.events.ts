import { OrderChanged, OrderPlaced } from '@caravan/contracts/marketplace';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Order } from './orders.domain.ts';

export function announcePlaced(tx: Transaction, { id, checkoutId, buyerId, storeIds }: Order): Promise<void> {
  return publish(tx, OrderPlaced, { subject: id, data: { orderId: id, checkoutId, buyerId, storeIds: [...storeIds] } });
}

export function announceChanged(tx: Transaction, { id, buyerId, storeIds, status, version }: Order): Promise<void> {
  const data = { orderId: id, buyerId, storeIds: [...storeIds], status, version };
  return publish(tx, OrderChanged, { subject: id, data });
}
