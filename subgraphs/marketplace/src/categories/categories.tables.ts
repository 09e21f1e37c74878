import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

export const categories = pgTable(
  'categories',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull(),
    parentId: uuid('parent_id').references((): AnyPgColumn => categories.id),
    /** Ids from the top down to the category itself: descendants are those whose path contains it. */
    path: uuid('path').array().notNull(),
    sortOrder: integer('sort_order').notNull(),
    active: boolean('active').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (category) => [
    uniqueIndex('categories_slug_unique').on(category.slug),
    index('categories_parent').on(category.parentId),
    index('categories_path').using('gin', category.path),
    index('categories_name').on(sql`lower(${category.name})`),
    check('categories_path_ends_with_itself', sql`${category.path}[cardinality(${category.path})] = ${category.id}`),
    check(
      'categories_path_passes_parent',
      sql`${category.parentId} is not distinct from ${category.path}[cardinality(${category.path}) - 1]`,
    ),
  ],
);
