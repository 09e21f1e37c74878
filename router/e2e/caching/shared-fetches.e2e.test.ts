import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CachedShop, openCachedShop } from './open-cached-shop.ts';

const one = '01981d7e-4a00-7000-8000-00000000000a';
const two = '01981d7e-4a00-7000-8000-00000000000b';
const page = '{ product(id: "p1") { id price rating } }';

let shop: CachedShop;
beforeAll(async () => {
  shop = await openCachedShop({ remote: true, settings: { CACHE: 'off', FORWARD_HEADERS: 'authorization' } });
});
afterAll(() => shop.stop());

/** Asks all at once; the subgraph answers none before it was asked so often. */
async function askTogether(tokens: readonly (string | undefined)[], fetches: number): Promise<number> {
  shop.calls.clear();
  const released = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  shop.held = released.promise;
  shop.onRead = () => {
    if (shop.calls.get('product') === fetches) asked.resolve();
  };
  const answers = tokens.map((token) => shop.ask(page, { ...(token && { token }) }));
  await asked.promise;
  // Whoever was not let wait with another has had the time to ask by itself.
  await shop.ask('{ tenant }');
  released.resolve();
  for (const { body } of await Promise.all(answers)) {
    expect(body).toEqual({ data: { product: { id: 'p1', price: 100, rating: 4 } } });
  }
  return shop.calls.get('product') ?? 0;
}

test('equal queries of one principal at the same time are one fetch', async () => {
  const token = await shop.tokenOf(one);
  expect(await askTogether(Array(8).fill(token), 1)).toBe(1);
  expect(await askTogether([undefined, undefined, undefined], 1)).toBe(1);
});

test('those of others, or with another token, are fetches of their own', async () => {
  const [first, second] = [await shop.tokenOf(one), await shop.tokenOf(two)];
  expect(await askTogether([first, second, first, undefined], 3)).toBe(3);
});

test('mutations are sent as often as they were asked', async () => {
  const token = await shop.tokenOf(one);
  const prices = [101, 102, 103];
  const answers = await Promise.all(
    [...prices, ...prices].map((price) =>
      shop.ask(`mutation { reprice(id: "p2", price: ${price}) { price } }`, { token }),
    ),
  );
  expect(answers.map(({ body }) => body.data)).toEqual([...prices, ...prices].map((price) => ({ reprice: { price } })));
});
