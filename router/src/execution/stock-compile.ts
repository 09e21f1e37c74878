import { Supergraph } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { CaravanError } from '@caravan/core/errors';
import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { failurePaths } from './failure-paths.ts';

// Runs plans by the gateway's executor until ours takes its place.
export type Variables = Readonly<Record<string, unknown>>;
export type Fetch = {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
};
export type Fetcher = (fetch: Fetch) => Promise<ExecutionResult>;
export type Run = { readonly variables: Variables; readonly fetch: Fetcher };
export type CompiledOperation = {
  readonly primary: {
    readonly subgraph: string;
    readonly query: string;
    readonly document: DocumentNode;
    readonly operationName: string | undefined;
    variables(of: Variables): Record<string, unknown>;
  } | null;
  execute(run: Run): Promise<ExecutionResult>;
  complete(event: ExecutionResult, run: Run): Promise<ExecutionResult>;
};

type Options = {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly supergraph: GraphQLSchema;
  readonly sdl: string;
  readonly denied?: ReadonlyMap<FieldNode, unknown>;
};

const apis = new Map<string, ReturnType<Supergraph['apiSchema']>>();

export function compileOperation({ plan, document, operation, schema, supergraph, sdl }: Options): CompiledOperation {
  const api = apis.get(sdl) ?? Supergraph.build(sdl).apiSchema();
  apis.set(sdl, api);
  const { node } = plan;
  const run = async (nodes: QueryPlan, { variables, fetch }: Run, event?: ExecutionResult) => {
    const source = (subgraph: string) => ({
      process: async ({ request }: { request: { query: string; variables: Record<string, unknown> } }) => {
        if (subgraph === '(event)') {
          return { ...(event?.data && { data: structuredClone(event.data) }), errors: event?.errors };
        }
        const { query, variables: picked } = request;
        const kind = operation.operation === 'mutation' && !query.includes('_entities') ? 'mutation' : 'query';
        const document = parse(query);
        const operationName = (request as { operationName?: string }).operationName;
        const result = await fetch({ subgraph, kind, query, document, operationName, variables: picked }).catch(
          (error: CaravanError) => ({
            data: null,
            errors: [new GraphQLError(error.message, { extensions: { ...error.details, code: error.code } })],
          }),
        );
        const errors = result.errors?.flatMap((error) => {
          const path = error.path ?? [];
          if (path.length > 0 && !(path[0] === '_entities' && path.length <= 2)) return [error];
          return failurePaths(query, picked)
            .filter((each) => path.every((key, index) => each[index] === key))
            .map((each) => new GraphQLError(error.message, { path: each, extensions: error.extensions }));
        });
        return { data: result.data ?? null, ...(errors && { errors }) };
      },
    });
    const services = new Proxy({}, { get: (_target, name) => source(String(name)) });
    const name = operation.name?.value;
    return (await executeQueryPlan(
      nodes,
      services as never,
      { request: { query: '', variables }, document, operationName: name ?? null, context: {}, metrics: {} } as never,
      buildOperationContext({
        schema,
        operationDocument: document,
        ...(name !== undefined && { operationName: name }),
      }),
      supergraph,
      api,
    )) as ExecutionResult;
  };
  if (node?.kind !== 'Subscription') {
    return {
      primary: null,
      execute: (given) => run(plan, given),
      complete: () => Promise.reject(new Error('no event')),
    };
  }
  const { primary, rest } = node;
  const replayed: FetchNode = { ...primary, serviceName: '(event)' };
  return {
    primary: {
      subgraph: primary.serviceName,
      query: primary.operation,
      document: parse(primary.operation),
      operationName: primary.operationName,
      variables: (of) =>
        Object.fromEntries(
          (primary.variableUsages ?? []).filter((key) => of[key] !== undefined).map((key) => [key, of[key]]),
        ),
    },
    execute: () => Promise.reject(new Error('a subscription')),
    complete: (event, given) =>
      run({ kind: 'QueryPlan', node: { kind: 'Sequence', nodes: rest ? [replayed, rest] : [replayed] } }, given, event),
  };
}
