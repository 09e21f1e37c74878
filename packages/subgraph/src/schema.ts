import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { formatMoney, type Money } from '@caravan/core/money';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { guardSchema } from './authorise.ts';
import type { SubgraphDefinition } from './define-subgraph.ts';
import { scalarResolvers } from './scalars.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@tag", "@inaccessible",
  "@authenticated", "@requiresScopes", "@cost", "@listSize", "@composeDirective"
])
  @link(url: "https://caravan.invalid/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
`;

/** A subgraph's whole SDL: federation's `@link`, the shared file, and its own. */
export function subgraphSdl(definition: SubgraphDefinition, configuration: Configuration): string {
  const shared = readFileSync(new URL('../shared.graphql', import.meta.url), 'utf8');
  return [link, shared, definition.schema(configuration)].join('\n');
}

/**
 * The executable schema: scalars, shared types and authorisation added.
 *
 * @throws Error for a schema that does not hold together, a resolver without a field, or a field that breaks the
 *   rules of authorisation.
 */
export function buildSchema(definition: SubgraphDefinition, configuration: Configuration): GraphQLSchema {
  const resolvers = mergeResolvers([sharedResolvers, ...[definition.resolvers].flat()]);
  const typeDefs = parse(subgraphSdl(definition, configuration));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as Record<string, never> });
  assertResolversMatch(schema, resolvers);
  assertRootFieldsResolve(schema);
  guardSchema(schema);
  return schema;
}

const sharedResolvers = {
  ...scalarResolvers,
  Money: {
    formatted: (amount: Money, { locale }: { locale: string }) => {
      if (!isLocale(locale)) throw new CaravanError('BAD_USER_INPUT', 'A locale is a BCP 47 tag, such as "en".');
      return formatMoney(amount, locale);
    },
  },
};

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

type ResolverMap = Record<string, object>;

/** One map of several; two resolvers of one field are a mistake. */
function mergeResolvers(maps: readonly object[]): ResolverMap {
  const merged: ResolverMap = {};
  for (const [type, fields] of maps.flatMap((map) => Object.entries(map) as [string, object | undefined][])) {
    if (fields === undefined) continue;
    const known = merged[type];
    const twice = known && Object.keys(fields).find((field) => field in known);
    if (twice) throw new Error(`${type}.${twice} has two resolvers.`);
    merged[type] = known ? { ...known, ...fields } : fields;
  }
  return merged;
}

/** `@apollo/subgraph` silently drops what it cannot place; a renamed field would fall back to the default resolver. */
function assertResolversMatch(schema: GraphQLSchema, resolvers: ResolverMap): void {
  const strays = Object.entries(resolvers).flatMap(([name, fields]) => {
    const type = schema.getType(name);
    if (!type) return [name];
    if (!isObjectType(type)) return [];
    const known = type.getFields();
    return Object.keys(fields)
      .filter((field) => !field.startsWith('__') && !(field in known))
      .map((field) => `${name}.${field}`);
  });
  if (strays.length > 0) throw new Error(`Resolvers without a place in the schema: ${strays.join(', ')}`);
}

/** A root field that nobody resolves would answer null as if there were nothing. */
function assertRootFieldsResolve(schema: GraphQLSchema): void {
  const fieldsOf = (type: Maybe<GraphQLObjectType>) => Object.values(type?.getFields() ?? {});
  const calls = [...fieldsOf(schema.getQueryType()), ...fieldsOf(schema.getMutationType())];
  const forgotten = [
    ...calls.filter(({ resolve }) => !resolve),
    ...fieldsOf(schema.getSubscriptionType()).filter(({ subscribe }) => !subscribe),
  ];
  if (forgotten.length > 0) {
    throw new Error(`Root fields without a resolver: ${forgotten.map(({ name }) => name).join(', ')}`);
  }
}

type Maybe<Value> = Value | null | undefined;
