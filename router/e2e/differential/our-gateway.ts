import { Supergraph } from '@apollo/federation-internals';
import { CaravanError } from '@caravan/core/errors';
import { createLogger } from '@caravan/telemetry/logger';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST, print } from 'graphql';
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

const settings = { planningTimeoutMs: 3_000, planningQueue: 100, planningHeapMb: 512 };

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
    sdl,
    kept: 10,
  });
  return {
    schema,
    sdl,
    names,
    execute: async ({ document: given, variables, operationName, mocks }) => {
      const { document } = renameAliases(given, names);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw new Error('There is no such operation in the document.');
      const planned = { document, source: print(document) };
      const compiled = await plans.of({ key: planned.source, document, operation, schema, planned, denied: new Map() });
      const result = await compiled.execute({
        variables,
        fetch: async ({ subgraph, document: asked, variables: sent, operationName: name }) => {
          try {
            return await mocks.call(subgraph, { document: asked, variables: sent, operationName: name });
          } catch (error) {
            throw new CaravanError('UNAVAILABLE', String(error));
          }
        },
      });
      return restoreAliases(result);
    },
    stop: () => planner.close(),
  };
}
