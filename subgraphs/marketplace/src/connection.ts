import type { Connection } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';

/** A connection as the schema has it: with its nodes alone beside the edges. */
export function withNodes<Node>({ edges, pageInfo }: Connection<Node>) {
  return { edges: [...edges], pageInfo, nodes: edges.map(({ node }) => node) };
}

/** Whether a contribution to `User` may be read: by oneself or with `user:read:any`. */
export function mayReadUser(principal: Principal, userId: string): boolean {
  return (principal.kind === 'user' && principal.id === userId) || hasScope(principal, 'user:read:any');
}
