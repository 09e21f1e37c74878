import { Kind, parse } from 'graphql';

/** A subgraph as a supergraph names it, with the address of its GraphQL endpoint. */
export type JoinedSubgraph = { readonly name: string; readonly url: string };

/** The subgraphs of a supergraph, by the join specification's `@join__graph` (https://specs.apollo.dev/join/v0.5). */
export function joinedSubgraphs(supergraphSdl: string): JoinedSubgraph[] {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = document.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('This is no supergraph: it has no join__Graph.');
  return (graphs.values ?? []).map((graph) => {
    const join = graph.directives?.find(({ name }) => name.value === 'join__graph');
    const text = (name: string) => {
      const value = join?.arguments?.find((argument) => argument.name.value === name)?.value;
      return value?.kind === Kind.STRING ? value.value : '';
    };
    return { name: text('name'), url: text('url') };
  });
}
