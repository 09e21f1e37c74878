import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import { withNodes } from '../connection.ts';
import type { ProductFilter, Resolvers, StoreProductFilter } from '../generated/graphql.ts';
import { findProducts, type ProductPage, type ProductSearch } from './product-search.usecases.ts';
import {
  type HandleTaken,
  optionsOf,
  type ProductTransitionRefused,
  type SkuTaken,
  seesAllProducts,
} from './products.domain.ts';
import { archiveProduct, createProduct, publishProduct, updateProduct } from './products.usecases.ts';
import { toNewVariant } from './variants.resolvers.ts';
import { visibleProduct } from './visible-product.ts';

export const productResolvers: Resolvers = {
  Query: {
    product: async (_root, { id }, context) =>
      visibleProduct(await context.loaders.productsById.load(fromTypeId('product', id)), context),
    products: async (_root, { filter, sort, ...page }, { deps, principal, loaders }) => {
      const search: ProductSearch = {
        ...toSearch(filter),
        currency: filter?.currency,
        storeId: filter?.storeId == null ? null : fromTypeId('store', filter.storeId),
        sort,
      };
      const role = search.storeId ? await loaders.roleInStore.load(search.storeId) : null;
      const everything = search.storeId && seesAllProducts({ role, principal });
      return toConnection(await findProducts(deps, search, { page, fullySeen: everything ? 'all' : [] }));
    },
  },
  Mutation: {
    createProduct: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        storeId: fromTypeId('store', input.storeId),
        title: input.title,
        handle: input.handle ?? null,
        description: input.description ?? '',
        brand: input.brand || null,
        categoryId: input.categoryId == null ? null : fromTypeId('category', input.categoryId),
        options: input.options ?? [],
        variants: input.variants.map(toNewVariant),
        images: (input.images ?? []).map(toImage),
        idempotencyKey: input.idempotencyKey,
      };
      return payload(await createProduct(deps, command), 'product', {
        SkuTaken: ({ sku }: SkuTaken) => `The store has the SKU ${sku} already.`,
        HandleTaken: handleMessage,
      });
    },
    updateProduct: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        productId: fromTypeId('product', input.productId),
        version: input.version,
        title: input.title ?? undefined,
        handle: input.handle ?? undefined,
        description: input.description ?? undefined,
        brand: input.brand,
        categoryId: input.categoryId == null ? undefined : fromTypeId('category', input.categoryId),
        images: input.images?.map(toImage),
      };
      return payload(await updateProduct(deps, command), 'product', {
        HandleTaken: handleMessage,
        ProductVersionConflict: () => 'Somebody changed the product meanwhile.',
      });
    },
    publishProduct: async (_root, { input }, { deps, caller }) => {
      const command = { caller, productId: fromTypeId('product', input.productId) };
      return payload(await publishProduct(deps, command), 'product', {
        ProductTransitionRefused: transitionMessage,
        ProductWithoutVariant: () => 'A product needs an active variant to be sold.',
      });
    },
    archiveProduct: async (_root, { input }, { deps, caller }) => {
      const command = { caller, productId: fromTypeId('product', input.productId) };
      return payload(await archiveProduct(deps, command), 'product', { ProductTransitionRefused: transitionMessage });
    },
  },
  Store: {
    products: async ({ id }, { filter, sort, ...page }, { loaders }) =>
      toConnection(await loaders.productsOfStore({ search: { ...toSearch(filter), sort }, page }).load(id)),
  },
  Category: {
    products: async ({ id }, { sort, ...page }, { loaders }) =>
      toConnection(await loaders.productsOfCategory({ search: { sort }, page }).load(id)),
  },
  Product: {
    __resolveReference: async ({ id }, context) =>
      visibleProduct(await context.loaders.productsById.load(fromTypeId('product', id)), context),
    id: ({ id }) => toTypeId('product', id),
    store: ({ storeId }, _args, { loaders }) => required(loaders.storesById.load(storeId)),
    category: ({ categoryId }, _args, { loaders }) => required(loaders.categoriesById.load(categoryId)),
    options: async (product, _args, { loaders }) =>
      optionsOf(product, await loaders.variantsOfProduct.load(product.id)),
    variants: async ({ id, storeId }, _args, { loaders, principal }) => {
      const variants = await loaders.variantsOfProduct.load(id);
      const all = seesAllProducts({ role: await loaders.roleInStore.load(storeId), principal });
      return all ? variants : variants.filter(({ active }) => active);
    },
    images: ({ id }, _args, { loaders }) => loaders.imagesOfProduct.load(id),
    inStock: ({ id }, _args, { loaders }) => loaders.isProductInStock.load(id),
  },
  ProductConnection: {
    totalCount: (page) => page.countAll(),
  },
  ProductImage: {
    id: ({ id }) => toTypeId('image', id),
  },
};

async function required<Value>(found: Promise<Value | null>): Promise<Value> {
  const value = await found;
  if (value === null) throw new Error('What a foreign key names is missing.');
  return value;
}

function toConnection(page: ProductPage) {
  return { ...withNodes(page), countAll: page.countAll };
}

function toSearch(filter: ProductFilter | StoreProductFilter | null | undefined): ProductSearch {
  return {
    text: filter?.text,
    categoryId: filter?.categoryId == null ? null : fromTypeId('category', filter.categoryId),
    minPriceMinor: filter?.minPrice,
    maxPriceMinor: filter?.maxPrice,
    brand: filter?.brand,
    inStock: filter?.inStock,
    status: filter?.status,
  };
}

function toImage({ url, altText }: { url: URL; altText?: string | null | undefined }) {
  return { url: url.href, altText: altText ?? '' };
}

function handleMessage({ handle }: HandleTaken): string {
  return `Another product of this store has the handle ${handle}.`;
}

function transitionMessage({ status }: ProductTransitionRefused): string {
  return `A product that is ${status} cannot take this step.`;
}
