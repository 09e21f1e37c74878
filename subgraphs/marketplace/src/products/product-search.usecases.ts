import { CaravanError } from '@caravan/core/errors';
import { isCurrency } from '@caravan/core/money';
import type { Connection, PageArguments, PageRequest } from '@caravan/core/pages';
import type { Deps } from '../deps.ts';
import {
  countProducts,
  hasWords,
  type ListedProduct,
  type ProductListing,
  searchProducts,
  searchProductsOf,
} from './product-search.store.ts';
import type { Product, ProductSort, ProductStatus } from './products.domain.ts';

/** What is looked for; absent and null fields do not narrow. */
export type ProductSearch = {
  text?: string | null | undefined;
  storeId?: string | null | undefined;
  categoryId?: string | null | undefined;
  minPriceMinor?: bigint | null | undefined;
  maxPriceMinor?: bigint | null | undefined;
  currency?: string | null | undefined;
  brand?: string | null | undefined;
  inStock?: boolean | null | undefined;
  status?: ProductStatus | null | undefined;
  sort?: ProductSort | null | undefined;
};

/** A page of products; the total is counted when it is asked for. */
export type ProductPage = Connection<Product> & { countAll(): Promise<number> };

/** @param fullySeen - Stores whose products the caller sees in any status. */
export async function findProducts(
  deps: Deps,
  search: ProductSearch,
  { page, fullySeen }: { page: PageArguments; fullySeen: ProductListing['fullySeen'] },
): Promise<ProductPage> {
  if ((search.minPriceMinor != null || search.maxPriceMinor != null) && search.currency == null) {
    throw new CaravanError('BAD_USER_INPUT', 'A price bound needs its currency.');
  }
  const listing = await toListing(deps, search, fullySeen);
  const request = deps.pager.request(listName(listing), page);
  const rows = await searchProducts(deps.database.query, listing, request);
  return toPage(deps, { listing, request, rows });
}

/** One page for each store or category, in a constant number of statements. */
export async function findProductsOf(
  deps: Deps,
  parent: { of: 'store' | 'category'; ids: readonly string[] },
  query: { search: ProductSearch; page: PageArguments; fullySeen: ProductListing['fullySeen'] },
): Promise<ProductPage[]> {
  const listing = await toListing(deps, query.search, query.fullySeen);
  const request = deps.pager.request(listName(listing), query.page);
  const rows = await searchProductsOf(deps.database.query, parent, { listing, page: request });
  return parent.ids.map((id) => {
    const own = parent.of === 'store' ? { ...listing, storeId: id } : { ...listing, categoryId: id };
    return toPage(deps, { listing: own, request, rows: rows.get(id) ?? [] });
  });
}

async function toListing(
  deps: Deps,
  search: ProductSearch,
  fullySeen: ProductListing['fullySeen'],
): Promise<ProductListing> {
  const { currency = null, brand = null, sort } = search;
  const typed = search.text?.trim() ?? '';
  if (typed.length > 200) throw new CaravanError('BAD_USER_INPUT', 'A text has at most 200 characters.');
  if (currency !== null && !isCurrency(currency))
    throw new CaravanError('BAD_USER_INPUT', 'Not a currency of ISO 4217.');
  if (sort === 'RELEVANCE' && typed === '') throw new CaravanError('BAD_USER_INPUT', 'Relevance needs a text.');
  const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const match = typed !== '' && (await hasWords(deps.database.query, words)) ? 'words' : 'likeness';
  return {
    text: typed === '' ? null : { words, typed, match },
    storeId: search.storeId ?? null,
    categoryId: search.categoryId ?? null,
    minPriceMinor: search.minPriceMinor ?? null,
    maxPriceMinor: search.maxPriceMinor ?? null,
    currency,
    brand,
    inStock: search.inStock ?? null,
    status: search.status ?? null,
    fullySeen,
    sort: sort ?? (typed === '' ? 'NEWEST' : 'RELEVANCE'),
  };
}

/** A cursor belongs to one order; filters may change under it. */
function listName({ sort }: ProductListing): string {
  return `products ${sort}`;
}

function toPage(
  deps: Deps,
  { listing, request, rows }: { listing: ProductListing; request: PageRequest; rows: readonly ListedProduct[] },
): ProductPage {
  const connection = deps.pager.connection(listName(listing), request, rows, ({ keys }) => keys);
  return {
    edges: connection.edges.map(({ node, cursor }) => ({ node: node.product, cursor })),
    pageInfo: connection.pageInfo,
    countAll: () => countProducts(deps.database.query, listing),
  };
}
