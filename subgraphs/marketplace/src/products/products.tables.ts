import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { categories } from '../categories/categories.tables.ts';
import { stores } from '../stores/stores.tables.ts';
import type { ProductStatus } from './products.domain.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const products = pgTable(
  'products',
  {
    id: uuid('id').primaryKey(),
    storeId: uuid('store_id').notNull(),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => categories.id),
    currency: char('currency', { length: 3 }).notNull(),
    handle: text('handle').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    brand: text('brand'),
    status: text('status').$type<ProductStatus>().notNull(),
    optionNames: text('option_names').array().notNull(),
    /** Of active variants; kept by a trigger. */
    lowestPriceMinor: bigint('lowest_price_minor', { mode: 'bigint' }),
    /** Of active variants; kept by a trigger. */
    highestPriceMinor: bigint('highest_price_minor', { mode: 'bigint' }),
    /** Weighted words of title, brand and description; kept by a trigger. */
    words: tsvector('words'),
    /** Title and brand without accents in lower case, for similarity; kept by a trigger. */
    plainTitle: text('plain_title'),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true, mode: 'date' }),
    /** When it was published, or created until then: the order of lists. */
    listedAt: timestamp('listed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (product) => [
    foreignKey({
      name: 'products_currency_of_store',
      columns: [product.storeId, product.currency],
      foreignColumns: [stores.id, stores.currency],
    }),
    uniqueIndex('products_handle_unique').on(product.storeId, product.handle),
    unique('products_id_store_currency_unique').on(product.id, product.storeId, product.currency),
    index('products_newest').on(product.status, product.listedAt.desc(), product.id.desc()),
    index('products_of_store').on(product.storeId, product.listedAt.desc(), product.id.desc()),
    index('products_price').on(product.status, product.currency, product.lowestPriceMinor, product.id),
    index('products_category').on(product.categoryId, product.listedAt.desc(), product.id.desc()),
    index('products_brand').on(sql`lower(${product.brand})`),
    index('products_words').using('gin', product.words),
    check('products_status_known', sql`${product.status} in ('DRAFT', 'PUBLISHED', 'ARCHIVED')`),
    check('products_at_most_three_options', sql`cardinality(${product.optionNames}) <= 3`),
    check(
      'products_listed_when_published',
      sql`${product.listedAt} = coalesce(${product.publishedAt}, ${product.createdAt})`,
    ),
    check(
      'products_published_at_once_published',
      sql`${product.status} <> 'PUBLISHED' or ${product.publishedAt} is not null`,
    ),
  ],
);

export const variants = pgTable(
  'variants',
  {
    id: uuid('id').primaryKey(),
    productId: uuid('product_id').notNull(),
    storeId: uuid('store_id').notNull(),
    sku: text('sku').notNull(),
    optionValues: text('option_values').array().notNull(),
    priceMinor: bigint('price_minor', { mode: 'bigint' }).notNull(),
    compareAtMinor: bigint('compare_at_minor', { mode: 'bigint' }),
    currency: char('currency', { length: 3 }).notNull(),
    barcode: text('barcode'),
    weightGrams: integer('weight_grams'),
    active: boolean('active').notNull(),
    /** Order within the product: ids of one millisecond do not sort. */
    position: integer('position').notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (variant) => [
    foreignKey({
      name: 'variants_store_and_currency_of_product',
      columns: [variant.productId, variant.storeId, variant.currency],
      foreignColumns: [products.id, products.storeId, products.currency],
    }),
    uniqueIndex('variants_sku_unique').on(variant.storeId, variant.sku),
    uniqueIndex('variants_options_unique').on(variant.productId, variant.optionValues),
    check('variants_price_not_negative', sql`${variant.priceMinor} >= 0`),
    check('variants_compare_at_above_price', sql`${variant.compareAtMinor} > ${variant.priceMinor}`),
    check('variants_weight_positive', sql`${variant.weightGrams} > 0`),
  ],
);

export const productImages = pgTable(
  'product_images',
  {
    id: uuid('id').primaryKey(),
    productId: uuid('product_id')
      .notNull()
      .references(() => products.id),
    url: text('url').notNull(),
    altText: text('alt_text').notNull(),
    position: integer('position').notNull(),
  },
  (image) => [
    uniqueIndex('product_images_url_unique').on(image.productId, image.url),
    index('product_images_order').on(image.productId, image.position, image.id),
  ],
);
