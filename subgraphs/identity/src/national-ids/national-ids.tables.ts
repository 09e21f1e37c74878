import { sql } from 'drizzle-orm';
import { char, check, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

export const nationalIds = pgTable(
  'national_ids',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    country: char({ length: 2 }).notNull(),
    /** Under the data key of this row. */
    numberSealed: text('number_sealed').notNull(),
    /** The data key, under the key encryption key. */
    dataKeySealed: text('data_key_sealed').notNull(),
    /** Keyed hash of country and number: what makes a number unique without telling it. */
    fingerprint: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (row) => [
    unique('national_ids_one_per_country').on(row.userId, row.country),
    unique('national_ids_fingerprint_unique').on(row.fingerprint),
    check('national_ids_country_is_supported', sql`${row.country} in ('KZ', 'IN')`),
  ],
);
