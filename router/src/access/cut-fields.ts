import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { AccessedOperation } from './authorise.ts';
import { fragmentsOf } from './selections.ts';
import type { SupergraphTypes } from './supergraph-types.ts';

type Cut = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode | null };

/**
 * The document of one operation without some of its fields: fragments and variables that nothing uses any more go too.
 *
 * A field that loses all that was selected below it is still asked for, with `__typename`: whoever may see that it is
 * there is told so, and a mutation takes place. What may turn out to be of several types is asked for its `__typename`
 * as well, since only the type tells which of the lost fields would have been answered.
 */
export function cutFields(
  types: SupergraphTypes,
  { document, operation }: AccessedOperation,
  denied: ReadonlyMap<FieldNode, unknown>,
): Cut {
  const cutting = {
    types,
    denied,
    fragments: fragmentsOf(document),
    cut: new Map<string, FragmentDefinitionNode | null>(),
  };
  const selections = cutSelections(cutting, types.root(operation.operation), operation.selectionSet);
  if (selections.length === 0) return { document: { kind: Kind.DOCUMENT, definitions: [] }, operation: null };
  const left = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const fragments = spreadFrom(left, cutting.cut);
  const variables = variablesOf({ ...left, variableDefinitions: [] }, ...fragments);
  const trimmed: OperationDefinitionNode = {
    ...left,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
      variables.has(variable.name.value),
    ),
  };
  return { document: { kind: Kind.DOCUMENT, definitions: [trimmed, ...fragments] }, operation: trimmed };
}

type Cutting = {
  readonly types: SupergraphTypes;
  readonly denied: ReadonlyMap<FieldNode, unknown>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What is left of fragments that were met; null of those where nothing is. */
  readonly cut: Map<string, FragmentDefinitionNode | null>;
};

function cutSelections(cutting: Cutting, type: string, { selections }: SelectionSetNode): readonly SelectionNode[] {
  const left = selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      return cutting.denied.has(selection) ? [] : [cutBelow(cutting, type, selection)];
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return cutFragment(cutting, selection.name.value) ? [selection] : [];
    }
    const condition = selection.typeCondition?.name.value ?? type;
    const inner = cutSelections(cutting, condition, selection.selectionSet);
    if (inner === selection.selectionSet.selections) return [selection];
    return inner.length === 0 ? [] : [{ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }];
  });
  const isSame = left.length === selections.length && left.every((selection, index) => selection === selections[index]);
  return isSame ? selections : left;
}

function cutBelow(cutting: Cutting, type: string, field: FieldNode): FieldNode {
  const { selectionSet } = field;
  const returned = cutting.types.get(type)?.fields.get(field.name.value)?.type;
  if (!selectionSet || returned === undefined) return field;
  const left = cutSelections(cutting, returned, selectionSet);
  const isAbstract = cutting.types.get(returned)?.isAbstract ?? false;
  const selections = left.length === 0 || isAbstract ? [typename, ...left] : left;
  if (selections === selectionSet.selections) return field;
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function cutFragment(cutting: Cutting, name: string): FragmentDefinitionNode | null {
  const known = cutting.cut.get(name);
  if (known !== undefined) return known;
  const fragment = cutting.fragments.get(name);
  if (!fragment) return null;
  const selections = cutSelections(cutting, fragment.typeCondition.name.value, fragment.selectionSet);
  const isSame = selections === fragment.selectionSet.selections;
  const left = isSame ? fragment : { ...fragment, selectionSet: { kind: Kind.SELECTION_SET, selections } as const };
  const outcome = selections.length === 0 ? null : left;
  cutting.cut.set(name, outcome);
  return outcome;
}

/** What is left of the fragments that the operation still spreads, each once. */
function spreadFrom(
  operation: OperationDefinitionNode,
  cut: ReadonlyMap<string, FragmentDefinitionNode | null>,
): FragmentDefinitionNode[] {
  const spread = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = cut.get(name.value);
        if (!fragment || spread.has(name.value)) return;
        spread.set(name.value, fragment);
        follow(fragment);
      },
    });
  follow(operation);
  return [...spread.values()];
}

function variablesOf(...nodes: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
