import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/**
 * The one reset that an account waits for; a new one replaces it. Emails that no account has get a row as well, under a
 * hash: trying a code costs the same statements for both, so that time does not tell them apart.
 */
export const passwordResets = pgTable(
  'password_resets',
  {
    /** User id, or the keyed hash of an email that no account has. */
    account: text().primaryKey(),
    userId: uuid('user_id'),
    tokenHash: text('token_hash').notNull(),
    linkExpiresAt: instant('link_expires_at').notNull(),
    codeHash: text('code_hash').notNull(),
    codeAttempts: integer('code_attempts').notNull().default(0),
    codeExpiresAt: instant('code_expires_at').notNull(),
  },
  (reset) => [
    uniqueIndex('password_resets_token_unique').on(reset.tokenHash),
    index('password_resets_by_end').on(reset.linkExpiresAt),
    check('password_resets_attempts_not_negative', sql`${reset.codeAttempts} >= 0`),
  ],
);
