import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, eq, getTableColumns, gt, inArray, sql } from 'drizzle-orm';
import { stockLevels } from '../stock/stock.tables.ts';
import type { ImageInput } from './product-rules.domain.ts';
import type { Product, ProductImage, Variant } from './products.domain.ts';
import { productImages, products, variants } from './products.tables.ts';

// What the search keeps beside a product never leaves the database.
const { words: _words, plainTitle: _plainTitle, ...productColumns } = getTableColumns(products);

export { productColumns };

export type ProductRow = Omit<typeof products.$inferSelect, 'words' | 'plainTitle'>;

export async function readProducts(executor: Executor, ids: readonly string[]): Promise<Product[]> {
  if (ids.length === 0) return [];
  const rows = await executor
    .select(productColumns)
    .from(products)
    .where(inArray(products.id, [...ids]));
  return rows.map(toProduct);
}

export async function lockProduct(tx: Transaction, id: string): Promise<Product | null> {
  const [row] = await tx.select(productColumns).from(products).where(eq(products.id, id)).for('no key update');
  return row ? toProduct(row) : null;
}

export async function isHandleTaken(executor: Executor, { storeId, handle }: { storeId: string; handle: string }) {
  const rows = await executor
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.storeId, storeId), eq(products.handle, handle)));
  return rows.length > 0;
}

/** False when the handle is taken. */
export async function insertProduct(tx: Transaction, product: Product): Promise<boolean> {
  const rows = await tx
    .insert(products)
    .values(toProductRow(product))
    .onConflictDoNothing({ target: [products.storeId, products.handle] })
    .returning({ id: products.id });
  return rows.length > 0;
}

export async function saveProduct(tx: Transaction, product: Product): Promise<void> {
  await tx.update(products).set(toProductRow(product)).where(eq(products.id, product.id));
}

export async function touchProduct(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(products)
    .set({ version: sql`${products.version} + 1` })
    .where(eq(products.id, id));
}

/** In the order they were added. */
export async function readVariantsOf(executor: Executor, productIds: readonly string[]): Promise<Variant[]> {
  if (productIds.length === 0) return [];
  const rows = await executor
    .select()
    .from(variants)
    .where(inArray(variants.productId, [...productIds]))
    .orderBy(asc(variants.position), asc(variants.id));
  return rows.map(toVariant);
}

export async function readVariants(executor: Executor, ids: readonly string[]): Promise<Variant[]> {
  if (ids.length === 0) return [];
  const rows = await executor
    .select()
    .from(variants)
    .where(inArray(variants.id, [...ids]));
  return rows.map(toVariant);
}

/** @returns SKUs that the store has already; then nothing may be kept. */
export async function insertVariants(tx: Transaction, added: readonly Variant[], now: Date): Promise<string[]> {
  const rows = await tx
    .insert(variants)
    .values(added.map((variant) => ({ ...toVariantRow(variant), createdAt: now })))
    .onConflictDoNothing({ target: [variants.storeId, variants.sku] })
    .returning({ sku: variants.sku });
  const inserted = new Set(rows.map(({ sku }) => sku));
  return added.map(({ sku }) => sku).filter((sku) => !inserted.has(sku));
}

export async function isSkuTaken(tx: Transaction, { id, storeId, sku }: Variant): Promise<boolean> {
  const rows = await tx
    .select({ id: variants.id })
    .from(variants)
    .where(and(eq(variants.storeId, storeId), eq(variants.sku, sku), sql`${variants.id} <> ${id}`));
  return rows.length > 0;
}

export async function saveVariant(tx: Transaction, variant: Variant): Promise<void> {
  await tx.update(variants).set(toVariantRow(variant)).where(eq(variants.id, variant.id));
}

export async function readImagesOf(executor: Executor, productIds: readonly string[]): Promise<ProductImage[]> {
  if (productIds.length === 0) return [];
  return executor
    .select()
    .from(productImages)
    .where(inArray(productImages.productId, [...productIds]))
    .orderBy(asc(productImages.position), asc(productImages.id));
}

export async function replaceImages(tx: Transaction, productId: string, images: readonly ImageInput[]): Promise<void> {
  await tx.delete(productImages).where(eq(productImages.productId, productId));
  if (images.length === 0) return;
  await tx
    .insert(productImages)
    .values(images.map((image, position) => ({ ...image, id: newId(), productId, position })));
}

/** Those of the products that have an active variant with available pieces. */
export async function productsInStock(executor: Executor, ids: readonly string[]): Promise<Set<string>> {
  const rows = await executor
    .selectDistinct({ id: variants.productId })
    .from(variants)
    .innerJoin(stockLevels, eq(stockLevels.variantId, variants.id))
    .where(
      and(
        inArray(variants.productId, [...ids]),
        eq(variants.active, true),
        gt(stockLevels.onHand, stockLevels.reserved),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

export function toProduct(row: ProductRow): Product {
  const { lowestPriceMinor, highestPriceMinor, listedAt: _, ...product } = row;
  return {
    ...product,
    lowestPrice: lowestPriceMinor === null ? null : money(lowestPriceMinor, row.currency),
    highestPrice: highestPriceMinor === null ? null : money(highestPriceMinor, row.currency),
  };
}

/** Without the prices: variants make them. */
export function toProductRow({ lowestPrice: _lowest, highestPrice: _highest, optionNames, ...product }: Product) {
  return { ...product, optionNames: [...optionNames], listedAt: product.publishedAt ?? product.createdAt };
}

export function toVariant(row: typeof variants.$inferSelect): Variant {
  const { priceMinor, compareAtMinor, currency, createdAt: _, ...variant } = row;
  return {
    ...variant,
    price: money(priceMinor, currency),
    compareAtPrice: compareAtMinor === null ? null : money(compareAtMinor, currency),
  };
}

export function toVariantRow({ price, compareAtPrice, optionValues, ...variant }: Variant) {
  return {
    ...variant,
    optionValues: [...optionValues],
    priceMinor: price.amountMinor,
    compareAtMinor: compareAtPrice?.amountMinor ?? null,
    currency: price.currency,
  };
}
