import type { Principal } from '@caravan/core/principal';

/** What somebody may see of a supergraph, by the rules of its schema (`@authenticated`, `@requiresScopes`, `@policy`). */
export type Rights = {
  readonly isAuthenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
};

/** A guest holds a token and scopes, but is nobody yet. */
export function rightsOf({ kind, scopes }: Principal): Rights {
  return { isAuthenticated: kind === 'user' || kind === 'partner', scopes: new Set(scopes), policies: new Set() };
}

/**
 * Rights by the claims of a token of whoever's: scopes of `scope` (RFC 8693, separated by spaces) or `scp`, policies of
 * the claim that is configured for them.
 */
export function rightsOfClaims(claims: Readonly<Record<string, unknown>>, policyClaim: string | undefined): Rights {
  const policies = policyClaim === undefined ? [] : names(claims[policyClaim]);
  return {
    isAuthenticated: true,
    scopes: new Set([...names(claims.scope), ...names(claims.scp)]),
    policies: new Set(policies),
  };
}

function names(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((name) => typeof name === 'string') : [];
}
