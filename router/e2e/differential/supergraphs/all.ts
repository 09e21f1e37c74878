import { readFileSync } from 'node:fs';
import { abstractSupergraphs } from './abstract-types.ts';
import type { NamedSupergraph } from './compose-named.ts';
import { entitySupergraphs } from './entities.ts';
import { otherSupergraphs } from './the-rest.ts';

const own = new URL('../../../../schema/supergraph.graphql', import.meta.url);

/** Small supergraphs that cover the directives of Federation, and Caravan's own. */
export function allSupergraphs(): readonly NamedSupergraph[] {
  const caravan = { name: 'caravan', sdl: readFileSync(own, 'utf8') };
  return [...entitySupergraphs, ...abstractSupergraphs, ...otherSupergraphs, caravan];
}
