import { sql } from 'drizzle-orm';
import { index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

/** Webhooks as they came, before anything is made of them. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    eventId: text('event_id').notNull(),
    body: text().notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'date' }).notNull(),
    /** Payment whose capture it waits for. */
    waitsForPaymentId: uuid('waits_for_payment_id'),
    processedAt: timestamp('processed_at', { withTimezone: true, mode: 'date' }),
  },
  (webhook) => [
    unique('webhook_events_once').on(webhook.provider, webhook.eventId),
    index('webhook_events_waiting').on(webhook.waitsForPaymentId).where(sql`${webhook.processedAt} is null`),
  ],
);
