import { buildSchema, type ExecutionResult, type GraphQLSchema, printSchema } from 'graphql';
import type { MockSubgraphs } from './mock-subgraphs.ts';
import type { OurGateway } from './our-gateway.ts';

/** Our gateway with a fault that has to be found. */
export type Mutant = { readonly name: string; mutate(ours: OurGateway): OurGateway };

export const mutants: readonly Mutant[] = [
  {
    name: 'tells representations apart by the first field of their key',
    mutate: (ours) => ({
      ...ours,
      execute: ({ mocks, ...request }) => ours.execute({ ...request, mocks: confusingEntities(mocks) }),
    }),
  },
  {
    name: 'leaves nulls where there may be none',
    mutate: (ours) => ({
      ...ours,
      execute: (request) => ours.execute({ ...request, shapedBy: withoutNonNull(ours.schema) }),
    }),
  },
  {
    name: 'loses an error',
    mutate: (ours) => answering(ours, ({ data = null, errors }) => ({ data, ...rest(errors) })),
  },
  {
    name: 'orders keys its own way',
    mutate: (ours) => answering(ours, ({ data, ...others }) => ({ ...others, data: reversed(data) as never })),
  },
];

function answering(ours: OurGateway, change: (result: ExecutionResult) => ExecutionResult): OurGateway {
  return { ...ours, execute: async (request) => change(await ours.execute(request)) };
}

function rest(errors: ExecutionResult['errors']): Pick<ExecutionResult, 'errors'> {
  return errors && errors.length > 1 ? { errors: errors.slice(1) } : {};
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

function withoutNonNull(schema: GraphQLSchema): GraphQLSchema {
  return buildSchema(printSchema(schema).replaceAll('!', ''), { assumeValid: true });
}

type Representation = Readonly<Record<string, unknown>>;

function confusingEntities(mocks: MockSubgraphs): MockSubgraphs {
  return {
    ...mocks,
    call: (subgraph, { variables, ...call }) =>
      mocks.call(subgraph, {
        ...call,
        variables: Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, isEntities(value) ? confused(value) : value]),
        ),
      }),
  };
}

function isEntities(value: unknown): value is readonly Representation[] {
  return (
    Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && '__typename' in each)
  );
}

function confused(representations: readonly Representation[]): Representation[] {
  const known = new Map<string, Representation>();
  return representations.map((each) => {
    const [, first] = Object.entries(each).filter(([key]) => key !== '__typename');
    const key = JSON.stringify([each.__typename, first]);
    const found = known.get(key) ?? each;
    known.set(key, found);
    return found;
  });
}
