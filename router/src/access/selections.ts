import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { AccessedOperation } from './authorise.ts';
import type { AccessRules } from './rules.ts';

/** A field of an operation that demands something, with the places of the rules. */
export type GuardedField = { readonly field: FieldNode; readonly demands: readonly number[] };

/**
 * Every field of an operation that some rule guards. What a field demands is decided by where it is written, so that
 * a fragment is looked at once, however often it is spread.
 */
export function guardedFields(rules: AccessRules, { document, operation }: AccessedOperation): GuardedField[] {
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const guarded: GuardedField[] = [];
  const collect = (type: string, { selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const demands = rules.demands(type, selection.name.value);
        if (demands.length > 0) guarded.push({ field: selection, demands });
        const returned = rules.types.get(type)?.fields.get(selection.name.value)?.type;
        if (selection.selectionSet && returned !== undefined) collect(returned, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
        collect(fragment.typeCondition.name.value, fragment.selectionSet);
      }
    }
  };
  collect(rules.types.root(operation.operation), operation.selectionSet);
  return guarded;
}

export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
