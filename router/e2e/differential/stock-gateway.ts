import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { tellLibraries } from '@caravan/config/environment';
import { type DocumentNode, type ExecutionResult, GraphQLError, parse, print } from 'graphql';
import { withoutRules } from '../../src/supergraph/planner-sdl.ts';
import { withPaths } from './failure-paths.ts';
import type { MockSubgraphs } from './mock-subgraphs.ts';

/** What the gateway is told of errors of subgraphs: as they come, with paths for those that have none, or nothing. */
export type ToldErrors = 'as they come' | 'with paths' | 'none';

export type StockRequest = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly mocks: MockSubgraphs;
  readonly errors: ToldErrors;
};

/** Apollo's gateway over mocked subgraphs. */
export type StockGateway = {
  execute(request: StockRequest): Promise<ExecutionResult>;
  stop(): Promise<void>;
};

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The same as ours. */
const queryPlannerConfig = { debug: { maxEvaluatedPlans: 500, pathsLimit: 500 } };

/** @param supergraphSdl - Rules of access are left out of it: the gateway would not start. */
export async function openStockGateway(supergraphSdl: string): Promise<StockGateway> {
  // The gateway reports usage to its maker unless this says otherwise, and knows no other way to be told.
  tellLibraries({ APOLLO_TELEMETRY_DISABLED: 'true' });
  const gateway = new ApolloGateway({
    supergraphSdl: print(withoutRules(parse(supergraphSdl, { noLocation: true }))),
    buildService: ({ name }) => mockedSource(name),
    logger: silent,
    queryPlannerConfig,
    __exposeQueryPlanExperimental: false,
  });
  const { executor } = await gateway.load();
  return {
    execute: async ({ document, variables, operationName, mocks, errors }) => {
      const source = print(document);
      const result: unknown = await executor({
        request: { query: source, variables, operationName },
        document,
        source,
        operationName: operationName ?? null,
        queryHash: source,
        context: { mocks, told: errors },
        metrics: {},
        logger: silent,
      } as never);
      return result as ExecutionResult;
    },
    stop: () => gateway.stop(),
  };
}

type Asked = {
  readonly request: {
    readonly query?: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly operationName?: string;
  };
  readonly context: { readonly mocks: MockSubgraphs; readonly told: ToldErrors };
};

function mockedSource(name: string): GraphQLDataSource {
  const source = {
    process: async ({ request, context: { mocks, told } }: Asked): Promise<ExecutionResult> => {
      const { query = '', variables = {}, operationName } = request;
      const document = parse(query, { noLocation: true });
      const { data, errors } = await mocks.call(name, { document, variables, operationName }).catch((error: Error) => {
        if (told === 'as they come') throw error;
        return { data: null, errors: [new GraphQLError(error.message)] };
      });
      const reported = errors?.map(({ message, path }) => new GraphQLError(message, { path: path ?? null })) ?? [];
      const shown = told === 'none' ? [] : reported;
      const placed = told === 'with paths' ? shown.flatMap((each) => withPaths(each, query, variables)) : shown;
      return { data: data ?? null, ...(placed.length > 0 && { errors: placed }) };
    },
  };
  return source as unknown as GraphQLDataSource;
}
