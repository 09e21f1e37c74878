import { createHash } from 'node:crypto';
import { once as oncePromise } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Answer, codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { guardedWorld } from './guarded-subgraphs.ts';

const key = 'a-key-of-acme';
const settings = { PARTNER_API_KEYS: `acme:${createHash('sha256').update(key).digest('hex')}` };
const introspection = '{ __schema { types { name } } }';
const api = '/graphql';
const partner = '/partner/graphql';

type Shown = { path: string; key?: string; token?: string; cookie?: string };

function headersOf({ key: shown, token, cookie }: Shown): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(shown !== undefined && { 'x-api-key': shown }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(cookie && { cookie }),
  };
}

async function ask(
  caravan: TestRouter,
  query: string,
  shown: Shown,
): Promise<{ status: number; body: Answer['body'] }> {
  const response = await fetch(new URL(shown.path, caravan.router.url), {
    method: 'POST',
    headers: headersOf(shown),
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

async function askBySocket(caravan: TestRouter, query: string, { path, key: shown, token }: Shown) {
  const client = createClient({
    url: new URL(path, caravan.router.url).href.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: {
      ...(shown !== undefined && { 'x-api-key': shown }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
  const body = await once(client, query).finally(() => void client.dispose());
  return { body };
}

test.each(['/%70artner/graphql', '/partner/graphq%6C', '/partner/graphql#api'])(
  'the endpoint of partners shows no more when its address is written as %s',
  async (path) => {
    const caravan = await openTestRouter('in process', settings, { serving: guardedWorld().subgraphs });
    try {
      const response = await askRaw(caravan, '{ things { id } }', path);
      expect(JSON.stringify(response)).not.toContain('"id"');
    } finally {
      await caravan.stop();
    }
  },
);

/** Without what `fetch` makes of an address. */
async function askRaw(caravan: TestRouter, query: string, path: string): Promise<unknown> {
  const { hostname, port } = new URL(caravan.router.url);
  const asked = request({ hostname, port, path, method: 'POST', headers: headersOf({ path }) });
  asked.end(JSON.stringify({ query }));
  const [response] = (await oncePromise(asked, 'response')) as [IncomingMessage];
  return json(response);
}

describe.each([
  ['HTTP', ask],
  ['WebSocket', askBySocket],
] as const)('partners, over %s', (_way, asking) => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter('in process', settings, { serving: guardedWorld().subgraphs });
  });
  afterAll(() => caravan.stop());

  test.each([{ path: api, key }, { path: partner, key }, { path: partner }])(
    'see their contract: %j',
    async (shown) => {
      const { body } = await asking(caravan, '{ item(id: "i1") { label carrier } user(id: "u1") { name } }', shown);
      expect(body).toEqual({
        data: { item: { label: 'Item i1', carrier: 'Donkey Express' }, user: { name: 'Name of u1' } },
      });
    },
  );

  test.each([
    '{ things { id } }',
    '{ item(id: "i1") { owner { id } } }',
    '{ item(id: "i1") { secret } }',
    '{ user(id: "u1") { friends { id } } }',
    '{ item(id: "i1") { id } ... on Query { me { id } } }',
    'mutation { touch(id: "i1") { id } }',
    'subscription { itemChanged(id: "i1") { id } }',
  ])('do not see the rest: %s', async (query) => {
    for (const shown of [{ path: api, key }, { path: partner }]) {
      const { body } = await asking(caravan, query, shown);
      expect(codes(body)).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(body.data).toBeUndefined();
    }
  });

  test('are shown their schema and no other', async () => {
    const { body } = await asking(caravan, introspection, { path: partner });
    const { types } = (body.data as { __schema: { types: { name: string }[] } }).__schema;
    const names = types.map(({ name }) => name).filter((name) => !/^(__|String|ID|Boolean|Int|Float)/.test(name));
    expect(names.toSorted()).toEqual(['Item', 'Query', 'User']);
  });

  test('have the rights of the user whose token they bring, and none without', async () => {
    const query = '{ user(id: "u1") { email } }';
    const alone = await asking(caravan, query, { path: api, key });
    expect([alone.body.data, codes(alone.body)]).toEqual([{ user: { email: null } }, ['UNAUTHENTICATED']]);
    const token = await caravan.tokens.accessToken({ roles: ['SUPPORT'] });
    const support = await asking(caravan, query, { path: api, key, token });
    expect(support.body).toEqual({ data: { user: { email: expect.stringContaining('@example.com') as string } } });
  });
});

describe('an API key that is wrong', () => {
  let caravan: TestRouter;
  beforeAll(async () => {
    caravan = await openTestRouter('in process', settings, { serving: guardedWorld().subgraphs });
  });
  afterAll(() => caravan.stop());

  test.each(['wrong', '', 'acme'])('is refused: %j', async (wrong) => {
    for (const path of [api, partner]) {
      const { status, body } = await ask(caravan, '{ item(id: "i1") { id } }', { path, key: wrong });
      expect([status, codes(body)]).toEqual([401, ['UNAUTHENTICATED']]);
      await expect(askBySocket(caravan, '{ __typename }', { path, key: wrong })).rejects.toMatchObject({ code: 4403 });
    }
  });
});

describe('in production', () => {
  let caravan: TestRouter;
  beforeAll(async () => {
    const production = { ...settings, NODE_ENV: 'production', CARAVAN_DEMO: 'false' };
    caravan = await openTestRouter('in process', production, { serving: guardedWorld().subgraphs });
  });
  afterAll(() => caravan.stop());

  test('the partners’ endpoint asks for a key', async () => {
    const query = '{ item(id: "i1") { id } }';
    expect(await ask(caravan, query, { path: partner })).toMatchObject({ status: 401 });
    expect(await ask(caravan, query, { path: partner, key })).toMatchObject({ status: 200 });
    expect(await ask(caravan, query, { path: api })).toMatchObject({ status: 200 });
  });

  test('introspection is for partners with a key, and for people signed in to the explorer', async () => {
    const token = await caravan.tokens.accessToken();
    const guest = await caravan.tokens.accessToken({ use: 'guest', roles: [], sid: userId });
    expect(await ask(caravan, introspection, { path: api, key })).toMatchObject({ status: 200 });
    expect(await ask(caravan, introspection, { path: api, cookie: `caravan_access=${token}` })).toMatchObject({
      status: 200,
    });
    for (const shown of [{}, { token }, { cookie: `caravan_access=${guest}` }, { cookie: 'caravan_access=' }]) {
      const { status, body } = await ask(caravan, introspection, { path: api, ...shown });
      expect([status, codes(body)[0], body.data]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', undefined]);
    }
  });

  test('who may not introspect is given no hints either', async () => {
    const message = async (shown: Shown) =>
      (await ask(caravan, '{ item(id: 1) { labl } }', shown)).body.errors?.[0]?.message;
    expect(await message({ path: api })).toBe('Cannot query field "labl" on type "Item".');
    expect(await message({ path: api, key })).toContain('Did you mean "label"');
  });
});

const userId = '01981d7e-4a00-7000-8000-000000000001';

test.each([
  ['true', {}, 200],
  ['false', { key }, 400],
  ['partners', {}, 400],
  ['partners', { key }, 200],
])('INTROSPECTION=%s and %j: %i', async (INTROSPECTION, shown, status) => {
  const caravan = await openTestRouter(
    'in process',
    { ...settings, INTROSPECTION },
    { serving: guardedWorld().subgraphs },
  );
  expect(await ask(caravan, introspection, { path: api, ...shown })).toMatchObject({ status });
  await caravan.stop();
});

test('a supergraph without tags has nothing for partners', async () => {
  const caravan = await openTestRouter('in process', settings);
  for (const query of ['{ __typename }', '{ users { id } }', introspection]) {
    const { status, body } = await ask(caravan, query, { path: partner });
    expect([status, codes(body)]).toEqual([404, ['NOT_FOUND']]);
  }
  await caravan.stop();
});
