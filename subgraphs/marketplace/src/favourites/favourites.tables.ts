import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { FavouriteTargetKind } from './favourites.domain.ts';

export const favourites = pgTable(
  'favourites',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    targetKind: text('target_kind').$type<FavouriteTargetKind>().notNull(),
    targetId: uuid('target_id').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (favourite) => [
    uniqueIndex('favourites_once').on(favourite.userId, favourite.targetKind, favourite.targetId),
    index('favourites_latest').on(favourite.userId, favourite.id.desc()),
    index('favourites_target').on(favourite.targetKind, favourite.targetId),
    check('favourites_target_kind_known', sql`${favourite.targetKind} in ('PRODUCT')`),
  ],
);
