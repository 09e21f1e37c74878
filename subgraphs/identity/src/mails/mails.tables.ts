import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** The outbox of mails: without a mail server they stay and are read on a page; with one they are sent and deleted. */
export const mails = pgTable(
  'mails',
  {
    id: uuid().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (mail) => [
    index('mails_by_recipient').on(sql`lower(${mail.recipient})`, mail.id),
    index('mails_by_age').on(mail.createdAt),
  ],
);
