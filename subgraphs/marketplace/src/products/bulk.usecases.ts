import type { Transaction } from '@caravan/database/database';
import {
  type AddedImage,
  insertImages,
  lockBulkWrites,
  lockProductsByName,
  readVariantsOfProducts,
  upsertProducts,
  upsertVariants,
} from './bulk.store.ts';
import type { Product, Variant } from './products.domain.ts';
import { readImagesOf } from './products.store.ts';

export type NamedProducts = {
  /** By handle. */
  products: Map<string, Product>;
  variants: Variant[];
  /** Addresses in order, by product id. */
  images: Map<string, string[]>;
};

/** What a store has of the products and SKUs that are named, locked until the transaction ends. */
export async function lockNamedProducts(
  tx: Transaction,
  named: { storeId: string; handles: readonly string[]; skus: readonly string[] },
): Promise<NamedProducts> {
  await lockBulkWrites(tx, named.storeId);
  const products = await lockProductsByName(tx, named);
  const ids = products.map(({ id }) => id);
  const images = Map.groupBy(await readImagesOf(tx, ids), ({ productId }) => productId);
  return {
    products: new Map(products.map((product) => [product.handle, product])),
    variants: await readVariantsOfProducts(tx, ids),
    images: new Map([...images].map(([id, list]) => [id, list.map(({ url }) => url)])),
  };
}

export type BulkWrite = {
  products: readonly Product[];
  variants: readonly Variant[];
  images: readonly AddedImage[];
};

/** Creates and overwrites products and variants, in a constant number of statements. */
export async function writeProducts(tx: Transaction, write: BulkWrite, now: Date): Promise<void> {
  await upsertProducts(tx, write.products);
  await upsertVariants(tx, write.variants, now);
  await insertImages(tx, write.images);
}
