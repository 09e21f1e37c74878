import { fail, ok } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import type { Store } from '../stores/stores.domain.ts';
import { readStore } from '../stores/stores.usecases.ts';
import { importBatch, type SeenSkus } from './import-batch.usecases.ts';
import { type FileRow, inBatches, readCsv, UnreadableFile } from './import-file.ts';
import { type Header, readHeader } from './import-rows.domain.ts';
import { abort, advance, complete, hasEnded, type ImportJob, type ImportRowError, start } from './imports.domain.ts';
import { publishProgress } from './imports.events.ts';
import { insertRowErrors, lockImportJob, saveImportJob } from './imports.store.ts';

/** Rows that are brought in, and told of, in one commit. */
const batchSize = 500;

/**
 * Runs a bulk upload to its end, from wherever an earlier run was cut off: the number of rows done is
 * saved in the same commit as what they did. A job that has ended is left alone.
 */
export async function runImport(deps: Deps, importJobId: string): Promise<void> {
  const job = await change(deps, importJobId, (current) => (current.status === 'PENDING' ? start(current) : current));
  if (!job || hasEnded(job)) return;
  const store = await readStore(deps.database.query, job.storeId);
  try {
    if (job.mode === 'PARTIAL') await importPartially(deps, { job, store });
    else await importWhole(deps, { job, store });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const failure = error.message;
    await change(deps, job.id, (current) => abort(current, { failure, now: deps.now() }));
  }
}

type Run = { job: ImportJob; store: Store };

/** A commit per batch: good rows in, bad rows told of. */
async function importPartially(deps: Deps, { job, store }: Run): Promise<void> {
  const seenSkus: SeenSkus = new Map();
  const { header, rows } = await openRows(deps, job);
  const skuPlace = header.places.get('sku') ?? 0;
  for await (const batch of inBatches(withoutDone(rows, { done: job.processedRows, seenSkus, skuPlace }), batchSize)) {
    // A repeated transaction must begin with the SKUs of the batches before it.
    const before = new Map(seenSkus);
    await deps.database.transaction(async (tx) => {
      const current = await lockImportJob(tx, job.id);
      const isNext = current && !hasEnded(current) && current.processedRows === (batch[0]?.row ?? 0) - 2;
      if (!isNext) throw new Error(`Import ${job.id} moved on elsewhere.`);
      const seen = new Map(before);
      const context = { job: current, store, now: deps.now() };
      const { counts, errors } = await importBatch(tx, context, { header, rows: batch, seenSkus: seen });
      await insertRowErrors(tx, job.id, errors);
      await save(tx, advance(current, counts));
      for (const [sku, row] of seen) seenSkus.set(sku, row);
    });
  }
  await change(deps, job.id, (current) => complete(current, deps.now()));
}

/** Everything in one transaction, which is given up when any row is bad. */
async function importWhole(deps: Deps, { job, store }: Run): Promise<void> {
  const result = await deps.database.transaction(async (tx) => {
    const seenSkus: SeenSkus = new Map();
    const found: ImportRowError[] = [];
    const { header, rows } = await openRows(deps, job);
    let current = await lockImportJob(tx, job.id);
    if (!current || hasEnded(current)) return ok(undefined);
    for await (const batch of inBatches(rows, batchSize)) {
      const context = { job: current, store, now: deps.now() };
      const { counts, errors } = await importBatch(tx, context, { header, rows: batch, seenSkus });
      found.push(...errors);
      current = advance(current, counts);
    }
    if (found.length > 0) return fail({ found, read: current });
    await save(tx, complete(current, deps.now()));
    return ok(undefined);
  });
  if (result.ok) return;
  const { found, read } = result.errors[0];
  await deps.database.transaction(async (tx) => {
    const current = await lockImportJob(tx, job.id);
    if (!current || hasEnded(current)) return;
    await insertRowErrors(tx, job.id, found);
    const told = {
      ...current,
      processedRows: read.processedRows,
      totalRows: read.processedRows,
      rejectedRows: new Set(found.map(({ row }) => row)).size,
    };
    await save(tx, abort(told, { failure: 'Nothing was brought in, because rows are bad.', now: deps.now() }));
  });
}

async function openRows(deps: Deps, job: ImportJob): Promise<{ header: Header; rows: AsyncGenerator<FileRow> }> {
  const opened = await deps.files.open(job.fileId);
  if (!opened) throw new UnreadableFile('The file is gone.');
  const rows = readCsv(opened.content);
  const first = await rows.next();
  if (first.done) throw new UnreadableFile('The file is empty.');
  const header = readHeader(first.value.cells);
  if (!header.ok) {
    await rows.return(undefined);
    throw new UnreadableFile(header.errors[0]);
  }
  return { header: header.value, rows: upToLimit(rows, deps.settings.importRows) };
}

async function* upToLimit(rows: AsyncGenerator<FileRow>, limit: number): AsyncGenerator<FileRow> {
  for await (const row of rows) {
    if (row.row - 1 > limit) throw new UnreadableFile(`A file has at most ${limit} rows.`);
    yield row;
  }
}

/** Leaves out the rows that an earlier run has done, but remembers their SKUs. */
async function* withoutDone(
  rows: AsyncGenerator<FileRow>,
  { done, seenSkus, skuPlace }: { done: number; seenSkus: SeenSkus; skuPlace: number },
): AsyncGenerator<FileRow> {
  for await (const row of rows) {
    if (row.row - 1 > done) yield row;
    else seenSkus.set(row.cells[skuPlace]?.trim() ?? '', row.row);
  }
}

/** Changes a job that has not ended, and tells those who watch it. */
async function change(deps: Deps, id: string, next: (job: ImportJob) => ImportJob): Promise<ImportJob | null> {
  return deps.database.transaction(async (tx) => {
    const current = await lockImportJob(tx, id);
    if (!current || hasEnded(current)) return current;
    const changed = next(current);
    if (changed !== current) await save(tx, changed);
    return changed;
  });
}

async function save(tx: Transaction, job: ImportJob): Promise<void> {
  await saveImportJob(tx, job);
  await publishProgress(tx, job);
}
