import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

/** One authenticator app a person: pending until its first code comes, confirmed from then on. */
export const mfaFactors = pgTable(
  'mfa_factors',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Under AES-256-GCM, with the user id as additional data: copied to somebody else's row it opens nothing. */
    secretSealed: text('secret_sealed').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When a pending one is forgotten. */
    expiresAt: instant('expires_at'),
    confirmedAt: instant('confirmed_at'),
    /** Newest step of 30 s since 1970 whose code was accepted; codes of it and of earlier steps are used up. */
    lastUsedStep: integer('last_used_step'),
  },
  (factor) => [
    check('mfa_factors_pending_or_confirmed', sql`(${factor.expiresAt} is null) = (${factor.confirmedAt} is not null)`),
    check('mfa_factors_confirmed_by_a_code', sql`(${factor.confirmedAt} is null) = (${factor.lastUsedStep} is null)`),
  ],
);

/** Recovery codes that were not used yet, as keyed hashes. */
export const mfaRecoveryCodes = pgTable(
  'mfa_recovery_codes',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => mfaFactors.userId, { onDelete: 'cascade' }),
    hash: text().notNull(),
  },
  (code) => [primaryKey({ columns: [code.userId, code.hash] })],
);

/** Sign-ins that wait for the second factor, by the hash of what only the client knows. */
export const mfaChallenges = pgTable(
  'mfa_challenges',
  {
    hash: text().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => mfaFactors.userId, { onDelete: 'cascade' }),
    method: text({ enum: ['PASSWORD', 'GOOGLE', 'APPLE', 'FACEBOOK'] }).notNull(),
    /** Guest whose belongings become the person's. */
    guestId: uuid('guest_id'),
    tries: integer().notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
  },
  (challenge) => [
    index('mfa_challenges_by_user').on(challenge.userId),
    index('mfa_challenges_by_end').on(challenge.expiresAt),
    check('mfa_challenges_tries_not_negative', sql`${challenge.tries} >= 0`),
  ],
);
