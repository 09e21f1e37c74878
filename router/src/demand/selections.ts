import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostRules } from './cost-rules.ts';
import type { Estimation } from './terms.ts';

/** A field, or the selections of a fragment that is spread, as far as they apply to objects of one type. */
export type Applied =
  | { readonly field: FieldNode; readonly set: null; readonly directives: readonly DirectiveNode[] }
  | { readonly field: null; readonly set: SelectionSetNode; readonly directives: readonly DirectiveNode[] };

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** What of a selection set applies to an object of the type. */
export function appliedTo(
  type: string,
  { selections }: SelectionSetNode,
  { rules, fragments }: { rules: CostRules; fragments: ReadonlyMap<string, FragmentDefinitionNode> },
): Applied[] {
  const applies = (condition: string | undefined) =>
    condition === undefined || condition === type || rules.possibleTypes(condition).has(type);
  return selections.flatMap((selection: SelectionNode): Applied[] => {
    const { directives = [] } = selection;
    if (selection.kind === Kind.FIELD) return [{ field: selection, set: null, directives }];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment || !applies(fragment.typeCondition?.name.value)) return [];
    return [{ field: null, set: fragment.selectionSet, directives }];
  });
}

/** Whether `@skip` and `@include` let a selection be; a function where that depends on variables. */
export function inclusionOf(directives: readonly DirectiveNode[]): boolean | ((estimation: Estimation) => boolean) {
  const open: ((estimation: Estimation) => boolean)[] = [];
  for (const { name, arguments: given } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const condition = given?.find((argument) => argument.name.value === 'if')?.value;
    if (condition?.kind === Kind.BOOLEAN && condition.value !== wanted) return false;
    if (condition?.kind !== Kind.VARIABLE) continue;
    const variable = condition.name.value;
    open.push(({ variables }) => Object.hasOwn(variables, variable) && variables[variable] === wanted);
  }
  return open.length === 0 ? true : (estimation) => open.every((holds) => holds(estimation));
}

/** Numbers for things that are compared by what they are, to make keys of. */
export function identities(): (thing: unknown) => number {
  const known = new Map<unknown, number>();
  return (thing) => {
    const id = known.get(thing) ?? known.size;
    known.set(thing, id);
    return id;
  };
}
