import type { Sealed } from '@caravan/contracts/event';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** What the staff did. Rows outlive the people they speak of; what was personal in them is sealed. */
export const adminActions = pgTable(
  'admin_actions',
  {
    id: uuid().primaryKey(),
    at: instant('at').notNull(),
    adminId: uuid('admin_id').notNull(),
    action: text().notNull(),
    entityType: text('entity_type').notNull(),
    /** UUID, or the key of a setting. */
    entityId: text('entity_id').notNull(),
    /** Sealed under the admin: unreadable once the admin is erased. */
    details: jsonb().$type<Sealed>().notNull(),
  },
  (action) => [
    index('admin_actions_by_time').on(action.at, action.id),
    index('admin_actions_by_admin').on(action.adminId, action.at, action.id),
    index('admin_actions_by_entity').on(action.entityType, action.entityId, action.at, action.id),
    index('admin_actions_by_action').on(action.action, action.at, action.id),
  ],
);
