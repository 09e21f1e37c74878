import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { type Freshness, freshnessOf } from './freshness.ts';

/** A result as it leaves over HTTP, as far as caches are concerned (RFC 9110, RFC 9111). */
export type CacheableAnswer = {
  /** 304 when the client has it already. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

type Request = { readonly method: string; readonly headers: IncomingHttpHeaders };

const uncacheable = { 'cache-control': 'no-store' };
/** What the answer is chosen by, besides its address. */
const chosenBy = ['Origin', 'Accept', 'X-Api-Key'];
const chosenByAsker = [...chosenBy, 'Authorization', 'Cookie'];

/**
 * @param passedOn - Rules of headers that subgraphs get (`authorization`, `catalog:x-tenant`): answers may differ by them.
 */
export function cacheableAnswer(
  { method, headers }: Request,
  { status, result }: { readonly status: number; readonly result: ExecutionResult },
  passedOn: readonly string[],
): CacheableAnswer {
  const freshness = status === 200 ? freshnessOf(result) : null;
  if (!freshness) return { status, headers: uncacheable, body: JSON.stringify(result) };
  const body = freshness.of === result ? freshness.body : JSON.stringify(result);
  const told = { ...freshnessHeaders(freshness), vary: varyOf(freshness, passedOn) };
  if (method !== 'GET') return { status, headers: told, body };
  const etag = `"${hash('sha256', body, 'base64url')}"`;
  const isKnown = matches(headers['if-none-match'], etag);
  return { status: isKnown ? 304 : 200, headers: { ...told, etag }, body: isKnown ? '' : body };
}

function freshnessHeaders({ policy, storedAt }: Freshness): Record<string, string> {
  const ageSeconds = Math.max(0, Math.floor((Date.now() - storedAt) / 1000));
  const scope = policy.isPrivate ? 'private' : 'public';
  return {
    'cache-control': `max-age=${policy.maxAgeSeconds}, ${scope}`,
    ...(ageSeconds > 0 && { age: `${ageSeconds}` }),
  };
}

function varyOf({ policy }: Freshness, passedOn: readonly string[]): string {
  const known = policy.isPrivate ? chosenByAsker : chosenBy;
  const others = passedOn.map((rule) => rule.slice(rule.indexOf(':') + 1)).filter((name) => !isListed.test(name));
  return [...new Set([...known, ...others])].join(', ');
}

const isListed = /^(origin|accept|x-api-key|authorization|cookie)$/i;

/** Whether the client has the answer (`If-None-Match`), by weak comparison. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
