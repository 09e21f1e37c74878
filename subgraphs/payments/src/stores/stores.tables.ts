import type { storeRoles } from '@caravan/contracts/marketplace';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/** Who works for which store, as marketplace announced it. */
export const storeStaff = pgTable(
  'store_staff',
  {
    storeId: uuid('store_id').notNull(),
    userId: uuid('user_id').notNull(),
    role: text().$type<(typeof storeRoles)[number]>().notNull(),
  },
  (member) => [
    primaryKey({ columns: [member.storeId, member.userId] }),
    index('store_staff_of_user').on(member.userId),
  ],
);
