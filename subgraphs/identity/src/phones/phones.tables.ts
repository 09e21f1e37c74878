import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

/** The one phone that a person wants to prove; the next request replaces it. */
export const phoneVerifications = pgTable(
  'phone_verifications',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    phone: text().notNull(),
    /** Of nothing until the code is sent: for a phone of somebody else it stays so. */
    codeHash: text('code_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (verification) => [
    check('phone_verifications_phone_is_e164', sql`${verification.phone} ~ '^\\+[1-9][0-9]{1,14}$'`),
    index('phone_verifications_by_end').on(verification.expiresAt),
  ],
);
