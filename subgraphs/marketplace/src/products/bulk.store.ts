import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { and, asc, eq, getTableColumns, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Product, Variant } from './products.domain.ts';
import { productColumns, toProduct, toProductRow, toVariant, toVariantRow } from './products.store.ts';
import { productImages, products, variants } from './products.tables.ts';

/** Bulk writes of one store come one after the other, so that they never wait for each other's rows crosswise. */
export async function lockBulkWrites(tx: Transaction, storeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${storeId}, 1))`);
}

/** Products with these handles, and those that own variants with these SKUs, locked in id order. */
export async function lockProductsByName(
  tx: Transaction,
  { storeId, handles, skus }: { storeId: string; handles: readonly string[]; skus: readonly string[] },
): Promise<Product[]> {
  const owners = tx
    .select({ id: variants.productId })
    .from(variants)
    .where(and(eq(variants.storeId, storeId), inArray(variants.sku, [...skus])));
  const rows = await tx
    .select(productColumns)
    .from(products)
    .where(and(eq(products.storeId, storeId), or(inArray(products.handle, [...handles]), inArray(products.id, owners))))
    .orderBy(asc(products.id))
    .for('no key update');
  return rows.map(toProduct);
}

export async function readVariantsOfProducts(tx: Transaction, productIds: readonly string[]): Promise<Variant[]> {
  if (productIds.length === 0) return [];
  const rows = await tx
    .select()
    .from(variants)
    .where(inArray(variants.productId, [...productIds]))
    .orderBy(asc(variants.position), asc(variants.id));
  return rows.map(toVariant);
}

/** Inserts products and overwrites those that are there. */
export async function upsertProducts(tx: Transaction, changed: readonly Product[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(toProductRow);
  await tx
    .insert(products)
    .values(rows)
    .onConflictDoUpdate({
      target: products.id,
      set: excluded(products, [
        'title',
        'description',
        'categoryId',
        'brand',
        'status',
        'version',
        'publishedAt',
        'listedAt',
      ]),
    });
}

export async function upsertVariants(tx: Transaction, changed: readonly Variant[], now: Date): Promise<void> {
  if (changed.length === 0) return;
  await tx
    .insert(variants)
    .values(changed.map((variant) => ({ ...toVariantRow(variant), createdAt: now })))
    .onConflictDoUpdate({
      target: variants.id,
      set: excluded(variants, ['priceMinor', 'compareAtMinor', 'barcode', 'weightGrams', 'active']),
    });
}

export type AddedImage = { readonly productId: string; readonly url: string; readonly position: number };

export async function insertImages(tx: Transaction, images: readonly AddedImage[]): Promise<void> {
  if (images.length === 0) return;
  await tx
    .insert(productImages)
    .values(images.map((image) => ({ ...image, id: newId(), altText: '' })))
    .onConflictDoNothing();
}

function excluded<Table extends PgTable, Name extends keyof Table['_']['columns'] & string>(
  table: Table,
  names: readonly Name[],
): Record<Name, SQL> {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  return Object.fromEntries(
    names.map((name) => [name, sql`excluded.${sql.identifier(columns[name]?.name ?? name)}`]),
  ) as Record<Name, SQL>;
}
