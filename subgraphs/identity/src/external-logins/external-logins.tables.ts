import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';
import { externalProviders, intents } from './external-logins.domain.ts';

/** Who a person is at a provider: one person per subject, and one subject per person and provider. */
export const externalLogins = pgTable(
  'external_logins',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    provider: text({ enum: externalProviders }).notNull(),
    /** The provider's own id of the person; it stays when the email changes. */
    subject: text().notNull(),
    /** As it was when it was linked. */
    emailAtProvider: text('email_at_provider'),
    linkedAt: instant('linked_at').notNull(),
  },
  (login) => [
    primaryKey({ columns: [login.userId, login.provider] }),
    unique('external_logins_one_person_per_subject').on(login.provider, login.subject),
    check('external_logins_subject_is_short', sql`length(${login.subject}) between 1 and 255`),
  ],
);

/** A log-in at a provider that somebody began. State and browser secret are hashes; what only we may know is sealed. */
export const externalAttempts = pgTable(
  'external_attempts',
  {
    stateHash: text('state_hash').primaryKey(),
    browserSecretHash: text('browser_secret_hash').notNull(),
    provider: text({ enum: externalProviders }).notNull(),
    intent: text({ enum: intents }).notNull(),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id'),
    guestId: uuid('guest_id'),
    redirectUri: text('redirect_uri').notNull(),
    /** Nonce and PKCE verifier. */
    proofSealed: text('proof_sealed').notNull(),
    /** Apple tells the name at the first consent, outside of the signed token. */
    nameSealed: text('name_sealed'),
    expiresAt: instant('expires_at').notNull(),
    /** Set while it is being completed; null again when the provider did not answer. */
    claimedAt: instant('claimed_at'),
  },
  (attempt) => [
    index('external_attempts_by_end').on(attempt.expiresAt),
    check(
      'external_attempts_link_for_a_session',
      sql`(${attempt.intent} = 'LINK') = (${attempt.userId} is not null) and (${attempt.userId} is null) = (${attempt.sessionId} is null)`,
    ),
  ],
);
