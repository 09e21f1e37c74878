import { readFileSync } from 'node:fs';
import type { CallOptions, GraphqlClient } from '@caravan/cli/client/graphql-client';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** A refusal with all that it tells. */
export type Refusal = { __typename: string; message: string; path: string[] } & Record<string, unknown>;
export type Refusals = (mutation: string, input: object, options?: CallOptions) => Promise<Refusal[]>;

/** Runs mutations that are refused, and asks for everything that each kind of refusal has to tell. */
export function openRefusals(client: GraphqlClient): Refusals {
  const schema = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));
  return async (mutation, input, options = {}) => {
    const data = await client.query<Record<string, { errors: Refusal[] }>>(
      documentOf(schema, mutation),
      { input },
      options,
    );
    return data[mutation]?.errors ?? [];
  };
}

function documentOf(schema: GraphQLSchema, mutation: string): string {
  const field = schema.getMutationType()?.getFields()[mutation];
  const payload = field && getNamedType(field.type);
  const kinds = isObjectType(payload) ? getNamedType(payload.getFields().errors?.type) : undefined;
  if (!field || !isAbstractType(kinds)) throw new Error(`${mutation} has no refusals.`);
  const fragments = schema.getPossibleTypes(kinds).map((kind) => `... on ${kind.name} { ${contentOf(kind)} }`);
  const input = String(field.args[0]?.type);
  return `mutation Refused($input: ${input}) { ${mutation}(input: $input) { errors { __typename ${fragments.join(' ')} } } }`;
}

/** All fields of a refusal; of the things it points to their ids, or what they are made of. */
function contentOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .map(({ name, type: of }) => {
      const named = getNamedType(of);
      if (isLeafType(named)) return name;
      const fields = isObjectType(named) ? named.getFields() : {};
      const leaves = Object.values(fields).filter(
        (each) => isLeafType(getNamedType(each.type)) && each.args.length === 0,
      );
      return `${name} { ${'id' in fields ? 'id' : leaves.map((leaf) => leaf.name).join(' ')} }`;
    })
    .join(' ');
}
