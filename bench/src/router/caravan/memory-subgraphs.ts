import { buildSubgraphSchema } from '@apollo/subgraph';
import { subgraphs } from '@caravan/cli/subgraphs';
import type { Configuration } from '@caravan/config/configuration';
import type { LocalSubgraph } from '@caravan/router/transports/local-transport';
import { subgraphSdl } from '@caravan/subgraph/schema';
import { type ExecutionResult, parse } from 'graphql';
import { type Data, run } from '../subgraphs/answers.ts';
import { madeUpField, madeUpType } from './made-up-data.ts';

export type MemorySubgraph = { readonly name: string; readonly sdl: string; readonly data: Data };

/** Caravan's subgraphs by their schemas, with data that cost nothing: what is left is the router's own work. */
export function memorySubgraphs(configuration: Configuration): MemorySubgraph[] {
  return subgraphs.map((definition) => {
    const sdl = subgraphSdl(definition, configuration);
    const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
    const service = { sdl };
    const fieldResolver: typeof madeUpField = (source, args, context, info) =>
      info.fieldName === '_service' ? service : madeUpField(source, args, context, info);
    return { name: definition.name, sdl, data: { schema, fieldResolver, typeResolver: madeUpType } };
  });
}

/**
 * The same in the process of the router. A result is parsed from text each time, so that it is a new one, as that of
 * resolvers would be, and costs no less than it does over HTTP.
 */
export function localSubgraph({ name, sdl, data }: MemorySubgraph): LocalSubgraph {
  const known = new Map<string, string>();
  return {
    name,
    sdl,
    routes: [],
    execute: async ({ query, variables, operationName }) => {
      const key = `${query}${JSON.stringify(variables)}`;
      let text = known.get(key);
      if (text === undefined) {
        text = JSON.stringify(
          await run(data, { query, variables: variables ?? {}, operationName: operationName ?? null }),
        );
        known.set(key, text);
      }
      return JSON.parse(text) as ExecutionResult;
    },
    subscribe: async () => ({ errors: [] }),
    ready: async () => true,
  };
}
