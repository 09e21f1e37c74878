import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { tellLibraries } from '@caravan/config/environment';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  print,
} from 'graphql';
import { withoutRules } from '../../src/supergraph/planner-sdl.ts';
import { withPaths } from './failure-paths.ts';
import type { MockSubgraphs } from './mock-subgraphs.ts';
import { stockSubscriptions } from './stock-subscriptions.ts';

/**
 * What the gateway is told by subgraphs: everything as it comes, or corrected, with paths for errors that have none, or
 * with no errors at all.
 */
export type Told = 'as it comes' | 'with paths' | 'without errors';

export type StockRequest = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly mocks: MockSubgraphs;
  readonly told: Told;
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
  const sdl = print(withoutRules(parse(supergraphSdl, { noLocation: true })));
  const interfaces = interfacesOf(sdl);
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
    buildService: ({ name }) => mockedSource(name, interfaces),
    logger: silent,
    queryPlannerConfig,
    __exposeQueryPlanExperimental: false,
  });
  const { executor } = await gateway.load();
  const complete = stockSubscriptions(sdl, queryPlannerConfig);
  return {
    execute: async (asked) => {
      const { document, variables, operationName, mocks, told } = asked;
      const context = { mocks, told };
      if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
        return complete(asked, (name) => mockedSource(name, interfaces), context);
      }
      const source = print(document);
      const result: unknown = await executor({
        request: { query: source, variables, operationName },
        document,
        source,
        operationName: operationName ?? null,
        queryHash: source,
        context,
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
  readonly context: { readonly mocks: MockSubgraphs; readonly told: Told };
};

function mockedSource(name: string, interfaces: ReadonlySet<string>): GraphQLDataSource {
  const source = {
    process: async ({ request, context: { mocks, told } }: Asked): Promise<ExecutionResult> => {
      const { query = '', variables = {}, operationName } = request;
      const document = parse(query, { noLocation: true });
      const { data, errors } = await mocks.call(name, { document, variables, operationName }).catch((error: Error) => {
        if (told === 'as it comes') throw error;
        return { data: null, errors: [new GraphQLError(error.message)] };
      });
      const reported = errors?.map(({ message, path }) => new GraphQLError(message, { path: path ?? null })) ?? [];
      const shown = told === 'without errors' ? [] : reported;
      const placed = told === 'with paths' ? shown.flatMap((each) => withPaths(each, query, variables)) : shown;
      if (told !== 'as it comes') forgetVagueTypes(data?._entities, interfaces);
      return { data: data ?? null, ...(placed.length > 0 && { errors: placed }) };
    },
  };
  return source as unknown as GraphQLDataSource;
}

function interfacesOf(sdl: string): ReadonlySet<string> {
  const { definitions } = parse(sdl, { noLocation: true });
  return new Set(
    definitions.flatMap((each) => (each.kind === Kind.INTERFACE_TYPE_DEFINITION ? [each.name.value] : [])),
  );
}

/** Types that are an interface's name, which entities of an interface object give for one that is known already. */
function forgetVagueTypes(entities: unknown, interfaces: ReadonlySet<string>): void {
  if (!Array.isArray(entities)) return;
  for (const entity of entities as (Record<string, unknown> | null)[]) {
    for (const [key, value] of Object.entries(entity ?? {})) {
      if (entity && typeof value === 'string' && interfaces.has(value)) delete entity[key];
    }
  }
}
