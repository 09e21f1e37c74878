import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The document with the type of every object below the root. */
export function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (field) => {
      if (!field.selectionSet) return undefined;
      const selections = [...field.selectionSet.selections, typename];
      return { ...field, selectionSet: { ...field.selectionSet, selections } };
    },
  });
}

/** Data without types where others have none either. */
export function typedAs(others: unknown, data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map((each, index) => typedAs(Array.isArray(others) ? others[index] : undefined, each));
  }
  if (typeof data !== 'object' || data === null) return data;
  const like = (typeof others === 'object' && others !== null ? others : {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => name !== '__typename' || name in like)
      .map(([name, inner]) => [name, typedAs(like[name], inner)]),
  );
}
