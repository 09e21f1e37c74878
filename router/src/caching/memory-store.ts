import { LRUCache } from 'lru-cache';
import type { CacheStore, KeptEntry } from './cache-store.ts';

/** What an entry takes besides its texts: map slots, objects, numbers. */
const entryOverhead = 400;
const tagOverhead = 100;

/** Keeps within a number of bytes, in this process alone. */
export function memoryStore(bytes: number): CacheStore {
  const keysByTag = new Map<string, Set<string>>();
  const entries = new LRUCache<string, KeptEntry>({
    maxSize: bytes,
    ttl: 1,
    ttlResolution: 0,
    sizeCalculation: sizeOf,
    dispose: ({ tags }, key) => unlist(keysByTag, tags, key),
    // An entry that is written anew is listed first and disposed of after: its tags must stay.
    noDisposeOnSet: true,
  });
  return {
    read: (keys) => keys.map((key) => entries.get(key)?.kept),
    write: (written) => {
      for (const entry of written) {
        const { key, kept, tags } = entry;
        const ttl = kept.expiresAt - Date.now();
        if (ttl <= 0 || sizeOf(entry) > bytes) continue;
        unlist(keysByTag, entries.peek(key, { allowStale: true })?.tags ?? [], key);
        for (const tag of tags) {
          const keys = keysByTag.get(tag) ?? new Set();
          keysByTag.set(tag, keys.add(key));
        }
        entries.set(key, entry, { ttl });
      }
    },
    drop: (tags) => {
      for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) entries.delete(key);
    },
    dropAll: () => entries.clear(),
    close: async () => entries.clear(),
  };
}

/** Texts as V8 holds them at worst: two bytes per character. */
function sizeOf({ key, kept, tags }: KeptEntry): number {
  const characters = key.length + kept.text.length + tags.reduce((sum, tag) => sum + tag.length, 0);
  return 2 * characters + entryOverhead + tags.length * tagOverhead;
}

function unlist(keysByTag: Map<string, Set<string>>, tags: readonly string[], key: string): void {
  for (const tag of tags) {
    const keys = keysByTag.get(tag);
    keys?.delete(key);
    if (keys?.size === 0) keysByTag.delete(tag);
  }
}
