import { pgTable, text } from 'drizzle-orm/pg-core';

/**
 * Keys that must outlive the key encryption key, because what was made with them cannot be made again (keyed hashes). Random,
 * made at first use, sealed under the key encryption key.
 */
export const lastingKeys = pgTable('lasting_keys', {
  purpose: text().primaryKey(),
  keySealed: text('key_sealed').notNull(),
});
