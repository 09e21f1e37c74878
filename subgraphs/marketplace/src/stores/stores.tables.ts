import { sql } from 'drizzle-orm';
import {
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { StoreRole, StoreStatus } from './stores.domain.ts';

export const stores = pgTable(
  'stores',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    status: text('status').$type<StoreStatus>().notNull(),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (store) => [
    uniqueIndex('stores_slug_unique').on(store.slug),
    // Target of foreign keys that hold prices to the store's one currency.
    unique('stores_id_currency_unique').on(store.id, store.currency),
    index('stores_status_id').on(store.status, store.id.desc()),
    check('stores_status_known', sql`${store.status} in ('PENDING', 'ACTIVE', 'SUSPENDED')`),
    check('stores_currency_code', sql`${store.currency} ~ '^[A-Z]{3}$'`),
  ],
);

export const storeStaff = pgTable(
  'store_staff',
  {
    storeId: uuid('store_id')
      .notNull()
      .references(() => stores.id),
    userId: uuid('user_id').notNull(),
    role: text('role').$type<StoreRole>().notNull(),
    since: timestamp('since', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (member) => [
    primaryKey({ name: 'store_staff_pkey', columns: [member.storeId, member.userId] }),
    index('store_staff_user').on(member.userId, member.storeId.desc()),
    check('store_staff_role_known', sql`${member.role} in ('OWNER', 'MANAGER', 'CLERK')`),
  ],
);
