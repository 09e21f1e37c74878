import { composeServices } from '@apollo/composition';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { ErrorCode } from '@caravan/core/errors';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  parse,
} from 'graphql';
import { supportedFeatures } from '../../../supergraph/supported-features.ts';
import { compileOperation } from '../compile.ts';
import type { CompiledOperation, EntityCache, Fetch, Fetcher } from '../run.ts';

type Module = { readonly sdl: string; readonly resolvers?: object };

export type Request = {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** What is planned instead. */
  readonly planned?: string;
  readonly denied?: (document: DocumentNode) => ReadonlyMap<FieldNode, ErrorCode>;
  readonly fetch?: (fetch: Fetch, answer: Fetcher) => Promise<ExecutionResult>;
  readonly entities?: EntityCache;
};

export type Outcome = { readonly result: ExecutionResult; readonly fetches: readonly Fetch[] };

/** Small subgraphs in process, composed and planned for by Apollo's own code. */
export type Federation = {
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  plan(query: string): QueryPlan;
  compile(request: Request): CompiledOperation;
  /** Runs an operation by ours. */
  run(request: Request): Promise<Outcome>;
  /** Completes an event of a subscription by ours. */
  complete(request: Request, event: ExecutionResult): Promise<Outcome>;
  /** Runs an operation by the stock gateway's executor. */
  stock(request: Request): Promise<Outcome>;
};

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external",
  "@requires", "@provides", "@shareable", "@inaccessible", "@interfaceObject", "@override", "@context", "@fromContext"])\n`;

export function federate(modules: Readonly<Record<string, Module>>): Federation {
  const subgraphs = new Map(
    Object.entries(modules).map(([name, { sdl, resolvers = {} }]) => {
      const module = { typeDefs: parse(link + sdl), resolvers } as Parameters<typeof buildSubgraphSchema>[0];
      return [name, buildSubgraphSchema(module)] as const;
    }),
  );
  const composed = composeServices(
    Object.entries(modules).map(([name, { sdl }]) => ({ name, typeDefs: parse(link + sdl), url: `http://${name}` })),
  );
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  const supergraph = Supergraph.build(composed.supergraphSdl, { supportedFeatures });
  const planner = new QueryPlanner(supergraph);
  const api = supergraph.apiSchema();
  const schema = api.toGraphQLJSSchema();
  const all = supergraph.schema.toGraphQLJSSchema();

  const plan = (query: string): QueryPlan =>
    JSON.parse(JSON.stringify(planner.buildQueryPlan(operationFromDocument(api, parse(query)))));
  const answer: Fetcher = async ({ subgraph, document, variables }) => {
    const contextValue = {};
    return JSON.parse(
      JSON.stringify(
        await execute({
          schema: subgraphs.get(subgraph) as GraphQLSchema,
          document,
          variableValues: variables,
          contextValue,
        }),
      ),
    );
  };
  const recorded = ({ fetch = (asked, next) => next(asked) }: Request) => {
    const fetches: Fetch[] = [];
    const fetcher: Fetcher = (asked) => {
      fetches.push(asked);
      return fetch(asked, answer);
    };
    return { fetches, fetcher };
  };
  const compile = ({ query, planned, denied }: Request) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('No operation.');
    const node = planned === '' ? ({ kind: 'QueryPlan' } as const) : plan(planned ?? query);
    return compileOperation({
      plan: node,
      document,
      operation,
      schema,
      supergraph: all,
      ...(denied && { denied: denied(document) }),
    });
  };
  return {
    subgraphs,
    plan,
    compile,
    run: async (request) => {
      const { fetches, fetcher } = recorded(request);
      const { variables = {}, entities } = request;
      const result = await compile(request).execute({ variables, fetch: fetcher, ...(entities && { entities }) });
      return { result: JSON.parse(JSON.stringify(result)), fetches };
    },
    complete: async (request, event) => {
      const { fetches, fetcher } = recorded(request);
      const result = await compile(request).complete(event, { variables: request.variables ?? {}, fetch: fetcher });
      return { result: JSON.parse(JSON.stringify(result)), fetches };
    },
    stock: async (request) => {
      const { fetches, fetcher } = recorded(request);
      const { query, variables = {} } = request;
      const document = parse(query);
      const process =
        (subgraph: string) =>
        ({ request: sent }: { request: { query: string; variables: Record<string, unknown> } }) =>
          fetcher({
            subgraph,
            kind: 'query',
            query: sent.query,
            document: parse(sent.query),
            operationName: undefined,
            variables: sent.variables,
          });
      const services = Object.fromEntries([...subgraphs.keys()].map((name) => [name, { process: process(name) }]));
      const result = await executeQueryPlan(
        plan(query),
        services as never,
        { request: { query, variables }, document, context: {}, metrics: {} } as never,
        buildOperationContext({ schema, operationDocument: document }),
        all,
        api,
      );
      return { result: JSON.parse(JSON.stringify(result)), fetches };
    },
  };
}
