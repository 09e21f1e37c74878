import { type DocumentNode, executeSync, type GraphQLSchema, Kind, visit } from 'graphql';
import type { Outcome } from './outcome.ts';

type Asked = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
};

/** Response keys under which introspection is not what graphql-js answers. */
export function introspected({ data }: Outcome, { schema, document, variables, operationName }: Asked): string[] {
  if (data === null) return [];
  const roots = new Set([schema.getQueryType()?.name]);
  const only = visit(document, {
    Field: {
      enter: ({ name }) => (name.value === '__schema' || name.value === '__type' ? false : undefined),
      leave: ({ name }) => (name.value.startsWith('__') ? undefined : { kind: Kind.FIELD, name: typename }),
    },
    FragmentDefinition: ({ typeCondition: { name } }) => (roots.has(name.value) ? undefined : false),
  });
  const answered = executeSync({
    schema,
    document: only,
    variableValues: variables,
    operationName: operationName ?? null,
  });
  const values = data as Record<string, unknown>;
  return Object.entries(answered.data ?? {}).flatMap(([key, value]) => {
    const isIntrospection = typeof value === 'object' && value !== null;
    return isIntrospection && JSON.stringify(values[key]) !== JSON.stringify(value) ? [key] : [];
  });
}

const typename = { kind: Kind.NAME, value: '__typename' } as const;
