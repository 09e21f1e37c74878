import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import type { Renaming } from './rewrites.ts';

/**
 * What a fetch brings, by response key, for objects of any type; null where a key holds no selection.
 *
 * Nothing else of an answer is ever looked at: neither keys nor depth are the subgraph's to choose.
 */
export type MergeTree = {
  readonly keys: readonly string[];
  readonly inner: readonly (MergeTree | null)[];
  /** Whether no key holds a selection. */
  readonly isFlat: boolean;
};

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** @param renamings - What is renamed in an answer before it is merged. */
export function mergeTreeOf(
  selection: SelectionSetNode,
  fragments: Fragments,
  renamings: readonly Renaming[],
): MergeTree {
  const draft: Draft = new Map();
  gather(selection, fragments, draft);
  for (const { path, to } of renamings) rename(draft, path, to);
  return freeze(draft);
}

type Draft = Map<string, Draft | null>;

function gather({ selections }: SelectionSetNode, fragments: Fragments, draft: Draft): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const inner = draft.get(key) ?? (selection.selectionSet ? new Map() : null);
      draft.set(key, inner);
      if (selection.selectionSet && inner) gather(selection.selectionSet, fragments, inner);
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment) gather(fragment.selectionSet, fragments, draft);
    }
  }
}

function rename(draft: Draft, path: readonly string[], to: string): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const inner = draft.get(key);
  if (rest.length > 0) {
    if (inner) rename(inner, rest, to);
    return;
  }
  if (inner === undefined) return;
  draft.delete(key);
  const existing = draft.get(to);
  draft.set(to, existing && inner ? joined(existing, inner) : (existing ?? inner));
}

function joined(one: Draft, other: Draft): Draft {
  const both = new Map(one);
  for (const [key, inner] of other) {
    const existing = both.get(key);
    both.set(key, existing && inner ? joined(existing, inner) : (existing ?? inner));
  }
  return both;
}

function freeze(draft: Draft): MergeTree {
  const inner = Array.from(draft.values(), (each) => each && freeze(each));
  return { keys: [...draft.keys()], inner, isFlat: inner.every((each) => each === null) };
}

/** Lists within lists that are merged element by element; beyond any schema. */
const deepestLists = 16;

/**
 * Merges what a fetch brought into what is there: objects field by field, lists of equal length element by element,
 * anything else takes the place of what was there.
 *
 * @param copy - Whether `source` stays as it is and is shared by nobody; otherwise parts of it become parts of `target`.
 */
export function merge(target: Data, source: Data, { keys, inner }: MergeTree, copy: boolean): void {
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as string;
    const value = getOwn(source, key);
    if (value === undefined) continue;
    const tree = inner[place];
    const existing = tree && typeof value === 'object' && value !== null ? getOwn(target, key) : undefined;
    if (tree && typeof existing === 'object' && existing !== null) {
      setOwn(target, key, mergedValue(existing, value, tree, { copy, lists: 0 }));
    } else {
      setOwn(target, key, tree && copy ? copied(value, tree, 0) : value);
    }
  }
}

type How = { readonly copy: boolean; readonly lists: number };

function mergedValue(existing: unknown, value: unknown, tree: MergeTree, { copy, lists }: How): unknown {
  if (isData(existing) && isData(value)) {
    merge(existing, value, tree, copy);
    return existing;
  }
  if (Array.isArray(existing) && Array.isArray(value) && existing.length === value.length && lists < deepestLists) {
    for (let index = 0; index < value.length; index += 1) {
      existing[index] = mergedValue(existing[index], value[index], tree, { copy, lists: lists + 1 });
    }
    return existing;
  }
  return copy ? copied(value, tree, lists) : value;
}

/** A copy of what a selection asked for; values of scalars are shared. */
export function copied(value: unknown, tree: MergeTree, lists = 0): unknown {
  if (Array.isArray(value)) {
    return lists < deepestLists ? value.map((each) => copied(each, tree, lists + 1)) : null;
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy: Data = {};
  merge(copy, value as Data, tree, true);
  return copy;
}
