import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionNode,
  validate,
  visit,
} from 'graphql';
import type { GeneratedOperation } from './operations.ts';

const mostTries = 600;

/** A smaller operation that still fails: selections, arguments and directives are dropped while it does. */
export async function shrink(
  operation: GeneratedOperation,
  schema: GraphQLSchema,
  fails: (operation: GeneratedOperation) => Promise<boolean>,
): Promise<GeneratedOperation> {
  let smallest = operation;
  let tries = 0;
  for (let index = 0; tries < mostTries; ) {
    const step = nthStep(parse(smallest.source, { noLocation: true }), index);
    if (!step) break;
    const candidate = { ...smallest, source: print(tidy(step)) };
    const isValid = isValidFor(schema, candidate);
    tries += isValid ? 1 : 0;
    if (isValid && sizeOf(candidate) < sizeOf(smallest) && (await fails(candidate))) smallest = candidate;
    else index += 1;
  }
  return smallest;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The document after the nth of all single steps; null when there are fewer. */
function nthStep(document: DocumentNode, nth: number): DocumentNode | null {
  let left = nth;
  let done = false;
  const take = () => {
    if (done || left > 0) {
      left -= 1;
      return false;
    }
    done = true;
    return true;
  };
  const fragments: Fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const changed = visit(document, {
    SelectionSet: (node) => {
      if (done) return false;
      for (const selection of node.selections) {
        if (node.selections.length > 1 && take()) {
          return { ...node, selections: node.selections.filter((each) => each !== selection) };
        }
        for (const inner of insidesOf(selection, fragments)) {
          if (!take()) continue;
          return { ...node, selections: node.selections.flatMap((each) => (each === selection ? inner : [each])) };
        }
      }
      return undefined;
    },
    Directive: () => (take() ? null : undefined),
    Argument: () => (take() ? null : undefined),
    Field: (node) => (node.alias && take() ? withoutAlias(node) : undefined),
  });
  return done ? changed : null;
}

function withoutAlias<Node extends { alias?: unknown }>({ alias: _alias, ...rest }: Node): Omit<Node, 'alias'> {
  return rest;
}

/** What may take the place of a fragment. */
function insidesOf(selection: SelectionNode, fragments: Fragments): readonly (readonly SelectionNode[])[] {
  if (selection.kind === Kind.FIELD) return [];
  if (selection.kind === Kind.INLINE_FRAGMENT) return [selection.selectionSet.selections];
  const fragment = fragments.get(selection.name.value);
  if (!fragment) return [];
  const { typeCondition, selectionSet } = fragment;
  return [selectionSet.selections, [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }]];
}

function isValidFor(schema: GraphQLSchema, { source }: GeneratedOperation): boolean {
  try {
    return validate(schema, parse(source)).length === 0;
  } catch {
    // graphql-js throws on a directive without its argument in a subscription.
    return false;
  }
}

/** Named fragments count for more than the text that they save. */
function sizeOf({ source }: GeneratedOperation): number {
  return source.replaceAll(/\s+/g, ' ').length + 200 * (source.match(/\.\.\.\w|\.\.\. \w+ @/g)?.length ?? 0);
}

/** Without fragments and variables that nothing uses. */
function tidy(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(name.value),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(`$${name.value}`),
  });
  const tidied = visit(document, {
    FragmentDefinition: ({ name }) => (used.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? false : null),
  });
  return print(tidied) === print(document) ? document : tidy(tidied);
}
