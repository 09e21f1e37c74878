import { CaravanError } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import { GraphQLError } from 'graphql';
import type { FetchSource } from '../planning/apollo-internals.ts';
import { subgraphFetches } from '../telemetry/router-metrics.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import { timedOut, unavailable } from '../transports/with-timeout.ts';
import { failurePaths } from './failure-paths.ts';

/** What every fetch of an operation knows of it. */
export type OperationScope = {
  readonly caller: Caller;
  /** In the clock of `performance.now()`: no fetch lasts longer. */
  readonly deadline: number;
};

type Options = { readonly fetchTimeoutMs: number; readonly logger: Logger };

/**
 * A subgraph as the gateway's plan calls it. A subgraph that cannot be had is answered for with one error per field
 * it was asked for, so that the client is told the path of each null.
 */
export function subgraphSource(transport: SubgraphTransport, { fetchTimeoutMs, logger }: Options): FetchSource {
  return {
    process: async ({ request, context }) => {
      const { caller, deadline } = context as OperationScope;
      const { query = '', variables = {}, operationName } = request;
      try {
        const timeoutMs = Math.min(fetchTimeoutMs, deadline - performance.now());
        if (timeoutMs <= 0) throw timedOut();
        const result = await transport.execute({ kind: 'query', query, variables, operationName, caller, headers: {}, timeoutMs });
        subgraphFetches.inc({ subgraph: transport.name, outcome: result.errors ? 'errors' : 'ok' });
        const errors = result.errors?.flatMap((error) => withPaths(error, query, variables));
        return { data: result.data ?? null, ...(errors && { errors }) };
      } catch (error) {
        subgraphFetches.inc({ subgraph: transport.name, outcome: 'failed' });
        const told = error instanceof CaravanError ? error : unavailable();
        const { requestId } = caller;
        logger.warn({ subgraph: transport.name, requestId, err: error }, 'a fetch failed');
        return { data: null, errors: withPaths(new GraphQLError(told.message, codeOf(told)), query, variables) };
      }
    },
  };
}

function codeOf({ code, details }: CaravanError) {
  return { extensions: { ...details, code } };
}

/** An error about the whole fetch, or about a whole entity of it, becomes one about each field. */
function withPaths(error: GraphQLError, query: string, variables: Readonly<Record<string, unknown>>): GraphQLError[] {
  const { path = [], message, extensions } = error;
  const coversMuch = path.length === 0 || (path[0] === '_entities' && path.length <= 2);
  if (!coversMuch) return [error];
  return failurePaths(query, variables)
    .filter((each) => path.every((key, index) => each[index] === key))
    .map((each) => new GraphQLError(message, { path: each, extensions }));
}
