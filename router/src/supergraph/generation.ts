import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { GraphQLSchema } from 'graphql';
import type { Contract } from '../access/client.ts';
import { plannedNamesOf } from '../planning/aliases.ts';
import { type DocumentCheck, documentChecks } from '../planning/documents.ts';
import { type PlannedOperations, plannedOperations } from '../planning/planned-operations.ts';
import { openPlanner } from '../planning/planner.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import { plannerSdl } from './planner-sdl.ts';
import type { LoadedSupergraph } from './supergraph-source.ts';

/** One supergraph and everything that is made from it. A changed supergraph is another generation. */
export type Generation = {
  /** Hash of the supergraph. */
  readonly id: string;
  readonly supergraphSdl: string;
  /** What clients of the contract see. */
  schemaOf(contract: Contract): GraphQLSchema;
  /** Parses, measures and validates documents of the contract's clients. */
  check(contract: Contract): DocumentCheck;
  readonly plans: PlannedOperations;
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  /** Aborted when subscriptions have to be made again on a newer generation. */
  readonly ended: AbortSignal;
  /** Ends what still runs on it. */
  close(): Promise<void>;
};

type Options = {
  readonly loaded: LoadedSupergraph;
  readonly configuration: Configuration;
  readonly logger: Logger;
};

/**
 * Makes a generation of a supergraph.
 *
 * @throws Error when it is no supergraph of Federation 2.
 */
export async function openGeneration({ loaded, configuration, logger }: Options): Promise<Generation> {
  const { platform, router: settings } = configuration;
  const sdl = plannerSdl(loaded.sdl);
  const supergraph = Supergraph.build(sdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const planner = await openPlanner({ sdl, settings, logger });
  const introspection = settings.introspection ?? platform.environment !== 'production';
  const names = plannedNamesOf(sdl);
  const check = documentChecks({ schema, names, limits: settings, introspection });
  const ended = new AbortController();
  return {
    id: createHash('sha256').update(loaded.sdl).digest('hex').slice(0, 16),
    supergraphSdl: loaded.sdl,
    schemaOf: () => schema,
    check: () => check,
    plans: plannedOperations({
      planner,
      required: names.required,
      sdl,
      supergraph: supergraph.schema.toGraphQLJSSchema(),
      kept: settings.keptPlans,
    }),
    transports: loaded.transports,
    ended: ended.signal,
    close: async () => {
      ended.abort();
      await planner.close();
      await loaded.release();
    },
  };
}
