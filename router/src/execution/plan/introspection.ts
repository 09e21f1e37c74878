import {
  type DocumentNode,
  executeSync,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import type { Data } from './own.ts';
import type { Variables } from './run.ts';

/** Answers what an operation asks about the schema itself; null when it asks nothing of the kind. */
export type Introspect = (variables: Variables) => Data | null;

export function compileIntrospection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): Introspect {
  const asked = operation.operation === 'query' ? introspectionOf(document, operation) : null;
  if (!asked) return () => null;
  const answer = (variables: Variables): Data | null => {
    const { data } = executeSync({ schema, document: asked.document, rootValue: {}, variableValues: variables });
    return (data as Data | null | undefined) ?? null;
  };
  if (asked.hasVariables) return answer;
  let known: Data | null = null;
  return (variables) => {
    known ??= answer(variables);
    return known;
  };
}

type Asked = { readonly document: DocumentNode; readonly hasVariables: boolean };

/** The operation with nothing but its introspection; null when there is none. */
function introspectionOf(document: DocumentNode, operation: OperationDefinitionNode): Asked | null {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const strip = (selections: readonly SelectionNode[]): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        return name === '__schema' || name === '__type' ? [selection] : [];
      }
      const isInline = selection.kind === Kind.INLINE_FRAGMENT;
      const fragment = isInline ? selection : fragments.find(({ name }) => name.value === selection.name.value);
      const inner = fragment ? strip(fragment.selectionSet.selections) : [];
      if (!fragment || inner.length === 0) return [];
      const { typeCondition } = fragment;
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          ...(typeCondition && { typeCondition }),
          directives: selection.directives ?? [],
          selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
        },
      ];
    });
  const selections = strip(operation.selectionSet.selections);
  if (selections.length === 0) return null;
  const used = new Set<string>();
  for (const node of [...selections, ...fragments]) visit(node, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const stripped: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    variableDefinitions,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return {
    document: { kind: Kind.DOCUMENT, definitions: [stripped, ...fragments] },
    hasVariables: variableDefinitions.length > 0,
  };
}
