import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Contract } from '../access/client.ts';
import { contractSchema } from '../access/contract.ts';
import { type AccessRules, readAccessRules } from '../access/rules.ts';
import type { AnswerCaching, Caching } from '../caching/caching.ts';
import { type CostRules, readCostRules } from '../demand/cost-rules.ts';
import { plannedNamesOf } from '../planning/aliases.ts';
import { type DocumentCheck, type DocumentOptions, documentChecks } from '../planning/documents.ts';
import { type PlannedOperations, plannedOperations } from '../planning/planned-operations.ts';
import { openPlanner } from '../planning/planner.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import { plannerSdl } from './planner-sdl.ts';
import type { LoadedSupergraph } from './supergraph-source.ts';
import { supportedFeatures } from './supported-features.ts';

/** One supergraph and everything that is made from it. A changed supergraph is another generation. */
export type Generation = {
  /** Hash of the supergraph. */
  readonly id: string;
  readonly supergraphSdl: string;
  /** What clients of the contract see. */
  schemaOf(contract: Contract): GraphQLSchema;
  /** Parses, measures and validates documents of the contract's clients. */
  check(contract: Contract): DocumentCheck;
  readonly costs: CostRules;
  readonly access: AccessRules;
  /** Answers from what is kept, where it may be. */
  readonly caching: AnswerCaching;
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
  readonly caching: Pick<Caching, 'forSupergraph'>;
  readonly logger: Logger;
};

/**
 * Makes a generation of a supergraph.
 *
 * @throws Error when it is no supergraph of Federation 2.
 */
export async function openGeneration({ loaded, configuration, caching, logger }: Options): Promise<Generation> {
  const { router: settings } = configuration;
  const sdl = plannerSdl(loaded.sdl);
  const supergraph = Supergraph.build(sdl, { supportedFeatures });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const names = plannedNamesOf(sdl);
  const viewOf = viewsOf(loaded.sdl, { schema, names, limits: settings });
  const ended = new AbortController();
  const id = createHash('sha256').update(loaded.sdl).digest('hex').slice(0, 16);
  const access = readAccessRules(loaded.sdl);
  const allTypes = supergraph.schema.toGraphQLJSSchema();
  const costs = readCostRules(loaded.sdl, settings);
  const answers = caching.forSupergraph({
    id,
    sdl: loaded.sdl,
    schema: allTypes,
    subgraphs: [...loaded.transports.keys()],
    isGuarded: (type, field) => access.demands(type, field).length > 0,
  });
  // Last: nobody would end its thread if anything else failed.
  const planner = await openPlanner({ sdl, settings, logger });
  return {
    id,
    supergraphSdl: loaded.sdl,
    schemaOf: (contract) => viewOf(contract).schema,
    check: (contract) => viewOf(contract).check,
    access,
    caching: answers,
    costs,
    plans: plannedOperations({
      planner,
      required: names.required,
      supergraph: allTypes,
      kept: settings.keptPlans,
      keptBytes: settings.keptPlanBytes,
      refusedMs: settings.planningRefusedMs,
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

/** What clients of a contract are shown, made when the first of them comes. */
type View = { readonly schema: GraphQLSchema; readonly check: DocumentCheck };

function viewsOf(supergraphSdl: string, api: DocumentOptions): (contract: Contract) => View {
  const views = new Map<Contract, View>([['api', { schema: api.schema, check: documentChecks(api) }]]);
  return (contract) => {
    const known = views.get(contract);
    if (known) return known;
    const schema = contractSchema(supergraphSdl, contract);
    const view = schema
      ? { schema, check: documentChecks({ ...api, schema }) }
      : { schema: api.schema, check: () => [noContract()] };
    views.set(contract, view);
    return view;
  };
}

function noContract(): GraphQLError {
  return new GraphQLError('This graph has nothing for partners.', { extensions: { code: 'NOT_FOUND' } });
}
