import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PaymentMethod } from '../checkout/checkout.domain.ts';
import { checkouts } from '../checkout/checkout.tables.ts';
import type { Disposition, PaymentFailure, PaymentStatus } from './payments.domain.ts';

export const payments = pgTable(
  'payments',
  {
    id: uuid().primaryKey(),
    checkoutId: uuid('checkout_id')
      .notNull()
      .references(() => checkouts.id),
    buyerId: uuid('buyer_id').notNull(),
    provider: text().notNull(),
    providerRef: text('provider_ref'),
    method: text().$type<PaymentMethod>().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    capturedMinor: bigint('captured_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    capturedCurrency: char('captured_currency', { length: 3 }),
    refundedMinor: bigint('refunded_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    pendingRefundMinor: bigint('pending_refund_minor', { mode: 'bigint' }).notNull().default(sql`0`),
    disposition: text().$type<Disposition>(),
    redirectUrl: text('redirect_url'),
    failure: jsonb().$type<PaymentFailure>(),
    version: integer().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
    capturedAt: timestamp('captured_at', { withTimezone: true, mode: 'date' }),
  },
  (payment) => [
    uniqueIndex('payments_one_open_per_checkout')
      .on(payment.checkoutId)
      .where(sql`${payment.status} in ('PENDING', 'AUTHORISED')`),
    uniqueIndex('payments_one_pays_per_checkout').on(payment.checkoutId).where(sql`${payment.disposition} = 'ESCROW'`),
    unique('payments_provider_ref').on(payment.provider, payment.providerRef),
    index('payments_of_checkout').on(payment.checkoutId, payment.id),
    index('payments_of_buyer').on(payment.buyerId, payment.id.desc()),
    index('payments_open').on(payment.createdAt).where(sql`${payment.status} in ('PENDING', 'AUTHORISED')`),
    check('payments_amount_positive', sql`${payment.amountMinor} > 0`),
    check(
      'payments_never_refunded_beyond_capture',
      sql`${payment.refundedMinor} >= 0 and ${payment.pendingRefundMinor} >= 0
        and ${payment.refundedMinor} + ${payment.pendingRefundMinor} <= ${payment.capturedMinor}`,
    ),
    check(
      'payments_captured_iff_disposed',
      sql`(${payment.status} in ('CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED')) = (${payment.disposition} is not null)`,
    ),
    check(
      'payments_escrow_is_exact',
      sql`${payment.disposition} is distinct from 'ESCROW'
        or (${payment.capturedMinor} = ${payment.amountMinor} and ${payment.capturedCurrency} = ${payment.currency})`,
    ),
  ],
);

export const paymentChanges = pgTable(
  'payment_changes',
  {
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payments.id),
    version: integer().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    comment: text(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (change) => [primaryKey({ columns: [change.paymentId, change.version] })],
);

/** Orders by id, so that an order finds its payments. Filled from OrderPlaced. */
export const orderLinks = pgTable('order_links', {
  orderId: uuid('order_id').primaryKey(),
  checkoutId: uuid('checkout_id').notNull(),
  buyerId: uuid('buyer_id').notNull(),
  storeIds: uuid('store_ids').array().notNull(),
});
