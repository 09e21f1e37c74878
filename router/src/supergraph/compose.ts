import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export type SubgraphSchema = { readonly name: string; readonly url: string; readonly sdl: string };

/** Subgraphs that do not fit together; the message names every conflict. */
export class CompositionError extends Error {
  constructor(problems: readonly string[]) {
    super(`The subgraphs do not compose:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'CompositionError';
  }
}

/** The full supergraph, with all rules of access and cost. */
export function composeSupergraph(subgraphs: readonly SubgraphSchema[]): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl, { noLocation: true }) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new CompositionError((errors ?? []).map(({ message }) => message));
  return supergraphSdl;
}
