import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportProgressed } from '@caravan/contracts/marketplace';
import { newId } from '@caravan/core/ids';
import { openFileStore } from '@caravan/files/file-store';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import {
  callerOf,
  marketplaceDatabase,
  noon,
  openShop,
  person,
  published,
  type Shop,
  tradeDeps,
} from '../../test/trade.ts';
import type { Deps } from '../deps.ts';
import { readImagesOf, readVariantsOf } from '../products/products.store.ts';
import { products } from '../products/products.tables.ts';
import { readLevels } from '../stock/stock.store.ts';
import { reserveStock } from '../stock/stock.usecases.ts';
import { readStockHealth } from '../stock/stock-levels.usecases.ts';
import { readImportJobs } from './imports.store.ts';
import { importRowErrors } from './imports.tables.ts';
import { createImportUpload, type ImportCommand, importProducts } from './imports.usecases.ts';
import { runImport } from './run-import.usecases.ts';

const { database } = marketplaceDatabase();
const folder = mkdtempSync(join(tmpdir(), 'caravan-imports-'));
const files = openFileStore({ folder, secret: 'f'.repeat(32), baseUrl: 'http://127.0.0.1:4000' });
const deps = tradeDeps(database, { files });
afterAll(() => rmSync(folder, { recursive: true }));

const header = 'handle,title,category,brand,sku,option:Size,price,compare_at,stock,weight_grams,image_url,publish';
const csvOf = (...rows: string[]) => [header, ...rows].join('\n');

async function upload(shop: Shop, csv: string, change: Partial<ImportCommand> = {}) {
  const command: ImportCommand = {
    caller: callerOf(shop.clerk),
    storeId: shop.storeId,
    csv,
    fileId: null,
    mode: 'PARTIAL',
    idempotencyKey: newId(),
    ...change,
  };
  const result = await importProducts(deps, command);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
}

async function importedBy(shop: Shop, csv: string, change: Partial<ImportCommand> = {}) {
  const { id } = await upload(shop, csv, change);
  await runImport(deps, id);
  return resultOf(id);
}

async function resultOf(id: string) {
  const [job] = await readImportJobs(database.query, [id]);
  if (!job) throw new Error('The job is gone.');
  const rows = await database.query
    .select()
    .from(importRowErrors)
    .where(eq(importRowErrors.importJobId, id))
    .orderBy(asc(importRowErrors.id));
  return { job, errors: rows.map(({ row, column, reason }) => ({ row, column, reason })) };
}

async function catalogOf({ storeId }: Shop) {
  const list = await database.query
    .select()
    .from(products)
    .where(eq(products.storeId, storeId))
    .orderBy(products.handle);
  const variants = await readVariantsOf(
    database.query,
    list.map(({ id }) => id),
  );
  const levels = new Map(
    (
      await readLevels(
        database.query,
        variants.map(({ id }) => id),
      )
    ).map((level) => [level.variantId, level.onHand]),
  );
  return list.map(({ handle, title, status, lowestPriceMinor, ...product }) => ({
    handle,
    title,
    status,
    lowestPriceMinor,
    variants: variants
      .filter(({ productId }) => productId === product.id)
      .sort((left, right) => (left.sku < right.sku ? -1 : 1))
      .map(({ id, sku, optionValues, price }) => [sku, optionValues.join(), price.amountMinor, levels.get(id)]),
  }));
}

