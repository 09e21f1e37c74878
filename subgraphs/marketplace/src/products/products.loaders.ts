import type { PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import { storesSeenFully } from '../stores/stores.usecases.ts';
import { findProductsOf, type ProductSearch } from './product-search.usecases.ts';
import { type Product, type ProductImage, seesAllProducts, type Variant } from './products.domain.ts';
import { productsInStock, readImagesOf, readProducts, readVariants, readVariantsOf } from './products.store.ts';

type ListArguments = { search: ProductSearch; page: PageArguments };

export function productLoaders(deps: Deps, { principal }: Caller) {
  const { query } = deps.database;
  return {
    productsById: batchById<Product>(
      (ids) => readProducts(query, ids),
      ({ id }) => id,
    ),
    variantsById: batchById<Variant>(
      (ids) => readVariants(query, ids),
      ({ id }) => id,
    ),
    /** Inactive ones too. */
    variantsOfProduct: batchManyById<Variant>(
      (ids) => readVariantsOf(query, ids),
      ({ productId }) => productId,
    ),
    imagesOfProduct: batchManyById<ProductImage>(
      (ids) => readImagesOf(query, ids),
      ({ productId }) => productId,
    ),
    isProductInStock: new DataLoader<string, boolean>(async (ids) => {
      const inStock = await productsInStock(query, ids);
      return ids.map((id) => inStock.has(id));
    }),
    productsOfStore: pagedLoaders(async (ids, { search, page }: ListArguments) => {
      const all = seesAllProducts({ role: null, principal });
      const fullySeen = all ? 'all' : await storesSeenFully(deps, principal, ids);
      return findProductsOf(deps, { of: 'store', ids }, { search, page, fullySeen });
    }),
    productsOfCategory: pagedLoaders((ids, { search, page }: ListArguments) =>
      findProductsOf(deps, { of: 'category', ids }, { search, page, fullySeen: [] }),
    ),
  };
}
