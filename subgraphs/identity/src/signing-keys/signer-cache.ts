import type { CryptoKey } from 'jose';

/** Private keys that were opened already, by `kid`. A key never changes, so entries never go stale. */
export type SignerCache = {
  get(id: string, open: () => Promise<CryptoKey>): Promise<CryptoKey>;
};

export function createSignerCache(): SignerCache {
  const opened = new Map<string, Promise<CryptoKey>>();
  return {
    get(id, open) {
      const known = opened.get(id);
      if (known) return known;
      const opening = open();
      opened.set(id, opening);
      // A key that could not be opened is tried again at its next use.
      opening.catch(() => opened.delete(id));
      return opening;
    },
  };
}
