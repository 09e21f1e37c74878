import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';
import type { Precision } from '../geocoding/geocoding.domain.ts';

export const addresses = pgTable(
  'addresses',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    line1: text().notNull(),
    line2: text(),
    street: text(),
    building: text(),
    apartment: text(),
    entrance: text(),
    floor: text(),
    intercom: text(),
    city: text().notNull(),
    region: text(),
    postalCode: text('postal_code').notNull(),
    country: char({ length: 2 }).notNull(),
    phone: text(),
    /** WGS 84, in degrees. */
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    precision: text().$type<Precision>(),
    /** Goes up with every change of the text or the coordinates: what was found out about an older one is dropped. */
    revision: integer().notNull().default(1),
    isDefault: boolean('is_default').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (address) => [
    uniqueIndex('addresses_one_default').on(address.userId).where(sql`${address.isDefault}`),
    index('addresses_by_user').on(address.userId),
    check('addresses_country_is_iso', sql`${address.country} ~ '^[A-Z]{2}$'`),
    check(
      'addresses_location_is_whole',
      sql`num_nulls(${address.latitude}, ${address.longitude}, ${address.precision}) in (0, 3)`,
    ),
    check(
      'addresses_location_is_on_earth',
      sql`${address.latitude} between -90 and 90 and ${address.longitude} between -180 and 180`,
    ),
    check('addresses_precision_is_known', sql`${address.precision} in ('ROOFTOP', 'STREET', 'CITY')`),
  ],
);
