import { Supergraph } from '@apollo/federation-internals';
import { CaravanError } from '@caravan/core/errors';
import { createLogger } from '@caravan/telemetry/logger';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST, print } from 'graphql';
import type { Fetch, Run } from '../../src/execution/plan/run.ts';
import { type PlannedNames, plannedNamesOf, renameAliases, restoreAliases } from '../../src/planning/aliases.ts';
import { plannedOperations } from '../../src/planning/planned-operations.ts';
import { openPlanner } from '../../src/planning/planner.ts';
import { plannerSdl } from '../../src/supergraph/planner-sdl.ts';
import type { MockSubgraphs } from './mock-subgraphs.ts';

export type OurRequest = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly mocks: MockSubgraphs;
  /** Instead of what clients see. */
  readonly shapedBy?: GraphQLSchema;
};

/** Our planning and execution, without HTTP and what stands before them. */
export type OurGateway = {
  readonly schema: GraphQLSchema;
  /** The supergraph as our planner takes it. */
  readonly sdl: string;
  readonly names: PlannedNames;
  execute(request: OurRequest): Promise<ExecutionResult>;
  stop(): Promise<void>;
};

const settings = { planningTimeoutMs: 1_000, planningQueue: 100, planningHeapMb: 512 };

export async function openOurGateway(supergraphSdl: string): Promise<OurGateway> {
  const sdl = plannerSdl(supergraphSdl);
  const supergraph = Supergraph.build(sdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const planner = await openPlanner({ sdl, settings, logger: createLogger({ level: 'silent', name: 'differential' }) });
  const names = plannedNamesOf(sdl);
  const plans = plannedOperations({
    planner,
    required: names.required,
    supergraph: supergraph.schema.toGraphQLJSSchema(),
    kept: 10,
    keptBytes: 10_000_000,
    refusedMs: 0,
  });
  return {
    schema,
    sdl,
    names,
    execute: async ({ document: given, variables, operationName, mocks, shapedBy = schema }) => {
      const { document } = renameAliases(given, names);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw new Error('There is no such operation in the document.');
      const planned = { document, source: print(document) };
      const { length: characters } = planned.source;
      const key = `${shapedBy === schema} ${planned.source}`;
      const toPlan = { key, document, characters, operation, schema: shapedBy, planned, denied: new Map() };
      const compiled = await plans.of(toPlan);
      const run: Run = { variables, fetch: (fetch) => fetchFrom(mocks, fetch) };
      const { primary } = compiled;
      const renamed = { document, operation };
      if (!primary) return restoreAliases(await compiled.execute(run), renamed);
      const event = await mocks.call(primary.subgraph, { ...primary, variables: primary.variables(variables) });
      return restoreAliases(await compiled.complete(event, run), renamed);
    },
    stop: () => planner.close(),
  };
}

async function fetchFrom(mocks: MockSubgraphs, { subgraph, ...call }: Fetch): Promise<ExecutionResult> {
  try {
    return await mocks.call(subgraph, call);
  } catch (error) {
    throw new CaravanError('UNAVAILABLE', error instanceof Error ? error.message : String(error));
  }
}
