import { Supergraph } from '@apollo/federation-internals';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  GraphQLList,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { fraction } from './random.ts';
import { findNumber, requiredInput, type Thing, thingOf, valueAt, type World } from './world.ts';

export type MockCall = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
};

/** All subgraphs of one world, for one operation: mutations leave traces that later ones show. */
export type MockSubgraphs = {
  /** @throws Error when the subgraph is down. */
  call(subgraph: string, call: MockCall): Promise<ExecutionResult>;
  /** Root fields of mutations in the order in which they ran. */
  readonly mutations: readonly string[];
};

export type MockSchemas = ReadonlyMap<string, { readonly honest: GraphQLSchema; readonly lying: GraphQLSchema }>;

/** The schemas that subgraphs of a supergraph must have had. */
export function mockSchemas(plannerSdl: string): MockSchemas {
  return new Map(
    Supergraph.build(plannerSdl)
      .subgraphs()
      .values()
      .map(({ name, schema }) => {
        return [name, { honest: schema.toGraphQLJSSchema(), lying: allowLies(schema.toGraphQLJSSchema()) }] as const;
      }),
  );
}

export function mockSubgraphs(world: World, schemas: MockSchemas): MockSubgraphs {
  const mutations: string[] = [];
  return {
    mutations,
    call: async (subgraph, { document, variables, operationName }) => {
      const known = schemas.get(subgraph);
      if (!known) throw new Error(`There is no subgraph ${subgraph}.`);
      if (fraction(`down ${world.seed} ${subgraph}`) < world.faults.down) throw new Error(`${subgraph} is down`);
      const result = await execute({
        schema: world.faults.lies > 0 ? known.lying : known.honest,
        document,
        variableValues: variables,
        operationName: operationName ?? null,
        rootValue: { __typename: 'Query', number: 0 } satisfies Thing,
        fieldResolver: resolver({ world, subgraph, mutations }),
        typeResolver: (value) => (value as Thing).__typename,
      });
      // As it comes over the network: of plain objects.
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
  };
}

type Asked = { readonly world: World; readonly subgraph: string; readonly mutations: string[] };

function resolver(asked: Asked): GraphQLFieldResolver<Thing, unknown> {
  const { world, subgraph, mutations } = asked;
  return (parent, given, _context, info) => {
    const { fieldName, parentType, schema } = info;
    if (fieldName === '_entities') return resolveEntities(asked, given.representations as Representation[], info);
    const isMutation = parentType === schema.getMutationType();
    if (isMutation) mutations.push(`${subgraph} ${fieldName}`);
    const parentThing = isMutation ? { __typename: 'Mutation', number: mutations.length } : parent;
    const rule = world.rules.requires.get(`${subgraph} ${parentType.name}.${fieldName}`);
    const required = rule ? requiredInput(rule, parent.given ?? {}, schema) : null;
    const input = JSON.stringify([given, required]);
    return valueAt(world, { subgraph, schema, parent: parentThing, field: fieldName, input }, info.returnType);
  };
}

type Representation = Readonly<Record<string, unknown>>;

function resolveEntities(
  { world, subgraph }: Asked,
  representations: readonly Representation[],
  { schema }: GraphQLResolveInfo,
): unknown[] {
  return representations.map((given) => {
    const number = findNumber(world, given);
    if (number === null) return null;
    const told = `${world.seed} ${subgraph} ${String(given.__typename)} ${number}`;
    if (fraction(`missing ${told}`) < world.faults.missing) return null;
    if (fraction(`no entity ${told}`) < world.faults.missing) return new Error(`No ${told}.`);
    return { ...thingOf(schema, String(given.__typename), number), given };
  });
}

/** A schema that lets everything pass: what is answered may break the real one. */
function allowLies(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isScalarType(type) || isEnumType(type)) type.serialize = (value) => value;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const honest = field.type;
      field.type = nullable(honest);
    }
  }
  return schema;
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  const inner = getNullableType(type);
  return isListType(inner) ? new GraphQLList(nullable(inner.ofType as GraphQLOutputType)) : inner;
}
