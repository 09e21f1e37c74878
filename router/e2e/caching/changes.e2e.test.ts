import { afterEach, describe, expect, test } from 'vitest';
import { type CachedShop, openCachedShop } from './open-cached-shop.ts';

const one = '01981d7e-4a00-7000-8000-00000000000a';
const page = (id: string, fields = 'id price') => `{ product(id: "${id}") { ${fields} } }`;

let shop: CachedShop;
afterEach(() => shop.stop());

const priceOf = async (id: string, token?: string, fields?: string) => {
  const { body } = await shop.ask(page(id, fields), { ...(token && { token }) });
  return (body.data as { product: { price: number } }).product.price;
};

describe('an event about a product', () => {
  test('drops what holds it, and nothing else', async () => {
    shop = await openCachedShop();
    const list = '{ products { id price } }';
    expect([await priceOf('p1'), await priceOf('p1', undefined, 'price'), await priceOf('p2')]).toEqual([
      100, 100, 200,
    ]);
    await shop.ask(list);
    shop.prices.set('p1', 150).set('p2', 250);
    await shop.priceChanges('p1');
    expect([await priceOf('p1'), await priceOf('p1', undefined, 'price'), await priceOf('p2')]).toEqual([
      150, 150, 200,
    ]);
    expect((await shop.ask(list)).body.data?.products).toMatchObject([{ price: 150 }, { price: 250 }]);
  });

  test('drops its entities', async () => {
    shop = await openCachedShop();
    const ratings = async (name: string) =>
      (await shop.ask(`query ${name} { products { rating } uncached { id } }`)).body.data?.products;
    expect(await ratings('A')).toEqual([{ rating: 4 }, { rating: 5 }]);
    shop.ratings.set('p1', 1).set('p2', 2);
    expect(await ratings('B')).toEqual([{ rating: 4 }, { rating: 5 }]);
    await shop.priceChanges('p1');
    expect(await ratings('C')).toEqual([{ rating: 1 }, { rating: 5 }]);
  });

  test('drops what is nested in an entity of another kind', async () => {
    shop = await openCachedShop();
    const query = '{ product(id: "p2") { best { text product { id price } } } }';
    const price = async () => JSON.stringify((await shop.ask(query)).body.data);
    expect(await price()).toContain('100');
    shop.prices.set('p1', 150);
    await shop.priceChanges('p1');
    expect(await price()).toContain('150');
  });

  test('keeps out what was read before it and answered after', async () => {
    shop = await openCachedShop();
    const released = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    shop.held = released.promise;
    shop.onRead = read.resolve;
    const early = priceOf('p1');
    await read.promise;
    shop.prices.set('p1', 150);
    await shop.priceChanges('p1');
    shop.held = null;
    released.resolve();
    expect(await early).toBe(100);
    expect(await priceOf('p1')).toBe(150);
  });

  test('drops an answer that said there is no such product', async () => {
    shop = await openCachedShop();
    expect((await shop.ask(page('p3'))).body.data).toEqual({ product: null });
    shop.prices.set('p3', 300);
    expect((await shop.ask(page('p3'))).body.data).toEqual({ product: null });
    await shop.priceChanges('p3');
    expect(await priceOf('p3')).toBe(300);
  });

  test('that may have been missed drops everything', async () => {
    shop = await openCachedShop();
    await priceOf('p1');
    await priceOf('p2');
    shop.prices.set('p1', 150).set('p2', 250);
    shop.transport.loseEvents();
    expect([await priceOf('p1'), await priceOf('p2')]).toEqual([150, 250]);
  });
});

describe('a mutation', () => {
  test('drops for everybody what it answers with', async () => {
    shop = await openCachedShop();
    const token = await shop.tokenOf(one);
    await priceOf('p1');
    await priceOf('p2');
    await shop.ask('{ products { price } }');
    shop.prices.set('p2', 250);
    await shop.ask('mutation { reprice(id: "p1", price: 150) { id } }', { token });
    expect(await priceOf('p1')).toBe(150);
    expect((await shop.ask('{ products { price } }')).body.data).toEqual({
      products: [{ price: 150 }, { price: 250 }],
    });
  });

  test('that tells nothing is seen by who sent it at once, and by others with its event', async () => {
    shop = await openCachedShop();
    const token = await shop.tokenOf(one);
    expect([await priceOf('p1', token), await priceOf('p1')]).toEqual([100, 100]);
    await shop.ask('mutation { silentlyReprice(id: "p1", price: 150) }', { token });
    expect(await priceOf('p1', token)).toBe(150);
    shop.prices.set('p1', 160);
    expect(await priceOf('p1', token)).toBe(160);
    await shop.priceChanges('p1');
    expect(await priceOf('p1')).toBe(160);
  });
});
