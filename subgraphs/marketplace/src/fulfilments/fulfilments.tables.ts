import { fulfilmentStatuses } from '@caravan/contracts/marketplace';
import { sql } from 'drizzle-orm';
import { bigint, char, check, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { orders } from '../orders/orders.tables.ts';
import { actors } from './fulfilments.domain.ts';

const knownStatuses = sql.raw(fulfilmentStatuses.map((status) => `'${status}'`).join(', '));
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const minor = (name: string) => bigint(name, { mode: 'bigint' });

export const fulfilments = pgTable(
  'fulfilments',
  {
    id: uuid().primaryKey(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    storeId: uuid('store_id').notNull(),
    status: text({ enum: fulfilmentStatuses }).notNull(),
    itemsTotalMinor: minor('items_total_minor').notNull(),
    shippingTotalMinor: minor('shipping_total_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    trackingNumber: text('tracking_number'),
  },
  (fulfilment) => [
    unique('fulfilments_one_per_order_and_store').on(fulfilment.orderId, fulfilment.storeId),
    index('fulfilments_by_store').on(fulfilment.storeId, fulfilment.orderId),
    check('fulfilments_status_known', sql`${fulfilment.status} in (${knownStatuses})`),
    check(
      'fulfilments_totals_not_negative',
      sql`${fulfilment.itemsTotalMinor} >= 0 and ${fulfilment.shippingTotalMinor} >= 0`,
    ),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    id: uuid().primaryKey(),
    fulfilmentId: uuid('fulfilment_id')
      .notNull()
      .references(() => fulfilments.id),
    productId: uuid('product_id').notNull(),
    variantId: uuid('variant_id').notNull(),
    title: text().notNull(),
    variantTitle: text('variant_title').notNull(),
    sku: text().notNull(),
    quantity: integer().notNull(),
    unitPriceMinor: minor('unit_price_minor').notNull(),
    shippingLineId: uuid('shipping_line_id').unique('order_lines_shipping_line_unique'),
    shippingName: text('shipping_name'),
    shippingMinor: minor('shipping_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
  },
  (line) => [
    index('order_lines_by_fulfilment').on(line.fulfilmentId),
    check('order_lines_quantity_positive', sql`${line.quantity} > 0`),
    check('order_lines_price_not_negative', sql`${line.unitPriceMinor} >= 0`),
    check(
      'order_lines_shipping_line_iff_paid',
      sql`(${line.shippingMinor} > 0) = (${line.shippingLineId} is not null)`,
    ),
    check('order_lines_reason_only_if_cancelled', sql`${line.cancelReason} is null or ${line.cancelledAt} is not null`),
  ],
);

/** Append only: what happened to a fulfilment, in order. */
export const fulfilmentChanges = pgTable(
  'fulfilment_changes',
  {
    id: uuid().primaryKey(),
    /** Order of the entries: given under the lock of the order. */
    position: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    orderId: uuid('order_id').notNull(),
    fulfilmentId: uuid('fulfilment_id')
      .notNull()
      .references(() => fulfilments.id),
    from: text('from_status', { enum: fulfilmentStatuses }),
    to: text('to_status', { enum: fulfilmentStatuses }).notNull(),
    comment: text(),
    by: text('changed_by', { enum: actors }).notNull(),
    personId: uuid('person_id'),
    at: instant('changed_at').notNull(),
  },
  (change) => [
    index('fulfilment_changes_by_order').on(change.orderId, change.position),
    index('fulfilment_changes_by_fulfilment').on(change.fulfilmentId, change.position),
    index('fulfilment_changes_by_person').on(change.personId).where(sql`${change.personId} is not null`),
  ],
);
