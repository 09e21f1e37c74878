import type { PageRequest } from '@caravan/core/pages';
import type { Executor } from '@caravan/database/database';
import { and, count, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { categories } from '../categories/categories.tables.ts';
import { stores } from '../stores/stores.tables.ts';
import type { Product, ProductSort, ProductStatus } from './products.domain.ts';
import { productColumns, toProduct } from './products.store.ts';
import { products } from './products.tables.ts';

export type ProductListing = {
  /** Words as typed, and how they are looked for. */
  text: { words: readonly string[]; typed: string; match: 'words' | 'likeness' } | null;
  storeId: string | null;
  categoryId: string | null;
  minPriceMinor: bigint | null;
  maxPriceMinor: bigint | null;
  currency: string | null;
  brand: string | null;
  inStock: boolean | null;
  status: ProductStatus | null;
  /** Stores whose products are listed in any status; of others only what the public sees. */
  fullySeen: readonly string[] | 'all';
  sort: ProductSort;
};

/** A product with the keys of its place in the list. */
export type ListedProduct = { product: Product; keys: readonly string[] };

/** One page of products. */
export async function searchProducts(
  executor: Executor,
  listing: ProductListing,
  page: PageRequest,
): Promise<ListedProduct[]> {
  const { keys, order } = orderOf(listing, page);
  const rows = await executor
    .select({ ...productColumns, keys })
    .from(products)
    .where(and(...conditions(listing), beyond(listing, page)))
    .orderBy(...order)
    .limit(page.limit + 1);
  return rows.map(toListed);
}

/** One page of products for each store or category, in one statement. */
export async function searchProductsOf(
  executor: Executor,
  parent: { of: 'store' | 'category'; ids: readonly string[] },
  { listing, page }: { listing: ProductListing; page: PageRequest },
): Promise<Map<string, ListedProduct[]>> {
  const { keys, order } = orderOf(listing, page);
  const table = parent.of === 'store' ? stores : categories;
  const belongs =
    parent.of === 'store' ? eq(products.storeId, stores.id) : inCategory(sql`${categories.id}`, { alias: 'below' });
  const listed = executor
    .select({ ...productColumns, keys: sql<string[]>`${keys}`.as('keys') })
    .from(products)
    .where(and(belongs, ...conditions(listing), beyond(listing, page)))
    .orderBy(...order)
    .limit(page.limit + 1)
    .as('listed');
  const rows = await executor
    .select({ parentId: table.id, row: listed._.selectedFields })
    .from(table)
    .innerJoinLateral(listed, sql`true`)
    .where(inArray(table.id, [...parent.ids]));
  const byParent = Map.groupBy(rows, ({ parentId }) => parentId);
  return new Map([...byParent].map(([id, group]) => [id, group.map(({ row }) => toListed(row))]));
}

export async function countProducts(executor: Executor, listing: ProductListing): Promise<number> {
  const [row] = await executor
    .select({ products: count() })
    .from(products)
    .where(and(...conditions(listing)));
  return row?.products ?? 0;
}

/** Whether any product has all the words. */
export async function hasWords(executor: Executor, words: readonly string[]): Promise<boolean> {
  if (words.length === 0) return false;
  const [row] = await executor.execute<{ found: boolean }>(
    sql`select exists (select 1 from ${products} where ${products.words} @@ ${queryOf(words)}) as found`,
  );
  return row?.found ?? false;
}

function conditions(listing: ProductListing): (SQL | undefined)[] {
  const { text, brand, inStock } = listing;
  return [
    visible(listing.fullySeen),
    listing.status ? eq(products.status, listing.status) : undefined,
    listing.storeId ? eq(products.storeId, listing.storeId) : undefined,
    listing.categoryId ? inCategory(sql`${listing.categoryId}::uuid`, { alias: 'wanted' }) : undefined,
    listing.currency ? eq(products.currency, listing.currency) : undefined,
    listing.minPriceMinor === null ? undefined : gte(products.highestPriceMinor, listing.minPriceMinor),
    listing.maxPriceMinor === null ? undefined : lte(products.lowestPriceMinor, listing.maxPriceMinor),
    brand ? sql`lower(${products.brand}) = lower(${brand})` : undefined,
    inStock === null ? undefined : inStock ? isInStock : sql`not ${isInStock}`,
    text ? matches(text) : undefined,
    listing.sort.startsWith('PRICE') ? sql`${products.lowestPriceMinor} is not null` : undefined,
  ];
}

function visible(fullySeen: ProductListing['fullySeen']): SQL | undefined {
  if (fullySeen === 'all') return undefined;
  const isPublic = sql`(${products.status} = 'PUBLISHED' and exists (
    select 1 from stores as seller where seller.id = ${products.storeId} and seller.status = 'ACTIVE'))`;
  return fullySeen.length === 0 ? isPublic : or(isPublic, inArray(products.storeId, [...fullySeen]));
}

function inCategory(id: SQL, { alias }: { alias: string }): SQL {
  const name = sql.identifier(alias);
  return sql`${products.categoryId} in (select ${name}.id from categories as ${name} where ${name}.path @> array[${id}])`;
}

const isInStock = sql`exists (
  select 1 from variants as piece join stock_levels as level on level.variant_id = piece.id
  where piece.product_id = ${products.id} and piece.active and level.on_hand > level.reserved)`;

type Text = NonNullable<ProductListing['text']>;

function matches({ words, typed, match }: Text): SQL {
  if (words.length === 0) return sql`false`;
  if (match === 'words') return sql`${products.words} @@ ${queryOf(words)}`;
  return sql`${products.id} in (select product_id from products_resembling(${typed}))`;
}

/** All words by their beginnings, or all by their English stems. */
function queryOf(words: readonly string[]): SQL {
  const beginnings = words.map((word) => `${word}:*`).join(' & ');
  return sql`(to_tsquery('simple', unaccent(${beginnings})) || plainto_tsquery('english', unaccent(${words.join(' ')})))`;
}

function relevance({ words, typed, match }: Text): SQL {
  const score =
    match === 'words'
      ? sql`ts_rank_cd(${products.words}, ${queryOf(words)})`
      : sql`word_similarity(lower(unaccent(${typed})), ${products.plainTitle})`;
  // A whole number, so that a cursor holds it exactly.
  return sql`(${score} * 1000000)::int`;
}

type SortKey = { expression: SQL; type: SQL };

function sortKeys({ sort, text }: ProductListing): { keys: SortKey[]; descending: boolean } {
  const id = { expression: sql`${products.id}`, type: sql`uuid` };
  const price = [
    { expression: sql`${products.currency}`, type: sql`bpchar` },
    { expression: sql`${products.lowestPriceMinor}`, type: sql`bigint` },
    id,
  ];
  if (sort === 'PRICE_ASC') return { keys: price, descending: false };
  if (sort === 'PRICE_DESC') return { keys: price, descending: true };
  const first =
    sort === 'RELEVANCE' && text
      ? { expression: relevance(text), type: sql`int` }
      : { expression: sql`${products.listedAt}`, type: sql`timestamptz` };
  return { keys: [first, id], descending: true };
}

function orderOf(listing: ProductListing, page: PageRequest) {
  const { keys, descending } = sortKeys(listing);
  const direction = descending === (page.direction === 'forward') ? sql`desc` : sql`asc`;
  const texts = keys.map(({ expression }) => sql`${expression}::text`);
  return {
    keys: sql<string[]>`array[${sql.join(texts, sql`, `)}]`,
    order: keys.map(({ expression }) => sql`${expression} ${direction}`),
  };
}

/** Row comparison after the cursor: all keys of a sort run the same way. */
function beyond(listing: ProductListing, page: PageRequest): SQL | undefined {
  if (page.keys === null) return undefined;
  const { keys, descending } = sortKeys(listing);
  const comparison = descending === (page.direction === 'forward') ? sql`<` : sql`>`;
  const here = keys.map(({ expression }) => expression);
  const there = keys.map(({ type }, index) => sql`${page.keys?.[index]}::text::${type}`);
  return sql`(${sql.join(here, sql`, `)}) ${comparison} (${sql.join(there, sql`, `)})`;
}

function toListed({ keys, ...row }: Parameters<typeof toProduct>[0] & { keys: string[] }): ListedProduct {
  return { product: toProduct(row), keys };
}
