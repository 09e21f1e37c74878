import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type OperationLimits = {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly selections: number;
  readonly directives: number;
};

/**
 * Introspection answers from memory and graphql-js bounds how it nests, but tools ask for types wrapped nine
 * times, which is deeper than real operations may be.
 */
const introspectionDepth = 20;

/** Counts of a selection with every fragment expanded where it is spread. */
type Size = {
  readonly depth: number;
  /** Depth of what lies under `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly selections: number;
  readonly directives: number;
};

/**
 * Which limits an operation of the document exceeds, in words; empty when it keeps them all.
 *
 * Each fragment is measured once and its counts are added wherever it is spread, so that a document whose
 * expansion has billions of selections is judged in the time it takes to read it. Fragments that nothing
 * spreads are measured too, since validation walks them. Runs before validation: spreads may be unknown or circular.
 */
export function exceededLimits(document: DocumentNode, limits: OperationLimits): string[] {
  const sizes = measureDefinitions(document);
  const worst = (count: (size: Size) => number) => Math.max(0, ...sizes.map(count));
  const checks: [what: string, count: number, limit: number][] = [
    ['deep', worst(({ depth }) => depth), limits.depth],
    ['deep in introspection', worst((size) => size.introspectionDepth), introspectionDepth],
    ['aliases', worst(({ aliases }) => aliases), limits.aliases],
    ['root fields', worst(({ rootFields }) => rootFields), limits.rootFields],
    ['selections', worst(({ selections }) => selections), limits.selections],
    ['directives', worst(({ directives }) => directives), limits.directives],
  ];
  return checks.filter(([, count, limit]) => count > limit).map(([what, , limit]) => `at most ${limit} ${what}`);
}

function measureDefinitions(document: DocumentNode): Size[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measureFragment = fragmentMeasure(fragments);
  return document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION) return [measureOperation(definition, measureFragment)];
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return [];
    // Root fields and depth are an operation's; where a fragment is spread decides which depth it counts for.
    return [{ ...measureFragment(definition.name.value), rootFields: 0, depth: 0, introspectionDepth: 0 }];
  });
}

type FragmentMeasure = (name: string) => Size;

function fragmentMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>): FragmentMeasure {
  const known = new Map<string, Size>();
  const measure = (name: string): Size => {
    const size = known.get(name);
    if (size) return size;
    // A fragment that spreads itself meets this empty size; validation refuses it later.
    known.set(name, nothing);
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    const measured = measureSet(fragment.selectionSet, measure);
    const whole = { ...measured, directives: measured.directives + (fragment.directives?.length ?? 0) };
    known.set(name, whole);
    return whole;
  };
  return measure;
}

function measureOperation(operation: OperationDefinitionNode, measureFragment: FragmentMeasure): Size {
  const size = measureSet(operation.selectionSet, measureFragment);
  const variableDirectives = (operation.variableDefinitions ?? []).flatMap(({ directives }) => directives ?? []);
  const own = (operation.directives?.length ?? 0) + variableDirectives.length;
  return { ...size, directives: size.directives + own };
}

const nothing: Size = { depth: 0, introspectionDepth: 0, aliases: 0, rootFields: 0, selections: 0, directives: 0 };

function measureSet({ selections }: SelectionSetNode, measureFragment: FragmentMeasure): Size {
  let total = nothing;
  for (const selection of selections) total = plus(total, measureSelection(selection, measureFragment));
  return total;
}

function measureSelection(selection: SelectionNode, measureFragment: FragmentMeasure): Size {
  const directives = selection.directives?.length ?? 0;
  if (selection.kind === Kind.FIELD) {
    const below = selection.selectionSet ? measureSet(selection.selectionSet, measureFragment) : nothing;
    const introspects = selection.name.value === '__schema' || selection.name.value === '__type';
    return {
      depth: introspects ? 1 : below.depth + 1,
      introspectionDepth: introspects ? Math.max(below.depth, below.introspectionDepth) + 1 : below.introspectionDepth,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      rootFields: 1,
      selections: below.selections + 1,
      directives: below.directives + directives,
    };
  }
  const inside =
    selection.kind === Kind.INLINE_FRAGMENT
      ? measureSet(selection.selectionSet, measureFragment)
      : measureFragment(selection.name.value);
  // A spread counts by itself, so that empty-looking chains of fragments are not free.
  return { ...inside, selections: inside.selections + 1, directives: inside.directives + directives };
}

function plus(left: Size, right: Size): Size {
  return {
    depth: Math.max(left.depth, right.depth),
    introspectionDepth: Math.max(left.introspectionDepth, right.introspectionDepth),
    aliases: left.aliases + right.aliases,
    rootFields: left.rootFields + right.rootFields,
    selections: left.selections + right.selections,
    directives: left.directives + right.directives,
  };
}
