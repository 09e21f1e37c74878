import { newId, toTypeId } from '@caravan/core/ids';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { countStatements } from '../../test/statements.ts';
import { callerOf, marketplaceDatabase, noon, openShop, person, type Shop, tradeDeps } from '../../test/trade.ts';
import { createCategory } from '../categories/categories.usecases.ts';
import { stores } from '../stores/stores.tables.ts';
import { products } from './products.tables.ts';
import { createProduct, publishProduct } from './products.usecases.ts';

const { database } = marketplaceDatabase();
let clock = noon.getTime();
/** A minute passes with every look at the clock, so that NEWEST has an order. */
const deps = tradeDeps(database, { now: () => new Date((clock += 60_000)) });
const graph = marketplaceGraph(deps);

type Choice = {
  price?: bigint;
  brand?: string;
  description?: string;
  stock?: number;
  categoryId?: string;
  draft?: true;
};

async function offer(shop: Shop, title: string, choice: Choice = {}): Promise<string> {
  const { price = 1000n, brand = null, description = '', stock = 1, categoryId = null, draft } = choice;
  const variant = { optionValues: [], sku: null, priceMinor: price, compareAtMinor: null, barcode: null };
  const made = await createProduct(deps, {
    caller: callerOf(shop.clerk),
    storeId: shop.storeId,
    title,
    handle: null,
    description,
    brand,
    categoryId,
    options: [],
    variants: [{ ...variant, weightGrams: null, active: true, stock }],
    images: [{ url: 'https://img.example/1.png', altText: '' }],
    idempotencyKey: newId(),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  if (!draft) await publishProduct(deps, { caller: callerOf(shop.clerk), productId: made.value.id });
  return made.value.id;
}

async function category(name: string, parentId: string | null = null): Promise<string> {
  const terms = { slug: null, description: '', sortOrder: 0, active: true, idempotencyKey: newId() };
  const made = await createCategory(deps, { caller: callerOf(person()), name, parentId, ...terms });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.value.id;
}

type Page = { nodes: { title: string }[]; pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean } };
type Listing = { products: Page & { totalCount: number } };

async function titles(filter: Record<string, unknown>, sort: string | null = null, principal = person()) {
  const query = `query ($filter: ProductFilter, $sort: ProductSort) {
    products(filter: $filter, sort: $sort, first: 100) { nodes { title } totalCount }
  }`;
  const { data, errors } = await graph.ask<Listing>(query, { filter, sort }, principal);
  if (errors.length > 0) throw new Error(errors.join());
  expect(data.products.totalCount).toBe(data.products.nodes.length);
  return data.products.nodes.map(({ title }) => title);
}

const shops: Record<'main' | 'other' | 'yen' | 'closed', Shop> = {} as never;
const categories: Record<'tools' | 'hand' | 'garden', string> = {} as never;

beforeAll(async () => {
  shops.main = await openShop(database);
  shops.other = await openShop(database);
  shops.yen = await openShop(database, 'JPY');
  shops.closed = await openShop(database);
  categories.tools = await category('Tools');
  categories.hand = await category('Hand tools', categories.tools);
  categories.garden = await category('Garden');
  await offer(shops.main, 'Claw Hammer', { price: 1990n, brand: 'Thor', categoryId: categories.hand });
  await offer(shops.main, 'Cordless Drill', { price: 9900n, brand: 'Bosch', categoryId: categories.tools });
  await offer(shops.main, 'Crème brûlée torch', { price: 3500n, description: '<p>Also for soldering</p>', stock: 0 });
  await offer(shops.other, 'Garden Hose', { price: 2500n, categoryId: categories.garden });
  await offer(shops.other, 'Soldering Iron', { price: 2900n, brand: 'bosch' });
  await offer(shops.yen, 'Tatami', { price: 12_000n });
  await offer(shops.main, 'Unfinished Thing', { draft: true });
  await offer(shops.closed, 'Gone Hammer');
  await database.query.update(stores).set({ status: 'SUSPENDED' }).where(eq(stores.id, shops.closed.storeId));
});

describe('the list of products', () => {
  test('has what is PUBLISHED in ACTIVE stores, newest first', async () => {
    expect(await titles({})).toEqual([
      'Tatami',
      'Soldering Iron',
      'Garden Hose',
      'Crème brûlée torch',
      'Cordless Drill',
      'Claw Hammer',
    ]);
  });

  test.each([
    ['drill', ['Cordless Drill']],
    ['dri', ['Cordless Drill']],
    ['DRILLS', ['Cordless Drill']],
    ['creme brulee', ['Crème brûlée torch']],
    ['hammer thor', ['Claw Hammer']],
    ['the hammer', ['Claw Hammer']],
    ['soldering', ['Soldering Iron', 'Crème brûlée torch']],
    ['cordles dril', ['Cordless Drill']],
    ['hamer', ['Claw Hammer']],
    ['drlil', ['Cordless Drill']],
    ['xyzzy', []],
    ["?!& | ' :*", []],
  ])('finds %j', async (text, expected) => {
    expect(await titles({ text })).toEqual(expected);
  });

  test('is narrowed by filters, one by one and together', async () => {
    const { main, yen } = shops;
    expect(await titles({ storeId: toTypeId('store', yen.storeId) })).toEqual(['Tatami']);
    expect(await titles({ categoryId: toTypeId('category', categories.tools) })).toEqual([
      'Cordless Drill',
      'Claw Hammer',
    ]);
    expect(await titles({ brand: 'BOSCH' })).toEqual(['Soldering Iron', 'Cordless Drill']);
    expect(await titles({ minPrice: '2900', maxPrice: '3500', currency: 'EUR' })).toEqual([
      'Soldering Iron',
      'Crème brûlée torch',
    ]);
    expect(await titles({ currency: 'JPY' })).toEqual(['Tatami']);
    expect(await titles({ inStock: false })).toEqual(['Crème brûlée torch']);
    expect(await titles({ inStock: true, storeId: toTypeId('store', main.storeId) })).toEqual([
      'Cordless Drill',
      'Claw Hammer',
    ]);
    expect(await titles({ text: 'soldering', brand: 'Bosch' })).toEqual(['Soldering Iron']);
  });

  test('is sorted by price, currency by currency', async () => {
    const cheapest = ['Claw Hammer', 'Garden Hose', 'Soldering Iron', 'Crème brûlée torch', 'Cordless Drill', 'Tatami'];
    expect(await titles({}, 'PRICE_ASC')).toEqual(cheapest);
    expect(await titles({}, 'PRICE_DESC')).toEqual(cheapest.toReversed());
  });

  test('has every status for the staff of its store, and only there', async () => {
    const { main, other } = shops;
    const own = { storeId: toTypeId('store', main.storeId) };
    expect(await titles(own, null, main.clerk)).toContain('Unfinished Thing');
    expect(await titles({ ...own, status: 'DRAFT' }, null, main.clerk)).toEqual(['Unfinished Thing']);
    expect(await titles({ ...own, status: 'DRAFT' }, null, other.clerk)).toEqual([]);
    expect(await titles({ status: 'DRAFT' }, null, main.clerk)).toEqual([]);
    expect(await titles({ ...own, status: 'DRAFT' }, null, person(newId(), ['store:read:any']))).toHaveLength(1);
  });

  test.each([
    { filter: { minPrice: '1' } },
    { filter: { currency: 'XXY' } },
    { filter: { text: 'x'.repeat(201) } },
    { sort: 'RELEVANCE' },
    { first: 101 },
    { after: 'forged' },
  ])('refuses %o', async (variables) => {
    const query = `query ($filter: ProductFilter, $sort: ProductSort, $first: Int, $after: String) {
      products(filter: $filter, sort: $sort, first: $first, after: $after) { nodes { id } } }`;
    const { errors } = await graph.ask(query, variables);
    expect(errors.join()).toContain('BAD_USER_INPUT');
  });
});

describe('pages', () => {
  const query = `query ($filter: ProductFilter, $sort: ProductSort, $first: Int, $after: String, $last: Int, $before: String) {
    products(filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before) {
      nodes { title } pageInfo { startCursor endCursor hasNextPage } } }`;

  test.each([
    ['NEWEST', {}],
    ['PRICE_ASC', {}],
    ['PRICE_DESC', {}],
    ['RELEVANCE', { text: 'soldering' }],
    ['RELEVANCE', { text: 'boscj' }],
  ])('of %s hold every product once, forwards and backwards', async (sort, filter) => {
    const whole = await titles(filter, sort);
    expect(whole.length).toBeGreaterThan(1);
    const forwards: string[] = [];
    let after: string | null = null;
    do {
      const page: { data: { products: Page } } = await graph.ask(query, { filter, sort, first: 1, after });
      const { nodes, pageInfo } = page.data.products;
      forwards.push(...nodes.map(({ title }) => title));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(forwards).toEqual(whole);
    const last = await graph.ask<{ products: Page }>(query, { filter, sort, last: 1 });
    expect(last.data.products.nodes).toMatchObject([{ title: whole.at(-1) }]);
    const before = last.data.products.pageInfo.startCursor;
    const { data } = await graph.ask<{ products: Page }>(query, { filter, sort, last: 1, before });
    expect(data.products.nodes).toMatchObject([{ title: whole.at(-2) }]);
  });

  test('of stores and categories come with them', async () => {
    const nested = `query ($id: ID!, $category: ID!) {
      store(id: $id) { products(first: 2, sort: PRICE_ASC) { nodes { title } totalCount pageInfo { hasNextPage } } }
      category(id: $category) { products { nodes { title } totalCount } }
    }`;
    const variables = {
      id: toTypeId('store', shops.main.storeId),
      category: toTypeId('category', categories.tools),
    };
    const { data } = await graph.ask(nested, variables);
    expect(data).toEqual({
      store: {
        products: {
          nodes: [{ title: 'Claw Hammer' }, { title: 'Crème brûlée torch' }],
          totalCount: 3,
          pageInfo: { hasNextPage: true },
        },
      },
      category: { products: { nodes: [{ title: 'Cordless Drill' }, { title: 'Claw Hammer' }], totalCount: 2 } },
    });
  });
});

test('the number of statements of a list does not grow with its length', async () => {
  const everything = `query ($first: Int) {
    products(first: $first, filter: { text: "e" }) { nodes {
      id inStock favouriteCount isFavourite
      store { name shippingRates { id } products(first: 2) { nodes { id } } staff { role } }
      category { name parent { name } ancestors { id } children { id } products(first: 1) { nodes { id } } }
      options { name } images { url }
      variants { id title available stock { onHand } stockMovements(first: 1) { nodes { kind } } product { id } }
    } } }`;
  const count = (first: number) =>
    countStatements(database, async () => {
      const { data, errors } = await graph.ask<{ products: Page }>(everything, { first }, shops.main.clerk);
      expect(errors).toEqual([]);
      expect(data.products.nodes.length).toBe(first);
    });
  await offer(shops.main, 'Eel trap');
  await offer(shops.main, 'Eel net');
  await count(2); // The first connections ask for the types of the database.
  const few = await count(1);
  for (let index = 0; index < 8; index += 1) await offer(index % 2 ? shops.main : shops.other, `Eel hook ${index}`);
  // Loads of one kind that start at different moments may or may not meet in one statement; a load per row would add 9.
  expect(await count(10)).toBeLessThanOrEqual(few + 3);
});

test('a list is read through indexes on 20,000 products', async () => {
  const [template] = await database.query.select().from(products).where(eq(products.title, 'Cordless Drill'));
  await database.query.execute(sql`
    insert into products (id, store_id, category_id, currency, handle, title, description, brand, status, option_names,
      lowest_price_minor, highest_price_minor, version, created_at, published_at, listed_at)
    select gen_random_uuid(), store_id, category_id, currency, 'bulk-' || n, 'Widget ' || n || ' model ' || md5(n::text),
      '', null, 'PUBLISHED', '{}', 100 + n, 100 + n, 1, created_at, published_at, listed_at
    from products, generate_series(1, 20000) n where products.id = ${template?.id}`);
  await database.query.execute(sql`analyze products`);
  for (const [filter, sort] of [
    [{}, 'NEWEST'],
    [{}, 'PRICE_ASC'],
    [{ text: 'drill' }, 'RELEVANCE'],
    [{ text: 'drlil' }, 'RELEVANCE'],
    [{ categoryId: toTypeId('category', categories.garden) }, 'NEWEST'],
  ] as const) {
    const started = performance.now();
    await graph.ask(
      'query ($f: ProductFilter, $s: ProductSort) { products(filter: $f, sort: $s) { nodes { title } } }',
      {
        f: filter,
        s: sort,
      },
    );
    expect(performance.now() - started).toBeLessThan(1_000);
  }
});
