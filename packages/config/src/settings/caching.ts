import { bytes, count, milliseconds, mode, seconds, url } from '../kinds.ts';
import { setting } from '../setting.ts';

/** What the router keeps of answers; spread into its settings. */
export const cachingSettings = {
  cache: setting('CACHE', mode('off', 'on').default('on'), 'Keep answers for as long as @cacheControl allows.'),
  cacheBytes: setting('CACHE_BYTES', bytes.default(67_108_864), 'Memory for kept answers and entities.'),
  cacheValueBytes: setting('CACHE_VALUE_BYTES', bytes.default(262_144), 'Largest answer or entity that is kept.'),
  cacheDefaultSeconds: setting(
    'CACHE_DEFAULT_SECONDS',
    seconds.default(0),
    'How long root fields, and fields that return objects, may be kept when no @cacheControl says so.',
  ),
  cacheMaximumSeconds: setting(
    'CACHE_MAXIMUM_SECONDS',
    seconds.default(3_600),
    'Longest time that anything is kept, whatever @cacheControl says.',
  ),
  cacheAfterWriteSeconds: setting(
    'CACHE_AFTER_WRITE_SECONDS',
    seconds.default(5),
    'Who has sent a mutation gets nothing from the cache for so long: events that drop what changed come a little later.',
  ),
  redisUrl: setting(
    'REDIS_URL',
    url.optional(),
    'Redis in which several routers share what they keep; without it each keeps its own in memory.',
    { secret: true },
  ),
  redisTimeoutMs: setting('REDIS_TIMEOUT_MS', milliseconds.default(100), 'A slower answer of Redis is none.'),
  sharedVariableCharacters: setting(
    'SHARED_FETCH_CHARACTERS',
    count.default(1_000),
    'Equal queries of one principal to one subgraph at the same time are sent once, up to this size of their variables; 0 for never.',
  ),
};
