import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, type SelectionNode } from 'graphql';

/** From the most urgent to the least. */
export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

export type PriorityOf = (document: DocumentNode, operation: OperationDefinitionNode) => Priority;

/**
 * How urgent an operation is when there is too much to do: mutations and those with a root field of `high` come first,
 * those of nothing but introspection and root fields of `low` last.
 */
export function priorityRules({ high, low }: { high: readonly string[]; low: readonly string[] }): PriorityOf {
  const isHigh = new Set(high);
  const isLow = new Set(low);
  const known = new WeakMap<OperationDefinitionNode, Priority>();
  const judge: PriorityOf = (document, operation) => {
    if (operation.operation === OperationTypeNode.MUTATION) return 'high';
    const fields = rootFields(operation.selectionSet.selections, document);
    if (fields.some((field) => isHigh.has(field))) return 'high';
    return fields.every((field) => field.startsWith('__') || isLow.has(field)) ? 'low' : 'normal';
  };
  return (document, operation) => {
    const priority = known.get(operation) ?? judge(document, operation);
    known.set(operation, priority);
    return priority;
  };
}

function rootFields(selections: readonly SelectionNode[], document: DocumentNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet.selections, document);
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(fragment.selectionSet.selections, document) : [];
  });
}
