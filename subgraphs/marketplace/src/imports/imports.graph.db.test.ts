import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromTypeId, newId, toTypeId } from '@caravan/core/ids';
import { openFileStore } from '@caravan/files/file-store';
import type { ExecutionResult } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { openGraph } from '../../test/graph.ts';
import { liveDeps } from '../../test/live.ts';
import { marketplaceDatabase, openShop, person, type Shop } from '../../test/trade.ts';
import { runImport } from './run-import.usecases.ts';

const { database } = marketplaceDatabase();
const folder = mkdtempSync(join(tmpdir(), 'caravan-imports-'));
const files = openFileStore({ folder, secret: 'f'.repeat(32), baseUrl: 'http://127.0.0.1:4000' });
afterAll(() => rmSync(folder, { recursive: true }));

type Started = { importJob: { id: string; status: string; version: number } };

async function openLive() {
  const live = await liveDeps(database);
  const deps = { ...live.deps, files };
  const graph = marketplaceGraph(deps);
  const upload = async (shop: Shop, csv: string) => {
    const input = { storeId: toTypeId('store', shop.storeId), csv, idempotencyKey: newId() };
    const payload = await graph.change<Started>(
      'importProducts { importJob { id status version } }',
      input,
      shop.clerk,
    );
    return payload.importJob;
  };
  return { live, deps, graph, upload };
}

const csv = ['handle,title,sku,price', 'a,A,A,1', 'b,B,B,x', 'c,,C,1'].join('\n');

describe('a bulk upload in the graph', () => {
  test('is shown to the staff and support, with its errors in pages', async () => {
    const { deps, graph, upload } = await openLive();
    const shop = await openShop(database);
    const { id, ...job } = await upload(shop, csv);
    expect(job).toEqual({ status: 'PENDING', version: 1 });
    await runImport(deps, fromTypeId('importJob', id));
    const query = `query ($id: ID!, $after: String) { importJob(id: $id) {
      id mode status totalRows processedRows importedRows rejectedRows createdProducts createdVariants updatedVariants
      failure createdAt finishedAt version store { id }
      errors(first: 1, after: $after) { nodes { row column reason } pageInfo { hasNextPage endCursor } }
    } }`;
    type Read = { importJob: { errors: { nodes: unknown[]; pageInfo: { endCursor: string } } } };
    const { data } = await graph.ask<Read>(query, { id }, shop.clerk);
    expect(data.importJob).toMatchObject({
      id,
      mode: 'PARTIAL',
      status: 'COMPLETED',
      totalRows: 3,
      importedRows: 1,
      rejectedRows: 2,
      failure: null,
      finishedAt: '2026-11-20T12:00:00.000Z',
      store: { id: toTypeId('store', shop.storeId) },
      errors: { nodes: [{ row: 3, column: 'price' }], pageInfo: { hasNextPage: true } },
    });
    const after = data.importJob.errors.pageInfo.endCursor;
    const next = await graph.ask<Read>(query, { id, after }, person(newId(), ['product:write:any']));
    expect(next.data.importJob.errors.nodes).toEqual([
      { row: 4, column: 'title', reason: 'Required for a new product.' },
    ]);
    expect((await graph.ask(query, { id }, person())).data).toEqual({ importJob: null });
    expect((await graph.ask(query, { id })).errors.join()).toContain('UNAUTHENTICATED');
  });

  test('is watched from its state now to its end', async () => {
    const { live, deps, upload } = await openLive();
    const shop = await openShop(database);
    const { id } = await upload(shop, csv);
    await live.deliver();
    const graph = openGraph(deps);
    const subscription = 'subscription ($id: ID!) { importUpdated(id: $id) { status processedRows version } }';
    const stream = await graph.watch(shop.clerk, subscription, { id });
    if (!('next' in stream)) throw new Error(JSON.stringify(stream));
    const next = async () => ((await stream.next()).value as ExecutionResult).data?.importUpdated;
    expect(await next()).toEqual({ status: 'PENDING', processedRows: 0, version: 1 });
    await runImport(deps, fromTypeId('importJob', id));
    await live.deliver();
    expect(await next()).toEqual({ status: 'COMPLETED', processedRows: 3, version: 4 });
    await stream.return?.();
    const stranger = await graph.watch(person(), subscription, { id });
    expect(stranger).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  test('gets an upload link for its staff alone', async () => {
    const { graph } = await openLive();
    const shop = await openShop(database);
    const link = (principal = shop.clerk) =>
      graph.change('createImportUpload { fileId uploadUrl }', { storeId: toTypeId('store', shop.storeId) }, principal);
    expect(await link()).toMatchObject({
      fileId: expect.any(String) as unknown,
      uploadUrl: expect.stringContaining('http://127.0.0.1:4000/files/') as unknown,
      errors: [],
    });
    expect(await link(person())).toMatchObject({ fileId: null, uploadUrl: null, errors: [{ __typename: 'NotFound' }] });
  });
});
