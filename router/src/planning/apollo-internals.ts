import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { ApolloGateway, buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { type FetchNode, type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { tellLibraries } from '@caravan/config/environment';
import type { Logger } from '@caravan/telemetry/logger';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';

/*
 * Everything that is taken from Apollo's packages beyond what they document. Their versions are pinned exactly, and
 * apollo-internals.test.ts says what we rely on.
 */

/** A subgraph as the gateway calls it. */
export type FetchSource = {
  process(fetch: {
    readonly request: {
      readonly query?: string;
      readonly variables?: Readonly<Record<string, unknown>>;
      readonly operationName?: string;
    };
    /** What the operation was given. */
    readonly context: object;
  }): Promise<ExecutionResult>;
};
export type FetchSources = Readonly<Record<string, FetchSource>>;

/** An operation on its way through the gateway. */
export type GatewayRequest = {
  readonly document: DocumentNode;
  readonly source: string;
  /** Of the document; plans are kept by it and the operation's name. */
  readonly hash: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Handed to data sources. */
  readonly context: object;
};

export type Gateway = { execute(request: GatewayRequest): Promise<ExecutionResult>; stop(): Promise<void> };

/** Far fewer than the defaults (10,000 and unlimited), which are made for compiled planners. */
const plannerLimits = { debug: { maxEvaluatedPlans: 500, pathsLimit: 500 } };

/** @param sdl - A supergraph without rules of access (`plannerSdl`). */
export async function openGateway(sdl: string, sources: FetchSources, logger: Logger): Promise<Gateway> {
  // The gateway reports usage to its maker unless this says otherwise, and knows no other way to be told.
  tellLibraries({ APOLLO_TELEMETRY_DISABLED: 'true' });
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
    buildService: ({ name }) => {
      const source = sources[name];
      if (!source) throw new Error(`The supergraph names a subgraph that is not connected: ${name}`);
      return toDataSource(source);
    },
    logger: gatewayLogger(logger),
    queryPlannerConfig: plannerLimits,
    __exposeQueryPlanExperimental: false,
  });
  const { executor } = await gateway.load();
  return {
    execute: async (request) =>
      (await executor({ ...requestContext(request, logger), queryHash: request.hash } as never)) as ExecutionResult,
    stop: () => gateway.stop(),
  };
}

/** How a subscription is run: events of `primary`, completed by `rest` where other subgraphs have a part in it. */
export type SubscriptionPlan = { readonly primary: FetchNode; readonly rest: PlanNode | undefined };

export type Planner = {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  planSubscription(document: DocumentNode, operationName: string | undefined): SubscriptionPlan;
  /** The client's result for one event, shaped by the client's operation. */
  completeEvent(
    plan: SubscriptionPlan,
    event: ExecutionResult,
    options: { request: GatewayRequest; sources: FetchSources; logger: Logger },
  ): Promise<ExecutionResult>;
};

export function openPlanner(sdl: string): Planner {
  const supergraph = Supergraph.build(sdl);
  const planner = new QueryPlanner(supergraph, plannerLimits);
  const api: Schema = supergraph.apiSchema();
  const apiSchema = api.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    apiSchema,
    planSubscription: (document, operationName) => {
      const operation = operationFromDocument(api, document, operationName === undefined ? {} : { operationName });
      const { node } = planner.buildQueryPlan(operation);
      if (node?.kind !== 'Subscription') throw new Error('The planner made no plan for a subscription.');
      return { primary: node.primary, rest: node.rest };
    },
    completeEvent: async ({ primary, rest }, event, { request, sources, logger }) => {
      const replayed: FetchNode = { ...primary, serviceName: replay };
      const node: PlanNode = { kind: 'Sequence', nodes: rest ? [replayed, rest] : [replayed] };
      const operationContext = buildOperationContext({
        schema: apiSchema,
        operationDocument: request.document,
        ...(request.operationName !== undefined && { operationName: request.operationName }),
      });
      return (await executeQueryPlan(
        { kind: 'QueryPlan', node },
        mapValues({ ...sources, [replay]: replaySource(event) }, toDataSource),
        requestContext(request, logger) as never,
        operationContext,
        supergraphSchema,
        api,
      )) as ExecutionResult;
    },
  };
}

/** No subgraph has this name: it answers the plan's first fetch with the event. */
const replay = '(event)';

/** The plan merges other subgraphs' answers into what a source gives, so it gets a copy of its own. */
function replaySource({ data, errors }: ExecutionResult): FetchSource {
  return { process: async () => ({ ...(data && { data: structuredClone(data) }), ...(errors && { errors }) }) };
}

/** The gateway's own types of results do not fit graphql-js' under `exactOptionalPropertyTypes`; their values do. */
function toDataSource(source: FetchSource): GraphQLDataSource {
  return source as unknown as GraphQLDataSource;
}

function mapValues<Value, Mapped>(values: Readonly<Record<string, Value>>, map: (value: Value) => Mapped) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

function requestContext(request: GatewayRequest, logger: Logger) {
  const { document, source, operationName, variables, context } = request;
  return {
    request: { query: source, operationName, variables },
    document,
    source,
    operationName: operationName ?? null,
    context,
    metrics: {},
    logger: gatewayLogger(logger),
  };
}

function gatewayLogger(logger: Logger) {
  return {
    debug: (message?: unknown) => logger.trace({ message }, 'gateway'),
    info: (message?: unknown) => logger.debug({ message }, 'gateway'),
    warn: (message?: unknown) => logger.warn({ message }, 'gateway'),
    error: (message?: unknown) => logger.error({ message }, 'gateway'),
  };
}
