import type { Logger } from '@caravan/telemetry/logger';
import type { CacheStore, Kept, KeptEntry } from './cache-store.ts';
import { inTime } from './in-time.ts';
import { openRedis, type RedisClient } from './redis.ts';

type Options = {
  readonly url: string;
  /** A slower answer is none. */
  readonly timeoutMs: number;
  readonly logger: Logger;
};

const prefix = 'caravan:router-cache:';
const entryKey = (key: string) => `${prefix}entry:${key}`;
const tagKey = (tag: string) => `${prefix}tag:${tag}`;
/** After a failure nothing is asked for so long: a server that hangs must not make every operation wait. */
const restMs = 1_000;

/** KEYS: the entry and its tags. ARGV: text, life in ms. A tag lives as long as the longest-lived of its entries. */
const writeScript = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
for index = 2, #KEYS do
  redis.call('SADD', KEYS[index], KEYS[1])
  if redis.call('PTTL', KEYS[index]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[index], ARGV[2]) end
end`;

/** KEYS: tags. Entries and tag go in one step, so that none is written between and forgotten. */
const dropScript = `
for _, tag in ipairs(KEYS) do
  for _, entry in ipairs(redis.call('SMEMBERS', tag)) do redis.call('UNLINK', entry) end
  redis.call('UNLINK', tag)
end`;

/**
 * Shares what is kept among routers. While Redis cannot be had, nothing is found. Drops that it missed meanwhile would
 * leave outdated answers in it, so after those everything is dropped before anything is believed again.
 */
export function redisStore({ url, timeoutMs, logger }: Options): CacheStore {
  const client = openRedis(url);
  const trust = openTrust(client, { timeoutMs, logger });
  const nothing = (keys: readonly string[]) => keys.map(() => undefined);
  return {
    read: async (keys) => {
      if (keys.length === 0 || !trust.isUsable()) return nothing(keys);
      try {
        const texts = await inTime(client.mGet(keys.map(entryKey)), timeoutMs);
        return texts.map(toKept);
      } catch (error) {
        trust.failed(error);
        return nothing(keys);
      }
    },
    write: async (entries) => {
      if (!trust.isUsable()) return;
      await Promise.all(entries.map((entry) => inTime(write(client, entry), timeoutMs).catch(trust.failed)));
    },
    drop: async (tags) => {
      if (!trust.isBelieved()) return void trust.dropAll();
      try {
        await inTime(client.eval(dropScript, { keys: tags.map(tagKey), arguments: [] }), timeoutMs);
      } catch (error) {
        trust.failed(error);
        void trust.dropAll();
      }
    },
    dropAll: () => void trust.dropAll(),
    close: async () => {
      trust.end();
      client.destroy();
    },
  };
}

/** Whether what is in Redis may be given out. */
function openTrust(client: RedisClient, { timeoutMs, logger }: Omit<Options, 'url'>) {
  let isBelieved = false;
  let isDropping = false;
  let hasEnded = false;
  let restsUntil = 0;
  const failed = (error: unknown) => {
    if (performance.now() >= restsUntil) logger.warn({ err: error }, 'the cache in Redis cannot be had');
    restsUntil = performance.now() + restMs;
  };
  /** Again and again until it is done. */
  const dropAll = async (): Promise<void> => {
    isBelieved = false;
    if (isDropping || hasEnded || !client.isReady) return;
    isDropping = true;
    try {
      await dropEntries(client, Math.max(timeoutMs, restMs));
      isBelieved = true;
    } catch (error) {
      failed(error);
      setTimeout(() => void dropAll(), restMs).unref();
    } finally {
      isDropping = false;
    }
  };
  client.on('error', failed);
  // What happened while no router listened, or this one could not reach Redis, was not dropped there.
  client.on('ready', () => {
    if (!isBelieved) void dropAll();
  });
  client.connect().catch(failed);
  return {
    isBelieved: () => isBelieved,
    isUsable: () => client.isReady && isBelieved && performance.now() >= restsUntil,
    failed,
    dropAll,
    end: () => {
      hasEnded = true;
    },
  };
}

async function write(client: RedisClient, { key, kept, tags }: KeptEntry): Promise<void> {
  const life = Math.ceil(kept.expiresAt - Date.now());
  if (life <= 0) return;
  await client.eval(writeScript, {
    keys: [entryKey(key), ...tags.map(tagKey)],
    arguments: [`${kept.storedAt} ${kept.expiresAt} ${kept.text}`, String(life)],
  });
}

async function dropEntries(client: RedisClient, timeoutMs: number): Promise<void> {
  const pages = client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1_000 });
  for (;;) {
    const page = await inTime(pages.next(), timeoutMs);
    if (page.done) return;
    if (page.value.length > 0) await inTime(client.unlink(page.value), timeoutMs);
  }
}

/** Anything but what we write is nothing. */
function toKept(text: string | null): Kept | undefined {
  const parts = /^(\d+) (\d+) (.*)$/s.exec(text ?? '');
  if (!parts) return undefined;
  const [, storedAt, expiresAt, kept = ''] = parts;
  return { text: kept, storedAt: Number(storedAt), expiresAt: Number(expiresAt) };
}
