import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers, VariantInput } from '../generated/graphql.ts';
import { type SkuTaken, variantTitle } from './products.domain.ts';
import type { NewVariant } from './products.usecases.ts';
import { addVariant, updateVariant } from './variants.usecases.ts';
import { visibleProduct } from './visible-product.ts';

export const variantResolvers: Resolvers = {
  Mutation: {
    addVariant: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        productId: fromTypeId('product', input.productId),
        variant: toNewVariant(input.variant),
        idempotencyKey: input.idempotencyKey,
      };
      return payload(await addVariant(deps, command), 'variant', skuMessages);
    },
    updateVariant: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        variantId: fromTypeId('variant', input.variantId),
        sku: input.sku ?? undefined,
        priceMinor: input.price ?? undefined,
        compareAtMinor: input.compareAtPrice,
        barcode: input.barcode,
        weightGrams: input.weightGrams,
        active: input.active ?? undefined,
      };
      return payload(await updateVariant(deps, command), 'variant', skuMessages);
    },
  },
  Variant: {
    __resolveReference: async ({ id }, context) => {
      const variant = await context.loaders.variantsById.load(fromTypeId('variant', id));
      if (!variant) return null;
      const product = await context.loaders.productsById.load(variant.productId);
      return (await visibleProduct(product, context)) ? variant : null;
    },
    id: ({ id }) => toTypeId('variant', id),
    product: async ({ productId }, _args, { loaders }) => {
      const product = await loaders.productsById.load(productId);
      if (!product) throw new Error('A variant belongs to a product.');
      return product;
    },
    title: async (variant, _args, { loaders }) => {
      const product = await loaders.productsById.load(variant.productId);
      return product ? variantTitle(variant, product) : variant.sku;
    },
    optionValues: ({ optionValues }) => [...optionValues],
  },
};

export function toNewVariant(input: VariantInput): NewVariant {
  return {
    optionValues: input.optionValues ?? [],
    sku: input.sku ?? null,
    priceMinor: input.price,
    compareAtMinor: input.compareAtPrice ?? null,
    barcode: input.barcode ?? null,
    weightGrams: input.weightGrams ?? null,
    active: input.active ?? true,
    stock: input.stock ?? 0,
  };
}

const skuMessages = {
  SkuTaken: ({ sku }: SkuTaken) => `The store has the SKU ${sku} already.`,
};
