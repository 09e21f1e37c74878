import type { CheckoutLine, Participant } from '@caravan/contracts/checkout';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CheckoutStatus, ParticipantState, PaymentMethod, Rejection } from './checkout.domain.ts';

export const checkouts = pgTable(
  'checkouts',
  {
    id: uuid().primaryKey(),
    buyerId: uuid('buyer_id').notNull(),
    status: text().$type<CheckoutStatus>().notNull(),
    version: integer().notNull(),
    currency: char({ length: 3 }).notNull(),
    deliveryAddressId: uuid('delivery_address_id'),
    expectedMinor: bigint('expected_minor', { mode: 'bigint' }),
    paymentMethod: text('payment_method').$type<PaymentMethod>().notNull(),
    totalMinor: bigint('total_minor', { mode: 'bigint' }),
    rejections: jsonb().$type<readonly Rejection[]>().notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'date' }),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (checkout) => [
    uniqueIndex('checkouts_one_open_per_buyer')
      .on(checkout.buyerId)
      .where(sql`${checkout.status} in ('RESERVING', 'AWAITING_PAYMENT', 'PAID')`),
    index('checkouts_of_buyer').on(checkout.buyerId, checkout.id.desc()),
    index('checkouts_by_open_status')
      .on(checkout.status, checkout.changedAt)
      .where(sql`${checkout.status} in ('RESERVING', 'AWAITING_PAYMENT', 'PAID')`),
    check('checkouts_total_not_negative', sql`${checkout.totalMinor} >= 0`),
    check(
      'checkouts_total_known_once_reserved',
      sql`${checkout.totalMinor} is not null or ${checkout.status} in ('RESERVING', 'REJECTED', 'CANCELLED')`,
    ),
  ],
);

export const checkoutParticipants = pgTable(
  'checkout_participants',
  {
    checkoutId: uuid('checkout_id')
      .notNull()
      .references(() => checkouts.id),
    participant: text().$type<Participant>().notNull(),
    state: text().$type<ParticipantState>().notNull(),
  },
  (reply) => [primaryKey({ columns: [reply.checkoutId, reply.participant] })],
);

export const checkoutLines = pgTable(
  'checkout_lines',
  {
    lineId: uuid('line_id').primaryKey(),
    checkoutId: uuid('checkout_id')
      .notNull()
      .references(() => checkouts.id),
    participant: text().$type<Participant>().notNull(),
    ref: uuid().notNull(),
    fulfilmentId: uuid('fulfilment_id').notNull(),
    kind: text().$type<CheckoutLine['kind']>().notNull(),
    description: text().notNull(),
    payeeId: uuid('payee_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    commissionable: boolean().notNull(),
    releaseDays: integer('release_days').notNull(),
  },
  (line) => [
    index('checkout_lines_of_checkout').on(line.checkoutId),
    index('checkout_lines_of_order').on(line.ref),
    check('checkout_lines_not_negative', sql`${line.amountMinor} >= 0`),
  ],
);

export const checkoutChanges = pgTable(
  'checkout_changes',
  {
    checkoutId: uuid('checkout_id')
      .notNull()
      .references(() => checkouts.id),
    version: integer().notNull(),
    from: text('from_status').$type<CheckoutStatus>(),
    to: text('to_status').$type<CheckoutStatus>().notNull(),
    comment: text(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (change) => [primaryKey({ columns: [change.checkoutId, change.version] })],
);
