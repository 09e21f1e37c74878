import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** How often something happened in its current window. Keys are hashes: they stand for emails and addresses. */
export const limits = pgTable(
  'limits',
  {
    key: text().primaryKey(),
    points: integer().notNull(),
    resetsAt: instant('resets_at').notNull(),
  },
  (limit) => [index('limits_by_end').on(limit.resetsAt)],
);
