import { roles, scopes } from '@caravan/core/principal';
import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

export const userRoles = pgTable(
  'user_roles',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: roles }).notNull(),
    grantedAt: instant('granted_at').notNull(),
    /** Null when it was the system: registration, the staff list of a store, the first start. */
    grantedBy: uuid('granted_by'),
  },
  (row) => [primaryKey({ columns: [row.userId, row.role] }), index('user_roles_by_role').on(row.role, row.userId)],
);

/** Rights of one person of the staff beyond those of the roles. Who leaves the staff loses them. */
export const userScopes = pgTable(
  'user_scopes',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    scope: text({ enum: scopes }).notNull(),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: uuid('granted_by').notNull(),
  },
  (row) => [primaryKey({ columns: [row.userId, row.scope] })],
);

/** What the latest staff event said of a person. Events of different stores may arrive in any order. */
export const vendorFacts = pgTable('vendor_facts', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  worksForAnyStore: boolean('works_for_any_store').notNull(),
  eventTime: instant('event_time').notNull(),
});
