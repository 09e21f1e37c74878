import type { Sealed } from '@caravan/contracts/event';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';
import { auditEventKinds } from './activity.domain.ts';

/** What happened to accounts, by their events. Kept for AUDIT_DAYS. */
export const auditEvents = pgTable(
  'audit_events',
  {
    /** That of the event. */
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: auditEventKinds }).notNull(),
    at: instant('at').notNull(),
    /** Which way, which role, which field: nothing personal. */
    detail: text(),
    /** Where it came from, or why; under the person's key. */
    sealed: jsonb().$type<Sealed>(),
  },
  (event) => [
    index('audit_events_by_user').on(event.userId, event.at, event.id),
    index('audit_events_by_time').on(event.at),
  ],
);