describe('a bulk upload', () => {
  test('makes products of rows with one handle, and tells its progress', async () => {
    const shop = await openShop(database);
    const { job, errors } = await importedBy(
      shop,
      csvOf(
        'tee,T-shirt,,Acme,TEE-S,S,19.90,29.90,5,200,https://img.example/1.png https://img.example/2.png,true',
        'tee,,,,TEE-M,M,20,,7,,https://img.example/2.png,',
        'mug,Mug,,,MUG,,8.5,,,,,',
      ),
    );
    expect(errors).toEqual([]);
    expect(job).toMatchObject({
      status: 'COMPLETED',
      totalRows: 3,
      processedRows: 3,
      importedRows: 3,
      rejectedRows: 0,
      createdProducts: 2,
      createdVariants: 3,
      updatedVariants: 0,
      finishedAt: noon,
    });
    expect(await catalogOf(shop)).toEqual([
      { handle: 'mug', title: 'Mug', status: 'DRAFT', lowestPriceMinor: 850n, variants: [['MUG', '', 850n, 0]] },
      {
        handle: 'tee',
        title: 'T-shirt',
        status: 'PUBLISHED',
        lowestPriceMinor: 1990n,
        variants: [
          ['TEE-M', 'M', 2000n, 7],
          ['TEE-S', 'S', 1990n, 5],
        ],
      },
    ]);
    const versions = (await published(database, ImportProgressed, job.id)).map(({ version }) => version);
    expect(versions).toEqual([2, 3, 4]);
    expect(await readStockHealth(deps)).toMatchObject({ mismatches: 0 });
  });

  test('updates by SKU; an empty cell leaves what is there, images add up', async () => {
    const shop = await openShop(database);
    await importedBy(shop, csvOf('tee,T-shirt,,Acme,TEE-S,S,19.90,,5,200,https://img.example/1.png,true'));
    const { job, errors } = await importedBy(
      shop,
      csvOf('tee,Better shirt,,,TEE-S,,25,,3,,https://img.example/2.png,', 'tee,,,,TEE-L,L,26,,1,,,'),
    );
    expect(errors).toEqual([]);
    expect(job).toMatchObject({ createdProducts: 0, createdVariants: 1, updatedVariants: 1 });
    const [tee] = await catalogOf(shop);
    expect(tee).toMatchObject({
      title: 'Better shirt',
      status: 'PUBLISHED',
      lowestPriceMinor: 2500n,
      variants: [
        ['TEE-L', 'L', 2600n, 1],
        ['TEE-S', 'S', 2500n, 3],
      ],
    });
    const [row] = await database.query.select().from(products).where(eq(products.storeId, shop.storeId));
    expect(row?.brand).toBe('Acme');
    const images = await readImagesOf(database.query, [row?.id ?? '']);
    expect(images.map(({ url }) => url)).toEqual(['https://img.example/1.png', 'https://img.example/2.png']);
  });

  test('repeated changes nothing but versions', async () => {
    const shop = await openShop(database);
    const csv = csvOf('tee,T-shirt,,,A,S,1,,5,,,true', 'mug,Mug,,,B,,2,,1,,,');
    await importedBy(shop, csv);
    const before = await catalogOf(shop);
    expect((await importedBy(shop, csv)).job).toMatchObject({ createdVariants: 0, updatedVariants: 2 });
    expect(await catalogOf(shop)).toEqual(before);
  });

  test('lets good rows in and tells of each bad one, with row and column', async () => {
    const shop = await openShop(database);
    const other = await importedBy(shop, csvOf('old,Old,,,OLD,,5,,,,,'));
    expect(other.job.status).toBe('COMPLETED');
    const { job, errors } = await importedBy(
      shop,
      csvOf(
        'good,Good,,,GOOD,,1,,,,,',
        'Bad Handle,X,,,,,1.999,,-1,x,ftp://x,maybe',
        'untitled,,,,U,,1,,,,,',
        'good,,,,GOOD2,XL,1,,,,,',
        'good,,,,OLD,,1,,,,,',
        'good,,,,GOOD3,,1,,,,,',
        'priceless,Priceless,,,P,,,,,,,',
        'cheap,Cheap,,,C,,5,4,,,,',
        'twice,Twice,,,GOOD,,5,,,,,',
        'short,Short',
        'fine,Fine,No such category,,FINE,,1,,,,,',
      ),
    );
    expect(job).toMatchObject({ status: 'COMPLETED', totalRows: 11, importedRows: 2, rejectedRows: 9 });
    expect(errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 handle',
      '3 sku',
      '3 price',
      '3 stock',
      '3 weight_grams',
      '3 image_url',
      '3 publish',
      '4 title',
      '5 null',
      '6 sku',
      '7 null',
      '8 price',
      '9 compare_at',
      '10 sku',
      '11 null',
    ]);
    expect(errors.find(({ row }) => row === 10)?.reason).toBe('Row 2 has the same SKU.');
    expect((await catalogOf(shop)).map(({ handle }) => handle)).toEqual(['fine', 'good', 'old']);
  });

  test('with ALL_OR_NOTHING and a bad row brings nothing in', async () => {
    const shop = await openShop(database);
    const bad = csvOf('a,A,,,A,,1,,5,,,', 'b,B,,,B,,1.999,,,,,');
    const { job, errors } = await importedBy(shop, bad, { mode: 'ALL_OR_NOTHING' });
    expect(job).toMatchObject({ status: 'FAILED', importedRows: 0, rejectedRows: 1, totalRows: 2, createdProducts: 0 });
    expect(errors).toMatchObject([{ row: 3, column: 'price' }]);
    expect(await catalogOf(shop)).toEqual([]);
    const good = await importedBy(shop, csvOf('a,A,,,A,,1,,5,,,'), { mode: 'ALL_OR_NOTHING' });
    expect(good.job).toMatchObject({ status: 'COMPLETED', importedRows: 1, totalRows: 1 });
  });

  test('keeps what is promised to checkouts', async () => {
    const shop = await openShop(database);
    await importedBy(shop, csvOf('a,A,,,A,,1,,5,,,true'));
    const [product] = await database.query.select().from(products).where(eq(products.storeId, shop.storeId));
    const [variant] = await readVariantsOf(database.query, [product?.id ?? '']);
    const lines = [{ lineId: newId(), variantId: variant?.id ?? '', quantity: 3 }];
    await database.transaction((tx) => reserveStock(tx, { reference: newId(), lines, now: noon }));
    const { errors } = await importedBy(shop, csvOf('a,,,,A,,,,2,,,'));
    expect(errors).toEqual([{ row: 2, column: 'stock', reason: '3 pieces are promised to checkouts.' }]);
  });

  test.each([
    ['', 'The file is empty.'],
    ['handle,price\na,1', 'The column sku is missing.'],
    ['handle,sku,colour\na,1,2', 'Unknown column "colour".'],
    ['handle,sku,sku\na,1,2', 'The column sku is there twice.'],
    ['handle,sku\na,"x" y', 'Row 2 is no CSV'],
  ])('of a file that cannot be read (%j) fails as a whole', async (csv, failure) => {
    const shop = await openShop(database);
    const { job } = await importedBy(shop, csv);
    expect(job).toMatchObject({ status: 'FAILED', failure: expect.stringContaining(failure) as unknown });
  });

  test('has at most as many rows as the setting says', async () => {
    const shop = await openShop(database);
    const { id } = await upload(shop, csvOf('a,A,,,A,,1,,,,,', 'b,B,,,B,,1,,,,,'));
    await runImport({ ...deps, settings: { ...deps.settings, importRows: 1 } }, id);
    expect((await resultOf(id)).job).toMatchObject({ status: 'FAILED', failure: 'A file has at most 1 rows.' });
  });
});

