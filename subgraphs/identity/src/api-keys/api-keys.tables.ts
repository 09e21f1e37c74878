import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { apiKeyRateClasses } from './api-keys.domain.ts';

export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    prefix: text().notNull(),
    /** SHA-256 in hex: a key is 256 random bits, so it cannot be guessed from it. */
    keyHash: text('key_hash').notNull(),
    scopes: text().array().notNull(),
    rateClass: text('rate_class', { enum: apiKeyRateClasses }).notNull(),
    createdAt: instant('created_at').notNull(),
    /** An admin, whose id stays when the account goes. */
    createdBy: uuid('created_by').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (key) => [
    uniqueIndex('api_keys_hash_unique').on(key.keyHash),
    index('api_keys_open').on(key.id).where(sql`${key.revokedAt} is null`),
    check('api_keys_name_is_short', sql`length(${key.name}) between 1 and 64`),
  ],
);
