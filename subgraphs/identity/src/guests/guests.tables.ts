import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

/** Guests live in their tokens alone until they become someone: at most once, which the key holds. */
export const guestMerges = pgTable(
  'guest_merges',
  {
    guestId: uuid('guest_id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    mergedAt: instant('merged_at').notNull(),
  },
  (merge) => [index('guest_merges_by_time').on(merge.mergedAt)],
);
