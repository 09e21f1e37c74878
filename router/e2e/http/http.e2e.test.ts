import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, openTestRouter, post, type TestRouter } from '../harness/test-router.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process', {
    ALLOWED_ORIGINS: 'https://shop.example',
    TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8',
    LIMIT_BODY_BYTES: '10000',
  });
});
afterAll(() => caravan.stop());

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${caravan.router.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers });

describe('a request that a page of another site could make', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json-seq',
  ])('POST as %s is refused', async (type) => {
    const { status } = await post(caravan.router.url, '{"query":"mutation { ship(id: \\"o1\\") { id } }"}', {
      'content-type': type,
    });
    expect(status).toBe(415);
    expect(caravan.world.orders.get('o1')?.status).toBe('PLACED');
  });

  test('POST without a type is refused', async () => {
    const response = await fetch(`${caravan.router.url}/graphql`, {
      method: 'POST',
      body: new Blob(['{"query":"{__typename}"}']),
    });
    expect(response.status).toBe(415);
  });

  test('GET without a header of its own is refused', async () => {
    const response = await get({ query: '{ __typename }' });
    expect([response.status, codes((await response.json()) as never)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  test('a mutation by GET is refused', async () => {
    const response = await get({ query: 'mutation { ship(id: "o1") { id } }' }, { 'apollo-require-preflight': '1' });
    expect(response.status).toBe(405);
    expect(caravan.world.orders.get('o1')?.status).toBe('PLACED');
  });
});

test.each(['apollo-require-preflight', 'x-apollo-operation-name'])('GET with %s answers queries', async (header) => {
  const response = await get(
    { query: 'query A($id: ID!) { user(id: $id) { displayName } }', variables: '{"id":"u1"}', operationName: 'A' },
    { [header]: 'A' },
  );
  expect([response.status, await response.json()]).toEqual([200, { data: { user: { displayName: 'Aigerim' } } }]);
});

test('GET with variables that are no JSON is refused', async () => {
  const response = await get({ query: '{ __typename }', variables: '{' }, { 'apollo-require-preflight': '1' });
  expect(response.status).toBe(400);
});

test('answers in the type that is accepted', async () => {
  const standard = 'application/graphql-response+json';
  const { headers } = await post(caravan.router.url, '{"query":"{__typename}"}', { accept: standard });
  expect(headers.get('content-type')).toBe(`${standard}; charset=utf-8`);
  const json = await post(caravan.router.url, '{"query":"{__typename}"}', { accept: 'application/json' });
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('a body that is too large is refused', async () => {
  const { status, body } = await caravan.post(`{ __typename } #${'x'.repeat(20_000)}`);
  expect([status, codes(body)]).toEqual([413, ['OPERATION_TOO_LARGE']]);
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    fetch(`${caravan.router.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  test('lets allowed origins call', async () => {
    const { status, headers } = await preflight('https://shop.example');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example']);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await post(caravan.router.url, '{"query":"{__typename}"}', { origin: 'https://shop.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each(['https://evil.example', 'null', 'https://shop.example.evil.example'])('lets %s not', async (origin) => {
    const { status, headers } = await preflight(origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

describe('the client behind a request', () => {
  const address = async (forwarded?: string) => {
    const { body } = await caravan.post('{ whoCalls { address } }', {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    });
    return (body.data as { whoCalls: { address: string } }).whoCalls.address;
  };

  test.each([
    [undefined, '127.0.0.1'],
    ['203.0.113.7', '203.0.113.7'],
    ['1.2.3.4, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['1.2.3.4, nonsense', '127.0.0.1'],
    ['2001:db8::1', '2001:db8::1'],
  ])('forwarded for %s is %s', async (forwarded, expected) => {
    expect(await address(forwarded)).toBe(expected);
  });

  test('is told a request id: its own if it is sane', async () => {
    const sane = await caravan.post('{ whoCalls { requestId } }', { headers: { 'x-request-id': 'client-request-1' } });
    expect(sane.headers.get('x-request-id')).toBe('client-request-1');
    expect(sane.body.data).toEqual({ whoCalls: { requestId: 'client-request-1' } });
    const insane = await caravan.post('{ fails }', { headers: { 'x-request-id': 'a b"c' } });
    expect(insane.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(insane.body.errors?.[0]?.extensions.requestId).toBe(insane.headers.get('x-request-id'));
  });
});

test('an upgrade to something that is no GraphQL socket is refused', async () => {
  const status = await new Promise((resolve) => {
    const { hostname, port } = new URL(caravan.router.url);
    const upgrade = request({
      hostname,
      port,
      path: '/metrics',
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    });
    upgrade.on('response', (response) => resolve(response.statusCode));
    upgrade.end();
  });
  expect(status).toBe(404);
});

describe('the explorer', () => {
  test('is one page that asks nobody else', async () => {
    const response = await fetch(caravan.router.url);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self'; .*connect-src 'self'/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const [, path] of page.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)) {
      const asset = await fetch(new URL(path ?? '', caravan.router.url));
      expect([path, asset.status]).toEqual([path, 200]);
      const again = await fetch(asset.url, { headers: { 'if-none-match': asset.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(new URL('/explorer/constructor', caravan.router.url))).status).toBe(404);
  });

  test('signs in by a cookie, which counts only where the explorer is', async () => {
    const cookie = `other=1; caravan_access=${await caravan.tokens.accessToken()}`;
    const { body } = await caravan.post('{ whoCalls { kind } }', { headers: { cookie } });
    expect(body.data).toEqual({ whoCalls: { kind: 'user' } });
    const plain = await openTestRouter('in process', { EXPLORER: 'false' }, { jwks: async () => caravan.tokens.jwks });
    expect((await plain.post('{ whoCalls { kind } }', { headers: { cookie } })).body.data).toEqual({
      whoCalls: { kind: 'anonymous' },
    });
    expect((await fetch(plain.router.url)).status).toBe(404);
    await plain.stop();
  });
});
