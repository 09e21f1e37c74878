import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/** More say nothing new, and a list of a thousand failed entities is no reason for an answer of a megabyte. */
const mostPaths = 100;

/**
 * Paths, as the subgraph itself would report them, of everything that a failed fetch leaves out: its root fields,
 * or the fields of each entity.
 */
export function failurePaths(query: string, variables: Readonly<Record<string, unknown>>): Path[] {
  const document = parse(query, { noLocation: true });
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const paths = operation.selectionSet.selections.flatMap((selection): Path[] => {
    if (selection.kind === Kind.FIELD && selection.name.value === '_entities' && selection.selectionSet) {
      return entityPaths(selection.selectionSet, variables.representations, fragments);
    }
    return responseKeys([selection], null, fragments).map((key) => [key]);
  });
  return paths.slice(0, mostPaths);
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
  return representations
    .slice(0, mostPaths)
    .flatMap((representation: { __typename?: string }, index) =>
      responseKeys(selections, representation.__typename ?? null, fragments).map((key) => ['_entities', index, key]),
    );
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
