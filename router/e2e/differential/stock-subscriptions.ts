import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { type FetchNode, type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { type ExecutionResult, parse } from 'graphql';
import type { StockRequest } from './stock-gateway.ts';

type Sources = (subgraph: string) => GraphQLDataSource;

/** No subgraph has this name: it answers a plan's first fetch with the event. */
const replay = '(event)';

/**
 * Completes an event of a subscription with Apollo's planner and executor. The gateway itself serves none, so the event
 * is given to it as the answer of the plan's first fetch.
 */
export function stockSubscriptions(sdl: string, limits: object) {
  const supergraph = Supergraph.build(sdl);
  const planner = new QueryPlanner(supergraph, limits);
  const api = supergraph.apiSchema();
  const apiSchema = api.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return async (
    { document, variables, operationName, mocks }: StockRequest,
    sources: Sources,
    context: object,
  ): Promise<ExecutionResult> => {
    const named = operationName === undefined ? {} : { operationName };
    const { node } = planner.buildQueryPlan(operationFromDocument(api, document, named));
    if (node?.kind !== 'Subscription') throw new Error('The planner made no plan for a subscription.');
    const { primary, rest } = node;
    const event = await mocks.call(primary.serviceName, {
      document: parse(primary.operation),
      variables: Object.fromEntries(
        (primary.variableUsages ?? []).filter((name) => name in variables).map((name) => [name, variables[name]]),
      ),
      operationName: primary.operationName,
    });
    const replayed: FetchNode = { ...primary, serviceName: replay };
    const completing: PlanNode = { kind: 'Sequence', nodes: rest ? [replayed, rest] : [replayed] };
    const services = new Proxy(
      {},
      { get: (_target, name) => (name === replay ? { process: async () => event } : sources(String(name))) },
    );
    const request = { request: { query: '', variables }, document, operationName: operationName ?? null };
    return (await executeQueryPlan(
      { kind: 'QueryPlan', node: completing },
      services as never,
      { ...request, context, metrics: {} } as never,
      buildOperationContext({ schema: apiSchema, operationDocument: document, ...named }),
      supergraphSchema,
      api,
    )) as ExecutionResult;
  };
}
