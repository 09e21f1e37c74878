import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';
import { sessionEndReasons } from './sessions.domain.ts';

/** One log-in on one device: the family of all refresh tokens that came of it. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
    clientAddress: text('client_address'),
    userAgent: text('user_agent'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason', { enum: sessionEndReasons }),
  },
  (session) => [
    index('sessions_open_by_user').on(session.userId).where(sql`${session.endedAt} is null`),
    index('sessions_by_last_use').on(session.lastUsedAt),
    check('sessions_ended_for_a_reason', sql`(${session.endedAt} is null) = (${session.endReason} is null)`),
  ],
);

/** Hashes only. The successor is kept for the grace, sealed under the token itself, which is not stored. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    hash: text().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    successorHash: text('successor_hash'),
    successorSealed: text('successor_sealed'),
  },
  (token) => [
    index('refresh_tokens_by_session').on(token.sessionId),
    index('refresh_tokens_by_expiry').on(token.expiresAt),
    index('refresh_tokens_in_grace').on(token.usedAt).where(sql`${token.successorSealed} is not null`),
    check('refresh_tokens_used_iff_succeeded', sql`(${token.usedAt} is null) = (${token.successorHash} is null)`),
  ],
);
