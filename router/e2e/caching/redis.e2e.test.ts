import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CachedShop, openCachedShop } from './open-cached-shop.ts';
import { createRedisServer, hasRedis, type RedisServer } from './redis-server.ts';

if (!hasRedis) console.warn('There is no redis-server here (apt-get install redis-server): its tests are skipped.');

const one = '01981d7e-4a00-7000-8000-00000000000a';
const page = '{ product(id: "p1") { id price rating } }';

describe.skipIf(!hasRedis)('a cache in Redis', () => {
  let redis: RedisServer;
  const routers: CachedShop[] = [];

  beforeEach(async () => {
    redis = await createRedisServer();
    await redis.start();
  });
  afterEach(async () => {
    for (const router of routers.splice(0)) await router.stop();
    await redis.kill();
  });

  async function open(): Promise<CachedShop> {
    const shop = await openCachedShop({ settings: { REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '1000' } });
    routers.push(shop);
    return shop;
  }
  async function another(shop: CachedShop): Promise<CachedShop> {
    const router = await shop.another();
    routers.push(router);
    return router;
  }
  const priceAt = async ({ ask }: CachedShop, token?: string) => {
    const { body } = await ask(page, { ...(token && { token }) });
    return (body.data as { product: { price: number } }).product.price;
  };

  /** Until the router believes what is in Redis: only then is an answer found twice. */
  async function untilKept(shop: CachedShop): Promise<void> {
    await vi.waitFor(async () => {
      const before = shop.calls.get('product') ?? 0;
      await shop.ask('{ product(id: "p2") { price } }');
      await shop.ask('{ product(id: "p2") { price } }');
      expect(shop.calls.get('product') ?? 0).toBeLessThan(before + 2);
    }, 15_000);
  }

  test('is shared by routers, with what events and mutations drop', async () => {
    const shop = await open();
    await untilKept(shop);
    const other = await another(shop);
    await untilKept(other);
    expect(await priceAt(shop)).toBe(100);
    shop.prices.set('p1', 150);
    await vi.waitFor(async () => expect(await priceAt(other)).toBe(100));

    await shop.priceChanges('p1');
    await vi.waitFor(async () => expect([await priceAt(shop), await priceAt(other)]).toEqual([150, 150]));
    expect(await priceAt(shop)).toBe(150);

    // Who wrote by one router reads past the cache on the other.
    const token = await shop.tokenOf(one);
    await shop.ask('mutation { silentlyReprice(id: "p1", price: 160) }', { token });
    expect(await priceAt(other, token)).toBe(160);
  });

  test('keeps private answers apart, and entities', async () => {
    const shop = await open();
    await untilKept(shop);
    for (const id of [one, 'x', one, 'x']) {
      const token = id === 'x' ? undefined : await shop.tokenOf(id);
      const { body } = await shop.ask('{ me { name } uncached { note } }', { ...(token && { token }) });
      const name = id === 'x' ? 'nobody' : id;
      expect(body.data).toEqual({ me: { name }, uncached: { note: `p1 for ${name}` } });
    }
    expect(shop.calls.get('note')).toBe(2);
  });

  test('that is killed costs no answer, and is used again when it is back', async () => {
    const shop = await open();
    await untilKept(shop);
    expect(await priceAt(shop)).toBe(100);
    const asking = Array.from({ length: 40 }, async (_none, index) => {
      if (index === 10) await redis.kill();
      return priceAt(shop);
    });
    expect(new Set(await Promise.all(asking))).toEqual(new Set([100]));
    shop.prices.set('p1', 150);
    expect(await priceAt(shop)).toBe(150);
    await redis.start();
    await untilKept(shop);
  });

  test('that was away while something changed gives out nothing from before', async () => {
    const shop = await open();
    await untilKept(shop);
    expect(await priceAt(shop)).toBe(100);
    redis.freeze();
    shop.prices.set('p1', 150);
    await shop.priceChanges('p1');
    // It hangs: every answer comes all the same.
    expect(await priceAt(shop)).toBe(150);
    redis.thaw();
    for (let asked = 0; asked < 20; asked += 1) expect(await priceAt(shop)).toBe(150);
    await untilKept(shop);
    expect(await priceAt(shop)).toBe(150);
  });

  test('that was never there keeps nothing, and breaks nothing', async () => {
    await redis.kill();
    const shop = await open();
    expect([await priceAt(shop), await priceAt(shop)]).toEqual([100, 100]);
    expect(shop.calls.get('product')).toBe(2);
    await redis.start();
    await untilKept(shop);
  });
});
