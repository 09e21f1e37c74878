import type { Logger } from '@caravan/telemetry/logger';
import { createClient } from 'redis';
import type { CacheStore, Kept, KeptEntry } from './cache-store.ts';

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
/** Commands that wait for the server; what comes on top fails at once. */
const waitingCommands = 2_000;

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
  const client = openClient(url);
  const state = { isBelieved: false, restsUntil: 0, isDropping: false, isClosed: false };
  const isUsable = () => client.isReady && state.isBelieved && performance.now() >= state.restsUntil;
  const rest = (error: unknown) => {
    if (performance.now() >= state.restsUntil) logger.warn({ err: error }, 'the cache in Redis cannot be had');
    state.restsUntil = performance.now() + restMs;
  };

  /** Drops everything, again and again until it is done. */
  const dropAll = async (): Promise<void> => {
    state.isBelieved = false;
    if (state.isDropping || state.isClosed || !client.isReady) return;
    state.isDropping = true;
    try {
      await dropEntries(client, Math.max(timeoutMs, 1_000));
      state.isBelieved = true;
    } catch (error) {
      rest(error);
      setTimeout(() => void dropAll(), restMs).unref();
    } finally {
      state.isDropping = false;
    }
  };
  client.on('error', rest);
  // What happened while no router listened, or this one could not reach Redis, was not dropped there.
  client.on('ready', () => {
    if (!state.isBelieved) void dropAll();
  });
  client.connect().catch(rest);

  return {
    read: async (keys) => {
      if (keys.length === 0 || !isUsable()) return keys.map(() => undefined);
      try {
        const texts = await inTime(client.mGet(keys.map(entryKey)), timeoutMs);
        return texts.map(toKept);
      } catch (error) {
        rest(error);
        return keys.map(() => undefined);
      }
    },
    write: async (entries) => {
      if (!isUsable()) return;
      await Promise.all(entries.map((entry) => inTime(write(client, entry), timeoutMs).catch(rest)));
    },
    drop: async (tags) => {
      if (!state.isBelieved) return void dropAll();
      try {
        await inTime(client.eval(dropScript, { keys: tags.map(tagKey), arguments: [] }), timeoutMs);
      } catch (error) {
        rest(error);
        void dropAll();
      }
    },
    dropAll: () => void dropAll(),
    close: async () => {
      state.isClosed = true;
      client.destroy();
    },
  };
}

type Client = ReturnType<typeof openClient>;

function openClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: waitingCommands,
    socket: { connectTimeout: 1_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** Math.min(retries, 6), 5_000) },
  });
}

async function write(client: Client, { key, kept, tags }: KeptEntry): Promise<void> {
  const life = Math.ceil(kept.expiresAt - Date.now());
  if (life <= 0) return;
  await client.eval(writeScript, {
    keys: [entryKey(key), ...tags.map(tagKey)],
    arguments: [`${kept.storedAt} ${kept.expiresAt} ${kept.text}`, String(life)],
  });
}

async function dropEntries(client: Client, timeoutMs: number): Promise<void> {
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

async function inTime<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis took longer than ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
