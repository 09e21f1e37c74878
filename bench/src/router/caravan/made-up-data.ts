import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLTypeResolver,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

const listLength = 4;

/** What a leaf of each type looks like; all else is a short text. */
const leaves: Readonly<Record<string, unknown>> = {
  Int: 3,
  Float: 1.5,
  Boolean: true,
  MinorUnits: '1999',
  Currency: 'EUR',
  DateTime: '2026-11-21T09:00:00Z',
  URL: 'https://files.caravan.example/image.jpg',
  EmailAddress: 'somebody@caravan.example',
};

/** Any field of any schema has a value, the same each time; what a reference says of its entity is kept. */
export const madeUpField: GraphQLFieldResolver<unknown, unknown> = (
  source,
  args,
  _context,
  { fieldName, returnType },
) => {
  if (fieldName === '_entities') return (args as { representations: unknown }).representations;
  if (typeof source === 'object' && source !== null && fieldName in source) return Reflect.get(source, fieldName);
  return madeUp(returnType, fieldName);
};

export const madeUpType: GraphQLTypeResolver<unknown, unknown> = (value, _context, { schema }, abstract) => {
  const named = typeof value === 'object' && value !== null && '__typename' in value ? String(value.__typename) : null;
  return named ?? schema.getPossibleTypes(abstract)[0]?.name;
};

function madeUp(type: GraphQLOutputType, fieldName: string): unknown {
  if (isNonNullType(type)) return madeUp(type.ofType, fieldName);
  if (isListType(type))
    return Array.from({ length: listLength }, (_, nth) => madeUp(type.ofType, `${fieldName}_${nth}`));
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isLeafType(type)) return leaves[type.name] ?? `a text for ${fieldName}`;
  return {};
}
