import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explorerDocuments } from '../../src/http/explorer.ts';
import { sha256 } from '../../src/persisted/manifests.ts';
import { type Answer, codes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';

const listed = 'query Buyer { order(id: "o1") { number buyer { displayName } } }';
const listedSubscription = 'subscription Watch { orderUpdated(id: "o1") { status } }';
const answer = { order: { number: 'CV-1', buyer: { displayName: 'Aigerim' } } };
const named = (query: string, rest: object = {}) => ({
  query: '',
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } },
  ...rest,
});

describe('automatic persisted queries', () => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter();
  });
  afterAll(() => caravan.stop());

  test.each(ways)('over %s: not found, sent, found', async (way) => {
    const query = `${listed} # ${way}`;
    const missing = await ask(caravan, way, named(query));
    expect(missing.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await ask(caravan, way, named(query, { query }))).data).toEqual(answer);
    expect((await ask(caravan, way, named(query))).data).toEqual(answer);
    for (const other of ways) expect((await ask(caravan, other, named(query))).data).toEqual(answer);
  });

  const get = async (parameters: Record<string, string>) => {
    const response = await fetch(`${caravan.router.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const extensions = (query: string) => JSON.stringify(named(query).extensions);

  test('by GET', async () => {
    const query = `${listed} # by GET`;
    const missing = await get({ extensions: extensions(query) });
    expect([missing.status, codes(missing.body)]).toEqual([400, ['PERSISTED_QUERY_NOT_FOUND']]);
    expect((await get({ query, extensions: extensions(query) })).body.data).toEqual(answer);
    expect((await get({ extensions: extensions(query) })).body.data).toEqual(answer);
  });

  test('never run mutations by GET', async () => {
    const query = 'mutation { ship(id: "o2") { id } }';
    expect((await get({ query, extensions: extensions(query) })).status).toBe(405);
    expect((await get({ extensions: extensions(query) })).status).toBe(405);
    expect(caravan.world.orders.get('o2')?.status).toBe('PLACED');
  });

  test.each([
    ['what cannot be parsed', '{ order('],
    ['what is not valid', '{ nobody }'],
    ['what is too large', `{ ${'balance '.repeat(11)} }`],
    ['what costs too much', '{ users { friends { friends { friends { friends { id } } } } } }'],
  ])('do not keep %s', async (_what, query) => {
    const refused = codes(await ask(caravan, 'HTTP', named(query, { query })));
    expect(refused).not.toEqual([]);
    expect(codes(await ask(caravan, 'HTTP', named(query)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  test('are refused under a hash of something else', async () => {
    const body = await ask(caravan, 'HTTP', named('{ other }', { query: listed }));
    expect(codes(body)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a safelist', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-safelist-'));
  const file = join(folder, 'persisted-documents.json');
  writeFileSync(file, JSON.stringify({ buyer: listed, watch: listedSubscription }));
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter('in process', { SAFELIST_FILE: file, SAFELIST_MODE: 'enforce' });
  });
  afterAll(async () => {
    await caravan.stop();
    rmSync(folder, { recursive: true });
  });

  describe.each(ways)('over %s', (way) => {
    test('runs what is listed, by its id, its hash or its text', async () => {
      for (const request of [{ query: '', documentId: 'buyer' }, named(listed), { query: listed }]) {
        expect((await ask(caravan, way, request)).data).toEqual(answer);
      }
    });

    test.each([
      ['query', '{ balance }'],
      ['mutation', 'mutation { ship(id: "o1") { id } }'],
      ['subscription', 'subscription { orderUpdated(id: "o1") { id status } }'],
    ])('runs no other %s', async (_kind, query) => {
      expect(codes(await ask(caravan, way, { query }))).toEqual(['FORBIDDEN']);
      expect(codes(await ask(caravan, way, named(query, { query })))).toEqual(['FORBIDDEN']);
      expect(codes(await ask(caravan, way, named(query)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    });
  });

  test.each(['WebSocket', 'SSE'] as const)('starts listed subscriptions over %s', async (way) => {
    const { data } = await ask(caravan, way, { query: '', documentId: 'watch' });
    expect(data).toEqual({ orderUpdated: { status: 'PLACED' } });
  });

  test('leaves introspection to its own setting', async () => {
    expect(codes(await ask(caravan, 'HTTP', { query: getIntrospectionQuery() }))).not.toContain('FORBIDDEN');
    expect((await ask(caravan, 'HTTP', { query: '{ __typename }' })).data).toEqual({ __typename: 'Query' });
    const both = await ask(caravan, 'HTTP', { query: '{ __typename balance }' });
    expect(codes(both)).toEqual(['FORBIDDEN']);
  });

  test('has the operations of the explorer where it is served', async () => {
    // They are not of this schema, so they are refused for another reason.
    for (const query of explorerDocuments()) {
      expect(codes(await ask(caravan, 'HTTP', { query }))).not.toContain('FORBIDDEN');
    }
  });
});
