import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Identity } from './access-token.ts';

const rememberedTokens = 20_000;

type Verify = (token: string) => Promise<Identity>;

/**
 * Checks each token once in a while: its signature takes longer than everything else about a small query. Tokens are
 * remembered by their hashes, no longer than they are good, and refused ones not at all. Whether a session was ended is
 * not for this to know.
 *
 * @param memoryMs - A key that its issuer withdraws may be believed for so much longer; 0 to check every time.
 */
export function remembered(verify: Verify, memoryMs: number): Verify {
  if (memoryMs === 0) return verify;
  const known = new LRUCache<string, { readonly identity: Identity; readonly until: number }>({
    max: rememberedTokens,
  });
  return async (token) => {
    const key = hash('sha256', token, 'base64url');
    const found = known.get(key);
    if (found && Date.now() < found.until) return found.identity;
    const identity = await verify(token);
    const { expiresAt } = identity;
    if (expiresAt) known.set(key, { identity, until: Math.min(expiresAt.getTime(), Date.now() + memoryMs) });
    return identity;
  };
}
