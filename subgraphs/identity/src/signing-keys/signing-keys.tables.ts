import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';
import { instant } from '../columns.ts';

export const signingKeys = pgTable('signing_keys', {
  /** The `kid` of tokens. */
  id: uuid().primaryKey(),
  createdAt: instant('created_at').notNull(),
  /** Published before it signs, so that routers know it by then. */
  signsFrom: instant('signs_from').notNull().unique('signing_keys_one_at_a_time'),
  publicKey: jsonb('public_key').$type<JWK>().notNull(),
  /** PKCS #8, sealed under the key encryption key. */
  privateKeySealed: text('private_key_sealed').notNull(),
});
