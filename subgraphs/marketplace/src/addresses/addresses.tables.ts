import type { Sealed } from '@caravan/contracts/event';
import { index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';

/** What buyers may choose as a delivery address, told by identity; sealed under the key of each buyer. */
export const addresses = pgTable(
  'addresses',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    address: jsonb().$type<Sealed>().notNull(),
  },
  (address) => [index('addresses_by_user').on(address.userId)],
);
