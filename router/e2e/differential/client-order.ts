import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  getOperationAST,
  Kind,
  type SelectionNode,
} from 'graphql';

type Asked = {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** With their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/**
 * The same data with the keys of every object in the order of the specification: that in which the client's selections
 * first name them. The stock gateway moves `__typename` forward at times.
 *
 * @param hint - Data in the order that is taken where objects of different types, which are not known here, have
 *   different ones and it is one of them.
 */
export function inClientOrder(data: unknown, hint: unknown, { document, operationName, variables }: Asked): unknown {
  const operation = getOperationAST(document, operationName);
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  return ordered([data, hint], operation?.selectionSet.selections ?? [], { fragments, variables });
}

type Context = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
};

type Hinted = readonly [value: unknown, hint: unknown];

function ordered([value, hint]: Hinted, selections: readonly SelectionNode[], context: Context): unknown {
  if (Array.isArray(value)) {
    const hints: readonly unknown[] = Array.isArray(hint) ? hint : [];
    return value.map((each, index) => ordered([each, hints[index]], selections, context));
  }
  if (typeof value !== 'object' || value === null || selections.length === 0) return value;
  const object = value as Readonly<Record<string, unknown>>;
  const hints = (typeof hint === 'object' && hint !== null ? hint : {}) as Readonly<Record<string, unknown>>;
  const below = collect(selections, { object, context, applies: () => true });
  const orders = typeChoices(selections, context).map((applies) => [
    ...collect(selections, { object, context, applies }).keys(),
  ]);
  const hinted = Object.keys(hints);
  const isHinted = orders.some((order) => order.filter((key) => Object.hasOwn(object, key)).join() === hinted.join());
  const keys = new Set([...(isHinted ? hinted : below.keys()), ...Object.keys(object)]);
  return Object.fromEntries(
    [...keys]
      .filter((key) => Object.hasOwn(object, key))
      .map((key) => [key, ordered([object[key], hints[key]], below.get(key) ?? [], context)]),
  );
}

type Applies = (condition: string) => boolean;

/** All ways in which the conditions of a selection may hold or not; the first few, where there are many. */
function typeChoices(selections: readonly SelectionNode[], context: Context): readonly Applies[] {
  const conditions = [...conditionsOf(selections, context)].slice(0, 8);
  return Array.from({ length: 2 ** conditions.length }, (_, choice) => (condition: string) => {
    const place = conditions.indexOf(condition);
    return place < 0 || (choice & (2 ** place)) > 0;
  });
}

function conditionsOf(selections: readonly SelectionNode[], context: Context): Set<string> {
  const found = new Set<string>();
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) continue;
    const condition = conditionOf(selection, context);
    if (condition !== undefined) found.add(condition);
    for (const inner of conditionsOf(insideOf(selection, context), context)) found.add(inner);
  }
  return found;
}

type Collecting = { readonly object: object; readonly context: Context; readonly applies: Applies };

/** What is selected below each key, by the keys in their order. */
function collect(
  selections: readonly SelectionNode[],
  collecting: Collecting,
  below = new Map<string, SelectionNode[]>(),
): ReadonlyMap<string, SelectionNode[]> {
  const { object, context, applies } = collecting;
  for (const selection of selections) {
    if (!isIncluded(selection, context)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      below.set(key, [...(below.get(key) ?? []), ...(selection.selectionSet?.selections ?? [])]);
      continue;
    }
    const condition = conditionOf(selection, context);
    const inner = insideOf(selection, context);
    // A fragment that applies has left all of its keys.
    const mayApply = keysOf(inner, context).every((key) => Object.hasOwn(object, key));
    if (mayApply && (condition === undefined || applies(condition))) collect(inner, collecting, below);
  }
  return below;
}

function conditionOf(selection: SelectionNode, { fragments }: Context): string | undefined {
  if (selection.kind === Kind.FIELD) return undefined;
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
  return fragment?.typeCondition?.name.value;
}

function keysOf(selections: readonly SelectionNode[], context: Context): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || !isIncluded(selection, context)) return [];
    return [selection.alias?.value ?? selection.name.value];
  });
}

function insideOf(selection: SelectionNode, { fragments }: Context): readonly SelectionNode[] {
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
  return fragment?.selectionSet?.selections ?? [];
}

function isIncluded(selection: SelectionNode, { variables }: Context): boolean {
  const skipped = getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true;
  const included = getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
  return !skipped && included;
}
