import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/**
 * Mails and texts that wait to be sent; without a server for them they stay and are read on a page. Codes and
 * addresses are sealed, and recipients found by a keyed hash: a dump of the table tells nothing.
 */
export const letters = pgTable(
  'letters',
  {
    id: uuid().primaryKey(),
    channel: text({ enum: ['MAIL', 'TEXT'] }).notNull(),
    recipientHash: text('recipient_hash').notNull(),
    sealed: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (letter) => [
    index('letters_by_recipient').on(letter.recipientHash, letter.id),
    index('letters_by_age').on(letter.createdAt),
  ],
);
