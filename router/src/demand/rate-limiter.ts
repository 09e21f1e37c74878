import type { Logger } from '@caravan/telemetry/logger';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { inTime } from '../caching/in-time.ts';

/** Counts points by key; each key's count begins anew when its time is over. */
export type RateLimiter = {
  readonly points: number;
  /** Takes the points where they are left, else none. */
  take(key: string, points: number): Promise<Taken>;
  /** Takes more, or gives back. */
  correct(key: string, points: number): void;
};

export type Taken = {
  readonly isRefused: boolean;
  /** When the count begins anew, by `Date.now()`. */
  readonly endsAt: number;
};

type Size = { readonly keyPrefix: string; readonly points: number; readonly duration: number };

/** A connected client of the package `redis`, and the longest that it is waited for. */
export type SharedCounts = { readonly client: object; readonly timeoutMs: number; readonly logger: Logger };

/** Counts in Redis that all routers share; null where there is none, and then its client is not even loaded. */
export async function openSharedCounts(
  { redisUrl, redisTimeoutMs }: { readonly redisUrl?: string | undefined; readonly redisTimeoutMs: number },
  logger: Logger,
): Promise<(SharedCounts & { close(): void }) | null> {
  if (redisUrl === undefined) return null;
  const { openRedis } = await import('../caching/redis.ts');
  const client = openRedis(redisUrl);
  // It comes back by itself; what fails meanwhile is told where it is asked.
  client.on('error', () => {});
  client.connect().catch(() => {});
  return { client, timeoutMs: redisTimeoutMs, logger, close: () => client.destroy() };
}

/** Counts in memory or, for several routers, in Redis. While Redis is away each router counts by itself. */
export function openRateLimiter(size: Size, shared?: SharedCounts): RateLimiter {
  const { points } = size;
  const memory = new RateLimiterMemory(size);
  const counts: Counts = shared ? sharedCounts(size, memory, shared) : (run) => run(memory);
  return {
    points,
    take: async (key, taken) => {
      const { isRefused, msBeforeNext } = await counts((limiter) => consume(limiter, key, taken));
      // A refusal is counted, too: it is taken back, so that what is left stays for smaller operations.
      if (isRefused) void counts((limiter) => limiter.reward(key, taken));
      return { isRefused, endsAt: Date.now() + msBeforeNext };
    },
    correct: (key, difference) => {
      if (difference === 0) return;
      void counts((limiter) => (difference > 0 ? limiter.penalty(key, difference) : limiter.reward(key, -difference)));
    },
  };
}

type Counts = <Outcome>(run: (limiter: RateLimiterAbstract) => Promise<Outcome>) => Promise<Outcome>;

/** After a failure nothing is asked for so long: a server that hangs must not make every operation wait. */
const restMs = 1_000;

function sharedCounts(size: Size, memory: RateLimiterMemory, { client, timeoutMs, logger }: SharedCounts): Counts {
  const redis = new RateLimiterRedis({
    ...size,
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
  });
  let restsUntil = 0;
  return async (run) => {
    if (performance.now() < restsUntil) return run(memory);
    try {
      return await inTime(run(redis), timeoutMs);
    } catch (error) {
      if (performance.now() >= restsUntil) logger.warn({ err: error }, 'rates are not counted in Redis');
      restsUntil = performance.now() + restMs;
      return run(memory);
    }
  };
}

async function consume(limiter: RateLimiterAbstract, key: string, points: number) {
  try {
    const { msBeforeNext } = await limiter.consume(key, points);
    return { isRefused: false, msBeforeNext };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { isRefused: true, msBeforeNext: refusal.msBeforeNext };
  }
}
