import { sql } from 'drizzle-orm';
import { bigint, boolean, char, check, index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { checkoutLines } from '../checkout/checkout.tables.ts';
import { payments } from '../payments/payments.tables.ts';

/** A paid line. Refund and release both lock its row, so that its money goes one way only. */
export const escrows = pgTable(
  'escrows',
  {
    lineId: uuid('line_id')
      .primaryKey()
      .references(() => checkoutLines.lineId),
    checkoutId: uuid('checkout_id').notNull(),
    /** Null when the checkout cost nothing. */
    paymentId: uuid('payment_id').references(() => payments.id),
    orderId: uuid('order_id').notNull(),
    fulfilmentId: uuid('fulfilment_id').notNull(),
    storeId: uuid('store_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    refundedMinor: bigint('refunded_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    pendingRefundMinor: bigint('pending_refund_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    /** Rate at the time of payment; zero for what is passed on whole. */
    commissionBps: integer('commission_bps').notNull(),
    /** What the platform holds of the line now; set by the release, lowered by refunds after it. */
    commissionMinor: bigint('commission_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    releaseDays: integer('release_days').notNull(),
    releaseAt: timestamp('release_at', { withTimezone: true, mode: 'date' }),
    released: boolean().notNull().default(false),
  },
  (escrow) => [
    index('escrows_of_fulfilment').on(escrow.fulfilmentId),
    index('escrows_of_payment').on(escrow.paymentId),
    index('escrows_of_checkout').on(escrow.checkoutId),
    check(
      'escrows_never_refunded_beyond_capture',
      sql`${escrow.refundedMinor} >= 0 and ${escrow.pendingRefundMinor} >= 0
        and ${escrow.refundedMinor} + ${escrow.pendingRefundMinor} <= ${escrow.amountMinor}`,
    ),
    check(
      'escrows_commission_within_line',
      sql`${escrow.commissionMinor} between 0 and ${escrow.amountMinor} - ${escrow.refundedMinor}`,
    ),
    check('escrows_released_when_due', sql`not ${escrow.released} or ${escrow.releaseAt} is not null`),
  ],
);
