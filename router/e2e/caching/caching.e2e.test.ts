import { afterEach, describe, expect, test, vi } from 'vitest';
import { codes } from '../harness/test-router.ts';
import { type CachedShop, openCachedShop } from './open-cached-shop.ts';

const one = '01981d7e-4a00-7000-8000-00000000000a';
const two = '01981d7e-4a00-7000-8000-00000000000b';
const page = '{ product(id: "p1") { id title price rating } }';
const product = (price: number) => ({ product: { id: 'p1', title: 'Product p1', price, rating: 4 } });

const open: CachedShop[] = [];
async function shopOf(...options: Parameters<typeof openCachedShop>) {
  const shop = await openCachedShop(...options);
  open.push(shop);
  return shop;
}
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.stop();
});

const controlOf = ({ headers }: { headers: Headers }) => headers.get('cache-control');

describe('whole answers', () => {
  test.each([false, true])('are kept for as long as the schema says, subgraphs elsewhere: %s', async (remote) => {
    const shop = await shopOf({ remote });
    const first = await shop.ask(page);
    expect([first.body, controlOf(first)]).toEqual([{ data: product(100) }, 'max-age=60, public']);
    shop.prices.set('p1', 150);
    const second = await shop.ask(page);
    expect([second.body, controlOf(second)]).toEqual([{ data: product(100) }, 'max-age=60, public']);
    expect(shop.calls.get('product')).toBe(1);
    const named = await shop.ask('query Other { product(id: "p1") { price } }');
    expect(named.body.data).toEqual({ product: { price: 150 } });
  });

  test('differ by variables, and are not kept where the schema does not say so', async () => {
    const shop = await shopOf();
    const query = 'query P($id: ID!) { product(id: $id) { price } }';
    for (const [id, price] of [
      ['p1', 100],
      ['p2', 200],
      ['p1', 100],
    ] as const) {
      const { body } = await shop.ask(query, { variables: { id } });
      expect(body.data).toEqual({ product: { price } });
    }
    expect(shop.calls.get('product')).toBe(2);
    for (const uncached of [
      '{ uncached { id } }',
      '{ __typename }',
      '{ products { id stock } }',
      '{ __schema { description } }',
    ]) {
      expect([uncached, controlOf(await shop.ask(uncached))]).toEqual([uncached, 'no-store']);
    }
  });

  test('are not kept with CACHE=off, nor for who sends no-store; no-cache gets a fresh one', async () => {
    const off = await shopOf({ settings: { CACHE: 'off' } });
    expect(controlOf(await off.ask(page))).toBe('no-store');
    await off.ask(page);
    expect(off.calls.get('product')).toBe(2);

    const shop = await shopOf();
    await shop.ask(page, { headers: { 'cache-control': 'no-store' } });
    await shop.ask(page);
    expect(shop.calls.get('product')).toBe(2);
    shop.prices.set('p1', 150);
    expect((await shop.ask(page, { headers: { 'cache-control': 'no-cache' } })).body.data).toEqual(product(150));
    expect((await shop.ask(page)).body.data).toEqual(product(150));
    expect(shop.calls.get('product')).toBe(3);
  });

  test('with errors are never kept', async () => {
    const shop = await shopOf();
    for (const query of ['{ fails { id } }', '{ partly { works fails } }']) {
      const answers = [await shop.ask(query), await shop.ask(query)];
      for (const answer of answers) {
        expect([query, codes(answer.body), controlOf(answer)]).toEqual([query, ['INTERNAL_SERVER_ERROR'], 'no-store']);
      }
    }
    expect(shop.calls.get('fails')).toBe(4);
    const denied = await shop.ask('{ secret }');
    expect([codes(denied.body), controlOf(denied)]).toEqual([['UNAUTHENTICATED'], 'no-store']);
    const allowed = await shop.ask('{ secret }', { token: await shop.tokenOf(one) });
    expect(allowed.body.data).toEqual({ secret: `secret of ${one}` });
    expect(codes((await shop.ask('{ secret }')).body)).toEqual(['UNAUTHENTICATED']);
  });

  test.each(['{ me { name } }', '{ secret }'])('of %s are each principal’s own', async (query) => {
    const shop = await shopOf();
    const tokens = await Promise.all([one, two].map(shop.tokenOf));
    const ask = async (token?: string) =>
      JSON.stringify((await shop.ask(query, { ...(token && { token }) })).body.data);
    const [first, second] = [await ask(tokens[0]), await ask(tokens[1])];
    expect([first.includes(one), second.includes(two)]).toEqual([true, true]);
    expect(await ask()).not.toMatch(new RegExp(`${one}|${two}`));
    const before = shop.calls.get(query.slice(2, 8).trim());
    expect([await ask(tokens[0]), await ask(tokens[1])]).toEqual([first, second]);
    expect(shop.calls.get(query.slice(2, 8).trim())).toBe(before);
    const answer = await shop.ask(query, { token: tokens[0] ?? '' });
    expect(controlOf(answer)).toBe('max-age=60, private');
    expect(answer.headers.get('vary')).toMatch(/Authorization/);
  });

  test('differ by the headers that subgraphs get', async () => {
    const shop = await shopOf({ settings: { FORWARD_HEADERS: 'catalog:x-tenant, authorization' } });
    const tenant = async (name: string) => (await shop.ask('{ tenant }', { headers: { 'x-tenant': name } })).body.data;
    const [first, second] = [await tenant('a'), await tenant('b')];
    expect(second).not.toEqual(first);
    expect([await tenant('a'), await tenant('b')]).toEqual([first, second]);
    // Public answers are the same for everybody, whatever token they show.
    const { body, headers } = await shop.ask('{ tenant }', {
      token: await shop.tokenOf(one),
      headers: { 'x-tenant': 'a' },
    });
    expect(body.data).toEqual(first);
    expect(headers.get('vary')).toMatch(/x-tenant/);
  });
});

