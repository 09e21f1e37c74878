import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/** An error about a whole fetch, or about a whole entity of it, becomes one about each of its fields. */
export function withPaths(
  error: GraphQLError,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  const { path = [], message } = error;
  if (path.length > 0 && !(path[0] === '_entities' && path.length <= 2)) return [error];
  return failurePaths(query, variables)
    .filter((each) => path.every((key, index) => each[index] === key))
    .map((each) => new GraphQLError(message, { path: each }));
}

/** Paths, as the subgraph itself would report them, of all root fields of a fetch, or of all fields of its entities. */
function failurePaths(query: string, variables: Readonly<Record<string, unknown>>): Path[] {
  const document = parse(query, { noLocation: true });
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  return operation.selectionSet.selections.flatMap((selection): Path[] => {
    if (selection.kind === Kind.FIELD && selection.name.value === '_entities' && selection.selectionSet) {
      return entityPaths(selection.selectionSet, variables.representations, fragments);
    }
    return responseKeys([selection], null, fragments).map((key) => [key]);
  });
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

function entityPaths({ selections }: SelectionSetNode, representations: unknown, fragments: Fragments): Path[] {
  if (!Array.isArray(representations)) return [];
  return representations.flatMap((representation: { __typename?: string }, index) => {
    const keys = responseKeys(selections, representation.__typename ?? null, fragments);
    // An interface object's type is not known: none of its fragments names it.
    return keys.length > 0 ? keys.map((key) => ['_entities', index, key]) : [['_entities', index]];
  });
}

/** @param typename - Of the object, where it is known: fragments on other types are left out. */
function responseKeys(selections: readonly SelectionNode[], typename: string | null, fragments: Fragments): string[] {
  const keys = selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      return selection.name.value === '__typename' ? [] : [key];
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (!fragment) return [];
    const condition = fragment.typeCondition?.name.value;
    if (typename && condition && condition !== typename) return [];
    return responseKeys(fragment.selectionSet.selections, typename, fragments);
  });
  return [...new Set(keys)];
}
