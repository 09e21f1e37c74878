import type { Principal } from '@caravan/core/principal';

/** What somebody may see of a supergraph, by the rules of its schema (`@authenticated`, `@requiresScopes`, `@policy`). */
export type Rights = {
  readonly isAuthenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
};

/** A guest holds a token and scopes, but is nobody yet. */
export function rightsOf({ kind, scopes }: Principal): Rights {
  return { isAuthenticated: kind === 'user', scopes: new Set(scopes), policies: new Set() };
}