describe('entities', () => {
  test('are kept by themselves, for whatever operation needs them', async () => {
    const shop = await shopOf();
    await shop.ask('{ uncached { rating } }');
    await shop.ask('query Again { uncached { id rating } }');
    await shop.ask('{ product(id: "p1") { rating } }');
    expect(shop.calls.get('rating')).toBe(1);
    expect((await shop.ask('{ products { id rating } }')).body.data).toEqual({
      products: [
        { id: 'p1', rating: 4 },
        { id: 'p2', rating: 5 },
      ],
    });
    expect(shop.calls.get('rating')).toBe(2);
  });

  test('are each principal’s own where the schema says so', async () => {
    const shop = await shopOf();
    const query = '{ uncached { note } }';
    for (const id of [one, two, one, two]) {
      const { body } = await shop.ask(query, { token: await shop.tokenOf(id) });
      expect(body.data).toEqual({ uncached: { note: `p1 for ${id}` } });
    }
    expect((await shop.ask(query)).body.data).toEqual({ uncached: { note: 'p1 for nobody' } });
    expect(shop.calls.get('note')).toBeLessThanOrEqual(5);
  });

  test('that are not there, or may not be kept, are asked for each time', async () => {
    const shop = await shopOf();
    shop.ratings.delete('p2');
    const query = (name: string, fields: string) => `query ${name} { product(id: "p2") { ${fields} } }`;
    for (const name of ['A', 'B']) await shop.ask(query(name, 'rating'));
    expect(shop.calls.get('reference')).toBe(2);
    for (const name of ['A', 'B']) await shop.ask(`query ${name} { uncached { stock } }`);
    expect(shop.calls.get('stock')).toBe(2);
  });

  test('shorten what the answer around them may be kept for', async () => {
    const shop = await shopOf();
    await shop.ask('{ uncached { rating } }');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_000 });
    expect(controlOf(await shop.ask(page))).toMatch(/^max-age=5[45], public$/);
    vi.useRealTimers();
  });
});
