import type { Connection } from '@caravan/core/pages';

/** A connection as the schema has it: with its nodes alone beside the edges. */
export function withNodes<Node>({ edges, pageInfo }: Connection<Node>) {
  return { edges: [...edges], pageInfo, nodes: edges.map(({ node }) => node) };
}
