import { hash } from 'node:crypto';
import type { Client } from '../access/client.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';

/** What tells clients apart for what is kept of their answers. Each text is part of keys. */
export type CacheIdentity = {
  /** Everything that a subgraph may know of who asks, for what is private. */
  readonly whole: string;
  /** Who has written, in whatever session; null for somebody who cannot be told from others. */
  readonly writer: string | null;
  /** Headers that a subgraph gets; what proves who asks counts for private answers only. */
  headers(subgraph: string, isPrivate: boolean): string;
};

/** Headers that say who asks. */
const credentials: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);

export function cacheIdentity({ caller, rights, headers }: Client, forwarded: ForwardedHeaders): CacheIdentity {
  const { principal } = caller;
  // Where tokens are the subgraphs' affair, the header is all that is known.
  const { authorization } = headers;
  let whole: string | undefined;
  return {
    get whole() {
      whole ??= hash(
        'sha256',
        JSON.stringify([
          principal.kind,
          principal.id,
          principal.sessionId,
          principal.roles,
          principal.scopes,
          rights.isAuthenticated,
          [...rights.scopes],
          [...rights.policies],
          authorization,
        ]),
        'base64url',
      );
      return whole;
    },
    get writer() {
      return writerOf(principal.id, authorization);
    },
    headers: (subgraph, isPrivate) => {
      const passed = Object.entries(forwarded(subgraph, headers));
      const counted = isPrivate ? passed : passed.filter(([name]) => !credentials.has(name));
      return counted.length === 0 ? '' : JSON.stringify(counted);
    },
  };
}

function writerOf(principalId: string | null, authorization: string | undefined): string | null {
  if (principalId !== null) return `principal ${principalId}`;
  return authorization === undefined ? null : `token ${hash('sha256', authorization, 'base64url')}`;
}
