import type { FetchNode } from '@apollo/query-planner';
import { type Data, getOwn, isData, setOwn } from './own.ts';
import type { Rewrite } from './rewrites.ts';
import type { Representation } from './run.ts';
import type { TypeConditions } from './subtypes.ts';

type Required = NonNullable<FetchNode['requires']>[number];

/** The distinct representations of targets, and whom each stands for. */
export type Represented = {
  readonly representations: Representation[];
  /** By the place of a representation. */
  readonly targets: Data[][];
  /** Those for which something required is missing. */
  readonly without: readonly Data[];
};

export type Represent = (targets: readonly Data[]) => Represented;

/** Compiles what a fetch requires of the entities it is for. */
export function compileRepresentations(
  requires: readonly Required[],
  rewrite: Rewrite | null,
  holds: TypeConditions,
): Represent {
  const extract = compileSelections(requires, holds);
  return (targets) => {
    const representations: Representation[] = [];
    const targetsOf: Data[][] = [];
    const without: Data[] = [];
    const places = new Map<unknown, Data[]>();
    for (const target of targets) {
      const representation = extract(target);
      if (!representation?.__typename) {
        without.push(target);
        continue;
      }
      rewrite?.(representation);
      const key = keyOf(representation);
      const same = places.get(key);
      if (same) {
        same.push(target);
        continue;
      }
      const own = [target];
      places.set(key, own);
      representations.push(representation);
      targetsOf.push(own);
    }
    return { representations, targets: targetsOf, without };
  };
}

/** Equal for equal representations; what cannot be written down equals nothing. */
function keyOf(representation: Data): unknown {
  try {
    return JSON.stringify(representation, writtenBigints);
  } catch {
    return representation;
  }
}

/** Scalars of subgraphs in process may be bigints, which are not the strings of the same digits. */
function writtenBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { bigint: value.toString() } : value;
}

/** Takes what is required out of an object; null when any of it is missing. */
type Extract = (source: Data) => Data | null;
type Part = (source: Data, into: Data) => boolean;

function compileSelections(selections: readonly Required[], holds: TypeConditions): Extract {
  const parts = selections.flatMap((selection): Part[] => {
    if (selection.kind === 'Field') return [fieldPart(selection, holds)];
    return selection.typeCondition === undefined ? [] : [fragmentPart(selection, selection.typeCondition, holds)];
  });
  return (source) => {
    const into = Object.create(null) as Data;
    for (const part of parts) if (!part(source, into)) return null;
    return into;
  };
}

function fieldPart({ name, alias, selections }: Required & { kind: 'Field' }, holds: TypeConditions): Part {
  const key = alias ?? name;
  const inner = selections && compileSelections(selections, holds);
  return (source, into) => {
    const value = getOwn(source, key);
    if (value === undefined) return false;
    // Without a prototype, no key is special.
    into[key] = inner ? each(value, inner, 0) : value;
    return true;
  };
}

const deepestLists = 16;

function each(value: unknown, extract: Extract, lists: number): unknown {
  if (Array.isArray(value)) {
    return lists < deepestLists ? value.map((element) => each(element, extract, lists + 1)) : null;
  }
  return isData(value) ? extract(value) : null;
}

/** Where its condition does not hold, or something in it is missing, a fragment brings nothing. */
function fragmentPart(
  { selections }: Required & { kind: 'InlineFragment' },
  condition: string,
  holds: TypeConditions,
): Part {
  const extract = compileSelections(selections, holds);
  return (source, into) => {
    const typename = getOwn(source, '__typename');
    if (typeof typename !== 'string' || !holds(condition, typename)) return true;
    const found = extract(source);
    if (found) mergeInto(into, found);
    return true;
  };
}

/** Both were taken out of the same object by the same plan, so lists are of equal length and depth is the plan's. */
function mergeInto(into: Data, from: Data): void {
  for (const [key, value] of Object.entries(from)) {
    const existing = getOwn(into, key);
    if (isData(existing) && isData(value)) mergeInto(existing, value);
    else if (Array.isArray(existing) && Array.isArray(value))
      into[key] = value.map((element, index) => join(existing[index], element));
    else setOwn(into, key, value);
  }
}

function join(existing: unknown, value: unknown): unknown {
  if (!isData(existing) || !isData(value)) return value;
  mergeInto(existing, value);
  return existing;
}
