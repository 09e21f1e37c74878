import { afterEach, describe, expect, test } from 'vitest';
import { codes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';

let caravan: TestRouter;
const open = async (settings: Record<string, string>) => {
  caravan = await openTestRouter('in process', { RATE_COST_BURST: '0', RATE_EXEMPT_ADDRESSES: '::1', ...settings });
};
afterEach(() => caravan.stop());

const ofTen = '{ users { id } }';

test('hundreds of operations at once are counted exactly, and the rest are told when to come back', async () => {
  await open({ RATE_COST_ADDRESS: '1000', RATE_COST_REFUSAL: '0' });
  // Nothing is given back: they cost what they are estimated to.
  const costly = await Promise.all(
    Array.from({ length: 300 }, () => caravan.post('mutation { rename(id: "u1", name: "Aigerim") { id } }')),
  );
  expect(costly.filter(({ status }) => status === 200)).toHaveLength(90);
  const refused = costly.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(210);
  const [first] = refused;
  expect(first?.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  const seconds = Number(first?.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(first?.body.errors?.[0]?.extensions.retryAfterSeconds).toBe(seconds);
});

test('what was estimated too high is given back', async () => {
  await open({ RATE_COST_ADDRESS: '100' });
  // Ten are estimated, two come out.
  for (let count = 0; count < 40; count += 1) expect((await caravan.post(ofTen)).status).toBe(200);
});

test('budgets are of principals, whatever way they come', async () => {
  await open({ RATE_COST_PRINCIPAL: '25', RATE_COST_ADDRESS: '0', RATE_COST_REFUSAL: '1' });
  const token = await caravan.tokens.accessToken();
  const other = await caravan.tokens.accessToken({ sub: '01981d7e-4a00-7000-8000-00000000000f' });
  const rename = { query: 'mutation { rename(id: "u1", name: "Aigerim") { id } }' };
  expect(codes(await ask(caravan, 'HTTP', rename, { token }))).toEqual([]);
  expect(codes(await ask(caravan, 'WebSocket', rename, { token }))).toEqual([]);
  for (const way of ways) expect(codes(await ask(caravan, way, rename, { token }))).toEqual(['RATE_LIMITED']);
  expect(codes(await ask(caravan, 'SSE', rename, { token: other }))).toEqual([]);
  expect(codes(await ask(caravan, 'SSE', rename))).toEqual([]);
});

describe('refused operations', () => {
  const garbage: [what: string, request: unknown][] = [
    ['what cannot be parsed', { query: '{' }],
    ['what is not valid', { query: '{ nobody }' }],
    ['what is too large', { query: `{ ${'balance '.repeat(11)} }` }],
    ['what is no request', [{ query: '{ balance }' }]],
    ['bad variables', { query: 'query ($id: ID!) { user(id: $id) { id } }' }],
    ['a wrong hash', { query: '{ balance }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ];
  test.each(garbage)('cost their sender: %s', async (_what, request) => {
    await open({ RATE_COST_ADDRESS: '30' });
    const answered: unknown[] = [];
    for (let count = 0; count < 6; count += 1)
      answered.push((await ask(caravan, 'HTTP', request)).errors?.[0]?.extensions.code);
    expect(answered.slice(4)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(answered.slice(0, 3)).not.toContain('RATE_LIMITED');
    expect(codes(await ask(caravan, 'WebSocket', { query: '{ balance }' }))).toEqual(['RATE_LIMITED']);
  });

  test('cost nothing where a hash is not known yet', async () => {
    await open({ RATE_COST_ADDRESS: '30' });
    const request = { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } };
    for (let count = 0; count < 10; count += 1) {
      expect(codes(await ask(caravan, 'HTTP', request))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    }
  });
});

test('what exempt addresses ask for is not counted', async () => {
  await open({ RATE_COST_ADDRESS: '1', RATE_EXEMPT_ADDRESSES: '127.0.0.0/8' });
  for (let count = 0; count < 5; count += 1) expect((await caravan.post(ofTen)).status).toBe(200);
});
