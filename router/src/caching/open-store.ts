import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { CacheStore } from './cache-store.ts';
import { memoryStore } from './memory-store.ts';

type Settings = Pick<Configuration['router'], 'cache' | 'cacheBytes' | 'redisUrl' | 'redisTimeoutMs'>;

/** Where answers are kept. The client of Redis, 600 modules of it, is loaded where there is a Redis. */
export async function openStore(settings: Settings, logger: Logger): Promise<CacheStore> {
  const { cache, cacheBytes, redisUrl, redisTimeoutMs } = settings;
  if (cache === 'off' || !redisUrl) return memoryStore(cacheBytes);
  const { redisStore } = await import('./redis-store.ts');
  return redisStore({ url: redisUrl, timeoutMs: redisTimeoutMs, logger });
}
