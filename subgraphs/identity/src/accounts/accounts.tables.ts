import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    emailVerifiedAt: instant('email_verified_at'),
    username: text().notNull(),
    phone: text(),
    phoneVerifiedAt: instant('phone_verified_at'),
    displayName: text('display_name').notNull(),
    firstName: text('first_name'),
    lastName: text('last_name'),
    birthDate: date('birth_date', { mode: 'string' }),
    avatarId: uuid('avatar_id'),
    locale: text(),
    timeZone: text('time_zone'),
    /** Null for who signs in through social providers alone. */
    passwordHash: text('password_hash'),
    createdAt: instant('created_at').notNull(),
    lastSignedInAt: instant('last_signed_in_at'),
    blockedAt: instant('blocked_at'),
    blockReason: text('block_reason'),
    blockedBy: uuid('blocked_by'),
    erasedAt: instant('erased_at'),
  },
  (user) => [
    uniqueIndex('users_email_unique').on(sql`lower(${user.email})`),
    uniqueIndex('users_username_unique').on(user.username),
    uniqueIndex('users_verified_phone_unique').on(user.phone).where(sql`${user.phoneVerifiedAt} is not null`),
    // Staff search by how these begin (user-search/): operator classes for prefixes, whatever the collation.
    index('users_by_email_start').on(sql`lower(${user.email}) text_pattern_ops`),
    index('users_by_username_start').on(sql`${user.username} text_pattern_ops`),
    index('users_by_phone_start').on(sql`${user.phone} text_pattern_ops`),
    index('users_by_display_name_start').on(sql`lower(${user.displayName}) text_pattern_ops`),
    index('users_by_first_name_start').on(sql`lower(${user.firstName}) text_pattern_ops`),
    index('users_by_last_name_start').on(sql`lower(${user.lastName}) text_pattern_ops`),
    index('users_blocked').on(user.id).where(sql`${user.blockedAt} is not null`),
    index('users_erased').on(user.id).where(sql`${user.erasedAt} is not null`),
    check('users_username_is_plain', sql`${user.username} ~ '^[a-z0-9_]{3,32}$'`),
    check('users_phone_is_e164', sql`${user.phone} ~ '^\\+[1-9][0-9]{1,14}$'`),
    check('users_verified_phone_is_known', sql`${user.phoneVerifiedAt} is null or ${user.phone} is not null`),
    check(
      'users_blocked_for_a_reason_by_somebody',
      sql`(${user.blockedAt} is null) = (${user.blockReason} is null) and (${user.blockedAt} is null) = (${user.blockedBy} is null)`,
    ),
    check('users_display_name_is_short', sql`length(${user.displayName}) between 1 and 80`),
  ],
);

/**
 * Failures in a row, per account, and alike per name that no account has: both cost the same
 * statements, so that time does not tell them apart.
 */
export const logInFailures = pgTable(
  'log_in_failures',
  {
    account: text().primaryKey(),
    failures: integer().notNull(),
    lockedUntil: instant('locked_until'),
    updatedAt: instant('updated_at').notNull(),
  },
  (row) => [
    check('log_in_failures_positive', sql`${row.failures} > 0`),
    index('log_in_failures_by_age').on(row.updatedAt),
  ],
);

/**
 * Networks that a person has signed in from with the right password. Failures from there are counted by themselves, so that
 * a lock that strangers cause does not keep the person out. Keys are hashes of account and network.
 */
export const knownNetworks = pgTable(
  'known_networks',
  {
    key: text().primaryKey(),
    account: text().notNull(),
    usedAt: instant('used_at').notNull(),
  },
  (network) => [
    index('known_networks_by_account').on(network.account),
    index('known_networks_by_age').on(network.usedAt),
  ],
);
