import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/**
 * Accounts that somebody asked for, until the email is verified. A taken email has one too, whose code nobody
 * knows: what happens next must not tell it from the others.
 */
export const registrations = pgTable(
  'registrations',
  {
    /** Id of the user to be. */
    id: uuid().primaryKey(),
    email: text().notNull(),
    username: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    displayName: text('display_name').notNull(),
    phone: text(),
    locale: text(),
    /** Guest whose belongings become the person's once the email is verified. */
    guestId: uuid('guest_id'),
    codeHash: text('code_hash').notNull(),
    linkHash: text('link_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (registration) => [
    uniqueIndex('registrations_email_unique').on(sql`lower(${registration.email})`),
    uniqueIndex('registrations_username_unique').on(registration.username),
    uniqueIndex('registrations_link_unique').on(registration.linkHash),
    index('registrations_by_end').on(registration.expiresAt),
    check('registrations_username_is_plain', sql`${registration.username} ~ '^[a-z0-9_]{3,32}$'`),
    check('registrations_phone_is_e164', sql`${registration.phone} ~ '^\\+[1-9][0-9]{1,14}$'`),
    check('registrations_display_name_is_short', sql`length(${registration.displayName}) between 1 and 80`),
  ],
);