describe('a crash in the middle', () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => `p-${index},Product ${index},,,SKU-${index},,1.${index % 10},,${index + 1},,,true`,
    );

  /** A process that dies in the transaction after so many commits of batches. */
  function dyingAfter(batches: number): Deps {
    let left = batches + 1;
    return {
      ...deps,
      database: {
        ...database,
        transaction: (work) =>
          database.transaction(async (tx) => {
            const value = await work(tx);
            if (left === 0) throw new Error('killed');
            left -= 1;
            return value;
          }),
      },
    };
  }

  test.each([0, 1, 2])('after %d batches is made up for without doubles', async (batches) => {
    const shop = await openShop(database);
    const { id } = await upload(shop, csvOf(...rows(1_200), 'p-3,,,,SKU-3,,1,,1,,,'));
    await expect(runImport(dyingAfter(batches), id)).rejects.toThrow('killed');
    expect((await resultOf(id)).job).toMatchObject({ status: 'RUNNING', processedRows: batches * 500 });
    await runImport(deps, id);
    const { job, errors } = await resultOf(id);
    expect(job).toMatchObject({ status: 'COMPLETED', totalRows: 1_201, importedRows: 1_200, createdVariants: 1_200 });
    expect(errors).toEqual([{ row: 1_202, column: 'sku', reason: 'Row 5 has the same SKU.' }]);
    const [sum] = await database.query.execute<{ pieces: number; variants: number }>(sql`
      select sum(on_hand)::int as pieces, count(*)::int as variants
      from stock_levels join variants on variants.id = variant_id where store_id = ${shop.storeId}`);
    expect(sum).toEqual({ pieces: (1_200 * 1_201) / 2, variants: 1_200 });
    expect(await readStockHealth(deps)).toMatchObject({ mismatches: 0 });
  });

  test('two runs at once of one job end with every row once', async () => {
    const shop = await openShop(database);
    const { id } = await upload(shop, csvOf(...rows(1_100)));
    await Promise.allSettled([runImport(deps, id), runImport(deps, id)]);
    await runImport(deps, id);
    expect((await resultOf(id)).job).toMatchObject({
      status: 'COMPLETED',
      importedRows: 1_100,
      createdProducts: 1_100,
    });
    await runImport(deps, id);
  });
});

