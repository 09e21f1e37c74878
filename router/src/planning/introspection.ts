import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document as the planner takes it: without what no subgraph has a part in.
 *
 * The planner knows an older introspection than graphql-js, cannot plan any that stands beside other fields in a
 * fragment, and asks a subgraph for the type of the root where a fragment with a condition has nothing else.
 *
 * @returns The same document when there is nothing of the kind.
 */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  let isChanged = false;
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const { selections } = definition.selectionSet;
    const planned = plannedSelections(selections, fragments);
    if (planned === selections) return definition;
    isChanged = true;
    const rest = planned.length > 0 ? planned : [typename];
    return { ...definition, selectionSet: { ...definition.selectionSet, selections: rest } };
  });
  return isChanged ? withUsedFragments({ ...document, definitions }, fragments) : document;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What is selected of a root but for its type and introspection; the same list when there is neither. */
function plannedSelections(selections: readonly SelectionNode[], fragments: Fragments): readonly SelectionNode[] {
  let isChanged = false;
  const planned = selections.flatMap((selection): SelectionNode[] => {
    const changed = plannedSelection(selection, fragments);
    if (changed !== selection) isChanged = true;
    return changed ? [changed] : [];
  });
  return isChanged ? planned : selections;
}

function plannedSelection(selection: SelectionNode, fragments: Fragments): SelectionNode | null {
  if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? null : selection;
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
  const inner = fragment && plannedSelections(fragment.selectionSet.selections, fragments);
  if (!fragment || inner === fragment.selectionSet.selections) return selection;
  if (!inner || inner.length === 0) return null;
  const { typeCondition } = fragment;
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(typeCondition && { typeCondition }),
    directives: selection.directives ?? [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
  };
}

function withUsedFragments(document: DocumentNode, fragments: Fragments): DocumentNode {
  const used = new Set<string>();
  const use = (name: string) => {
    const fragment = fragments.get(name);
    if (!fragment || used.has(name)) return;
    used.add(name);
    visit(fragment, { FragmentSpread: (spread) => use(spread.name.value) });
  };
  for (const each of document.definitions) {
    if (each.kind === Kind.OPERATION_DEFINITION) visit(each, { FragmentSpread: ({ name }) => use(name.value) });
  }
  const isKept = (each: DocumentNode['definitions'][number]) =>
    each.kind !== Kind.FRAGMENT_DEFINITION || used.has(each.name.value);
  return { ...document, definitions: document.definitions.filter(isKept) };
}
