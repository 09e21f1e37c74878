import type { Context } from '../subgraph.ts';
import { isProductPublic, type Product, seesAllProducts } from './products.domain.ts';

/** The product, if the caller may see it. */
export async function visibleProduct(product: Product | null, context: Context): Promise<Product | null> {
  if (!product) return null;
  const { loaders, principal } = context;
  const store = await loaders.storesById.load(product.storeId);
  if (store && isProductPublic(product, store)) return product;
  return seesAllProducts({ role: await loaders.roleInStore.load(product.storeId), principal }) ? product : null;
}
