import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import type { Content } from './system-settings.domain.ts';

/** Settings that were ever changed. */
export const systemSettings = pgTable(
  'system_settings',
  {
    key: text().primaryKey(),
    /** Null: the default again. */
    content: jsonb().$type<Content>(),
    version: integer().notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by').notNull(),
  },
  (setting) => [check('system_settings_were_changed', sql`${setting.version} > 0`)],
);

/** Every change there was, one a version. */
export const systemSettingChanges = pgTable(
  'system_setting_changes',
  {
    key: text()
      .notNull()
      .references(() => systemSettings.key),
    version: integer().notNull(),
    oldContent: jsonb('old_content').$type<Content>(),
    newContent: jsonb('new_content').$type<Content>(),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by').notNull(),
  },
  (change) => [primaryKey({ columns: [change.key, change.version] })],
);
