import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CachedShop, openCachedShop } from './open-cached-shop.ts';

const page = '{ product(id: "p1") { id price } }';
let shop: CachedShop;
beforeAll(async () => {
  shop = await openCachedShop();
});
afterAll(() => shop.stop());

test('a GET is answered with an ETag, and with 304 to who has it', async () => {
  const first = await shop.get(page);
  const etag = first.headers.get('etag') ?? '';
  expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{43}"$/)]);
  expect(first.headers.get('cache-control')).toBe('max-age=60, public');
  const body = await first.text();
  expect(JSON.parse(body)).toEqual({ data: { product: { id: 'p1', price: 100 } } });

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await shop.get(page, { 'if-none-match': known });
    expect([known, again.status, await again.text()]).toEqual([known, 304, '']);
    expect([again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([etag, 'max-age=60, public']);
  }
  const other = await shop.get(page, { 'if-none-match': '"other"' });
  expect([other.status, await other.text()]).toEqual([200, body]);
});

test('a changed answer has another ETag', async () => {
  const etag = (await shop.get(page)).headers.get('etag') ?? '';
  shop.prices.set('p1', 150);
  await shop.priceChanges('p1');
  const changed = await shop.get(page, { 'if-none-match': etag });
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
});

test('what may not be kept has neither ETag nor age', async () => {
  for (const query of ['{ uncached { id } }', '{ fails { id } }', '{ nonsense }']) {
    const answer = await shop.get(query);
    expect([query, answer.headers.get('cache-control'), answer.headers.get('etag'), answer.headers.get('age')]).toEqual(
      [query, 'no-store', null, null],
    );
  }
  const posted = await shop.ask(page);
  expect([posted.headers.get('cache-control'), posted.headers.get('etag')]).toEqual(['max-age=60, public', null]);
});

test('the age of a kept answer is told', async () => {
  await shop.ask('query Aged { product(id: "p2") { price } }');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_000 });
  const { headers } = await shop.ask('query Aged { product(id: "p2") { price } }');
  vi.useRealTimers();
  expect(Number(headers.get('age'))).toBeGreaterThanOrEqual(5);
  expect(headers.get('vary')).toMatch(/Origin, Accept/);
});

test('what it costs is told on top of a kept answer', async () => {
  const asking = { headers: { 'x-cost': 'true' } };
  const [first, second] = [await shop.ask(page, asking), await shop.ask(page, asking)];
  expect(second.body.data).toEqual(first.body.data);
  expect([first.body.extensions, second.body.extensions]).toEqual(Array(2).fill({ cost: expect.anything() }));
});
