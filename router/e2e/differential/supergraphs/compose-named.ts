import { composeSupergraph } from '../../../src/supergraph/compose.ts';

/** A supergraph to ask things of. */
export type NamedSupergraph = { readonly name: string; readonly sdl: string };

const imported = [
  '@key',
  '@external',
  '@requires',
  '@provides',
  '@shareable',
  '@override',
  '@inaccessible',
  '@tag',
  '@interfaceObject',
  '@extends',
  '@composeDirective',
  '@authenticated',
  '@requiresScopes',
  '@policy',
  '@cost',
  '@listSize',
];

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imported)})\n`;

/** @param subgraphs - SDL by the subgraphs' names. */
export function supergraphOf(name: string, subgraphs: Readonly<Record<string, string>>): NamedSupergraph {
  const schemas = Object.entries(subgraphs).map(([subgraph, sdl]) => ({
    name: subgraph,
    url: `http://${subgraph}.invalid`,
    sdl: link + sdl,
  }));
  return { name, sdl: composeSupergraph(schemas) };
}
