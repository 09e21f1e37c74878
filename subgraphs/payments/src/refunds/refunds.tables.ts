import { sql } from 'drizzle-orm';
import { bigint, char, check, index, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { payments } from '../payments/payments.tables.ts';
import type { RefundSource, RefundStatus } from './refunds.domain.ts';

export const refunds = pgTable(
  'refunds',
  {
    id: uuid().primaryKey(),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payments.id),
    source: text().$type<RefundSource>().notNull(),
    /** What asked for it: the event of a cancellation, the provider's refund id; one refund each. */
    sourceKey: text('source_key').notNull(),
    status: text().$type<RefundStatus>().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    reason: text().notNull(),
    /** Null for the system. */
    requestedBy: uuid('requested_by'),
    requestedAt: timestamp('requested_at', { withTimezone: true, mode: 'date' }).notNull(),
    settledAt: timestamp('settled_at', { withTimezone: true, mode: 'date' }),
  },
  (refund) => [
    unique('refunds_one_per_source').on(refund.paymentId, refund.source, refund.sourceKey),
    index('refunds_of_payment').on(refund.paymentId, refund.id),
    index('refunds_pending').on(refund.requestedAt).where(sql`${refund.status} = 'PENDING'`),
    index('refunds_by_requester').on(refund.requestedBy).where(sql`${refund.requestedBy} is not null`),
    check('refunds_amount_positive', sql`${refund.amountMinor} > 0`),
    check('refunds_settled_iff_not_pending', sql`(${refund.status} = 'PENDING') = (${refund.settledAt} is null)`),
  ],
);

export const refundLines = pgTable(
  'refund_lines',
  {
    refundId: uuid('refund_id')
      .notNull()
      .references(() => refunds.id),
    lineId: uuid('line_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
  },
  (line) => [
    primaryKey({ columns: [line.refundId, line.lineId] }),
    check('refund_lines_amount_positive', sql`${line.amountMinor} > 0`),
  ],
);
