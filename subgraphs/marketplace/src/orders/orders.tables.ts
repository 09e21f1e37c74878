import type { Sealed } from '@caravan/contracts/event';
import { orderStatuses } from '@caravan/contracts/marketplace';
import { sql } from 'drizzle-orm';
import { char, check, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const knownStatuses = sql.raw(orderStatuses.map((status) => `'${status}'`).join(', '));
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const orders = pgTable(
  'orders',
  {
    id: uuid().primaryKey(),
    number: text().notNull().unique('orders_number_unique'),
    checkoutId: uuid('checkout_id').notNull().unique('orders_one_per_checkout'),
    buyerId: uuid('buyer_id').notNull(),
    storeIds: uuid('store_ids').array().notNull(),
    currency: char({ length: 3 }).notNull(),
    status: text({ enum: orderStatuses }).notNull(),
    deliveryAddress: jsonb('delivery_address').$type<Sealed>(),
    placedAt: instant('placed_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    cancelledAt: instant('cancelled_at'),
    version: integer().notNull(),
    /** Of its version: what a subscriber who was cut off has missed. */
    changedAt: instant('changed_at').notNull(),
  },
  (order) => [
    index('orders_by_buyer').on(order.buyerId, order.id),
    index('orders_by_change').on(order.changedAt),
    index('orders_by_store').using('gin', order.storeIds),
    check('orders_status_known', sql`${order.status} in (${knownStatuses})`),
    check('orders_has_stores', sql`cardinality(${order.storeIds}) > 0`),
    check(
      'orders_cancelled_at_iff_cancelled',
      sql`(${order.status} = 'CANCELLED') = (${order.cancelledAt} is not null)`,
    ),
    check(
      'orders_confirmed_at_once_paid',
      sql`case ${order.status} when 'PENDING' then ${order.confirmedAt} is null when 'CANCELLED' then true else ${order.confirmedAt} is not null end`,
    ),
  ],
);
