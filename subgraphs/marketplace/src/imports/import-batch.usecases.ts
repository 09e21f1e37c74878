import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { categoriesByText } from '../categories/categories.usecases.ts';
import { lockNamedProducts, writeProducts } from '../products/bulk.usecases.ts';
import { sanitiseDescription } from '../products/description.ts';
import { enterImportedStock, lockStock } from '../stock/stock.usecases.ts';
import type { Store } from '../stores/stores.domain.ts';
import type { FileRow } from './import-file.ts';
import { type ImportPlan, planBatch } from './import-plan.domain.ts';
import { type Header, type ImportRow, readRow } from './import-rows.domain.ts';
import type { ImportCounts, ImportJob, ImportRowError } from './imports.domain.ts';

/** SKUs of the file so far and their rows: a SKU stands for one variant, so it may be there once. */
export type SeenSkus = Map<string, number>;

export type Batch = {
  readonly header: Header;
  readonly rows: readonly FileRow[];
  readonly seenSkus: SeenSkus;
};

export type BatchOutcome = { readonly counts: ImportCounts; readonly errors: readonly ImportRowError[] };

/** Brings the good rows of a batch in, in a constant number of statements, and tells what is wrong with the others. */
export async function importBatch(
  tx: Transaction,
  { job, store, now }: { job: ImportJob; store: Store; now: Date },
  batch: Batch,
): Promise<BatchOutcome> {
  const { good, errors } = readBatch(batch, store.currency);
  const named = await lockNamedProducts(tx, {
    storeId: store.id,
    handles: good.map(({ handle }) => handle),
    skus: good.map(({ sku }) => sku),
  });
  const levels = await lockStock(tx, variantsWithNewStock(good, named.variants));
  const categories = await categoriesByText(
    tx,
    good.flatMap(({ category }) => category ?? []),
  );
  const making = { now, newId, sanitise: sanitiseDescription };
  const plan = planBatch({ store, ...named, levels, categories }, good, making);
  await writeProducts(tx, plan, now);
  await enterImportedStock(tx, { importJobId: job.id, changes: plan.stock, authorId: job.authorId, now });
  return { counts: countsOf(batch, plan), errors: [...errors, ...plan.errors].sort((a, b) => a.row - b.row) };
}

function readBatch({ header, rows, seenSkus }: Batch, currency: string) {
  const good: ImportRow[] = [];
  const errors: ImportRowError[] = [];
  for (const { row, cells } of rows) {
    const result = readRow(header, cells, { row, currency });
    if (!result.ok) {
      errors.push(...result.errors);
      continue;
    }
    const { sku } = result.value;
    const earlier = seenSkus.get(sku);
    if (earlier !== undefined) errors.push({ row, column: 'sku', reason: `Row ${earlier} has the same SKU.` });
    else good.push(result.value);
    seenSkus.set(sku, earlier ?? row);
  }
  return { good, errors };
}

function variantsWithNewStock(rows: readonly ImportRow[], variants: readonly { id: string; sku: string }[]): string[] {
  const withStock = new Set(rows.filter(({ stock }) => stock !== null).map(({ sku }) => sku));
  return variants.filter(({ sku }) => withStock.has(sku)).map(({ id }) => id);
}

function countsOf({ rows }: Batch, plan: ImportPlan): ImportCounts {
  return {
    processedRows: rows.length,
    importedRows: plan.importedRows,
    rejectedRows: rows.length - plan.importedRows,
    createdProducts: plan.createdProducts,
    createdVariants: plan.createdVariants,
    updatedVariants: plan.importedRows - plan.createdVariants,
  };
}
