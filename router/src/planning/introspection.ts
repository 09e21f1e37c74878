import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document as the planner takes it. It knows an older introspection than graphql-js, and cannot plan any that
 * stands beside other fields in a fragment; no subgraph has a part in it anyway.
 *
 * @returns The same document when it asks for no introspection.
 */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? typename : undefined),
    FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith('__') ? null : undefined),
  });
}
