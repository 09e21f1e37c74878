import { sql } from 'drizzle-orm';
import { boolean, char, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

export const addresses = pgTable(
  'addresses',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    line1: text().notNull(),
    line2: text(),
    city: text().notNull(),
    region: text(),
    postalCode: text('postal_code').notNull(),
    country: char({ length: 2 }).notNull(),
    phone: text(),
    isDefault: boolean('is_default').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (address) => [
    uniqueIndex('addresses_one_default').on(address.userId).where(sql`${address.isDefault}`),
    index('addresses_by_user').on(address.userId),
    check('addresses_country_is_iso', sql`${address.country} ~ '^[A-Z]{2}$'`),
  ],
);
