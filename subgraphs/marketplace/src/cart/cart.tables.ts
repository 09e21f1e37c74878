import { sql } from 'drizzle-orm';
import { bigint, boolean, char, check, integer, pgTable, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { variants } from '../products/products.tables.ts';
import { shippingRates } from '../shipping-rates/shipping-rates.tables.ts';

/** Lines of all carts. A cart has no row of its own: it is whatever its owner has here. */
export const cartItems = pgTable(
  'cart_items',
  {
    id: uuid().primaryKey(),
    /** A user or a guest; whoever it is, the cart's id is made from it. */
    ownerId: uuid('owner_id').notNull(),
    ownerIsGuest: boolean('owner_is_guest').notNull(),
    variantId: uuid('variant_id')
      .notNull()
      .references(() => variants.id),
    shippingRateId: uuid('shipping_rate_id').references(() => shippingRates.id),
    quantity: integer().notNull(),
    /** Unit price when it was put in, to tell when it differs now. */
    seenPriceMinor: bigint('seen_price_minor', { mode: 'bigint' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    version: integer().notNull().default(1),
    addedAt: timestamp('added_at', { withTimezone: true, mode: 'date' }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (item) => [
    unique('cart_items_alike_add_up').on(item.ownerId, item.variantId, item.shippingRateId).nullsNotDistinct(),
    check('cart_items_quantity_positive', sql`${item.quantity} > 0`),
  ],
);
