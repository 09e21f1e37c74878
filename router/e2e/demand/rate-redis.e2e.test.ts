import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisServer, hasRedis, type RedisServer } from '../caching/redis-server.ts';
import { openTestRouter, type TestRouter } from '../harness/test-router.ts';

if (!hasRedis) console.warn('There is no redis-server here (apt-get install redis-server): its tests are skipped.');

/** Costs 11, as it is estimated. */
const rename = 'mutation { rename(id: "u1", name: "Aigerim") { id } }';

describe.skipIf(!hasRedis)('budgets in Redis', () => {
  let redis: RedisServer;
  let routers: TestRouter[];

  beforeEach(async () => {
    redis = await createRedisServer();
    await redis.start();
    const settings = {
      REDIS_URL: redis.url,
      REDIS_TIMEOUT_MS: '1000',
      RATE_COST_ADDRESS: '1000',
      RATE_COST_BURST: '0',
      RATE_COST_REFUSAL: '0',
      RATE_EXEMPT_ADDRESSES: '::1',
    };
    routers = [await openTestRouter('in process', settings), await openTestRouter('in process', settings)];
    for (const router of routers) await untilCounted(router);
  });
  afterEach(async () => {
    for (const router of routers) await router.stop();
    await redis.kill();
  });

  /** Until the router has connected; what it counted is forgotten. */
  async function untilCounted(router: TestRouter): Promise<void> {
    const client = await createClient({ url: redis.url }).connect();
    await vi.waitFor(async () => {
      await router.post(rename);
      expect(await client.dbSize()).toBe(1);
    }, 10_000);
    await client.flushAll();
    client.destroy();
  }

  const passing = async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => (routers[index % 2] as TestRouter).post(rename)),
    );
    return answers.filter(({ status }) => status === 200).length;
  };

  test('are counted exactly over several routers', async () => {
    expect(await passing()).toBe(90);
  });

  test('are counted by each router while Redis is away', async () => {
    await redis.kill();
    const passed = await passing();
    expect(passed).toBeGreaterThanOrEqual(150);
    expect(passed).toBeLessThanOrEqual(180);
  });
});
