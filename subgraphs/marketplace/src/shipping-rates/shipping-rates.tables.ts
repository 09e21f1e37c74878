import { sql } from 'drizzle-orm';
import { bigint, char, check, foreignKey, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { stores } from '../stores/stores.tables.ts';
import type { ShippingRateKind } from './shipping-rates.domain.ts';

export const shippingRates = pgTable(
  'shipping_rates',
  {
    id: uuid('id').primaryKey(),
    storeId: uuid('store_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<ShippingRateKind>().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    freeOverMinor: bigint('free_over_minor', { mode: 'bigint' }),
    currency: char('currency', { length: 3 }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
    /** Set once it is no longer offered; orders keep referring to it. */
    removedAt: timestamp('removed_at', { withTimezone: true, mode: 'date' }),
  },
  (rate) => [
    foreignKey({
      name: 'shipping_rates_currency_of_store',
      columns: [rate.storeId, rate.currency],
      foreignColumns: [stores.id, stores.currency],
    }),
    index('shipping_rates_offered').on(rate.storeId, rate.amountMinor, rate.id).where(sql`${rate.removedAt} is null`),
    check('shipping_rates_kind_known', sql`${rate.kind} in ('PER_ITEM', 'PER_ORDER', 'BY_WEIGHT')`),
    check('shipping_rates_amount_not_negative', sql`${rate.amountMinor} >= 0`),
    check('shipping_rates_free_over_positive', sql`${rate.freeOverMinor} > 0`),
  ],
);