describe('asking for a bulk upload', () => {
  test('25 times at once with one key makes one job; another file is refused', async () => {
    const shop = await openShop(database);
    const call = { idempotencyKey: newId() };
    const jobs = await Promise.all(Array.from({ length: 25 }, () => upload(shop, csvOf(), call)));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    await expect(upload(shop, `${csvOf()}\n`, call)).rejects.toThrow('IdempotencyKeyReused');
  });

  test.each([
    [{ csv: null }, 'Give exactly one'],
    [{ fileId: newId() }, 'Give exactly one'],
    [{ csv: null, fileId: '../etc/passwd' }, 'No such file'],
    [{ csv: null, fileId: newId() }, 'No such file'],
    [{ caller: callerOf(person()) }, 'NotFound'],
    [{ storeId: newId() }, 'NotFound'],
    [{ idempotencyKey: '' }, 'InvalidInput'],
  ])('with %o is refused', async (change, message) => {
    const shop = await openShop(database);
    await expect(upload(shop, csvOf(), change)).rejects.toThrow(message);
  });

  test('takes a file that was uploaded by a link', async () => {
    const shop = await openShop(database);
    const link = await createImportUpload(deps, { principal: shop.clerk, storeId: shop.storeId });
    expect(link).toMatchObject({ ok: true, value: { uploadUrl: expect.stringContaining('/files/') as unknown } });
    const fileId = link.ok ? link.value.fileId : '';
    const content = [Buffer.from(csvOf('a,A,,,A,,1,,,,,'))];
    await files.put(
      (async function* () {
        yield* content;
      })(),
      { id: fileId, contentType: 'text/csv', name: 'a.csv' },
    );
    const { job } = await importedBy(shop, '', { csv: null, fileId });
    expect(job).toMatchObject({ status: 'COMPLETED', importedRows: 1 });
    const refused = await createImportUpload(deps, { principal: person(), storeId: shop.storeId });
    expect(refused).toMatchObject({ errors: [{ kind: 'NotFound' }] });
  });

  test('of 1,000 rows takes a second or two', async () => {
    const shop = await openShop(database);
    const rows = Array.from(
      { length: 1_000 },
      (_, index) => `p-${index},Product ${index},,,S-${index},,9.99,,3,500,,true`,
    );
    const started = performance.now();
    const { job } = await importedBy(shop, csvOf(...rows));
    expect(job).toMatchObject({ importedRows: 1_000 });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
