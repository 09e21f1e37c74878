import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { BoughtItem } from '../cart/cart.domain.ts';
import { holdStates } from './checkout.domain.ts';

/** What a checkout holds here. RELEASED for an unknown checkout is a tombstone: it can never hold anything. */
export const checkoutHolds = pgTable(
  'checkout_holds',
  {
    checkoutId: uuid('checkout_id').primaryKey(),
    state: text({ enum: holdStates }).notNull(),
    buyerId: uuid('buyer_id'),
    /** Null when the buyer had nothing of ours in this currency. */
    orderId: uuid('order_id'),
    /** The cart as it was: exactly this leaves it when the checkout is paid. */
    boughtItems: jsonb('bought_items').$type<readonly BoughtItem[]>().notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (hold) => [
    check('checkout_holds_state_known', sql`${hold.state} in ('HELD', 'RELEASED', 'CONFIRMED')`),
    check('checkout_holds_held_for_a_buyer', sql`${hold.state} = 'RELEASED' or ${hold.buyerId} is not null`),
  ],
);
