import type { FetchNode } from '@apollo/query-planner';
import { compileExtract, type Extract, matchingParts } from './extract.ts';
import { type Data, getOwn, setOwn } from './own.ts';
import type { Rewrite } from './rewrites.ts';
import type { Representation } from './run.ts';
import type { TypeConditions } from './subtypes.ts';

export type Required = NonNullable<FetchNode['requires']>[number];

/** The distinct representations of targets, and whom each stands for. */
export type Represented = {
  readonly representations: readonly Representation[];
  /** By the place of a representation. */
  readonly targets: readonly (readonly Data[])[];
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
  const byType = new Map<unknown, Add>();
  const extract = compileExtract(requires, holds);
  const adder = (typename: unknown): Add => {
    const found = byType.get(typename);
    if (found) return found;
    const keys =
      typeof typename === 'string' && typename !== '' ? plainKeys(matchingParts(requires, typename, holds)) : null;
    const add = keys ? addPlain(keys, rewrite) : addAny(extract, rewrite);
    // What subgraphs make up as types must not fill the memory.
    if (byType.size < mostTypes) byType.set(typename, add);
    return add;
  };
  return (targets) => {
    const collecting: Collecting = { representations: [], targets: [], places: new Map(), without: [] };
    for (const target of targets) adder(getOwn(target, '__typename'))(target, collecting);
    return collecting;
  };
}

const mostTypes = 100;

type Collecting = {
  readonly representations: Data[];
  readonly targets: Data[][];
  /** By what adds them; then by value after value, or by the text of the whole. */
  readonly places: Map<Add, Map<unknown, unknown>>;
  readonly without: Data[];
};

type Add = (target: Data, collecting: Collecting) => void;

/** Response keys, where a type is represented by nothing but these; null where it takes more to tell. */
function plainKeys(parts: readonly Required[] | null): readonly string[] | null {
  if (!parts) return null;
  const keys = parts.map((part) => (part.kind === 'Field' && !part.selections ? (part.alias ?? part.name) : null));
  return keys.includes('__typename') && keys.every((key) => key !== null) ? keys : null;
}

/** For what is represented by plain values: no representation is made, and no text written, for an entity met before. */
function addPlain(keys: readonly string[], rewrite: Rewrite | null): Add {
  // The type is the same for all that come here.
  const telling = keys.filter((key) => key !== '__typename');
  const last = telling.at(-1) ?? '__typename';
  const add: Add = (target, collecting) => {
    let slot = collecting.places.get(add);
    if (!slot) {
      slot = new Map();
      collecting.places.set(add, slot);
    }
    for (const key of telling) {
      const value = getOwn(target, key);
      if (value === undefined) return void collecting.without.push(target);
      if (key === last) break;
      const name = typeof value === 'object' ? textOf(value) : value;
      let next = slot.get(name) as Map<unknown, unknown> | undefined;
      if (!next) {
        next = new Map();
        slot.set(name, next);
      }
      slot = next;
    }
    const value = getOwn(target, last);
    const name = typeof value === 'object' ? textOf(value) : value;
    const same = slot.get(name) as Data[] | undefined;
    if (same) return void same.push(target);
    const representation: Data = {};
    for (const key of keys) setOwn(representation, key, getOwn(target, key));
    slot.set(name, addNew(target, representation, { collecting, rewrite }));
  };
  return add;
}

function addAny(extract: Extract, rewrite: Rewrite | null): Add {
  return (target, collecting) => {
    const representation = extract(target);
    if (!representation?.__typename) return void collecting.without.push(target);
    const slot = collecting.places.get(anyAdd) ?? new Map();
    collecting.places.set(anyAdd, slot);
    const name = textOf(representation);
    const same = slot.get(name) as Data[] | undefined;
    if (same) same.push(target);
    else slot.set(name, addNew(target, representation, { collecting, rewrite }));
  };
}

/** Stands for all that is told apart by its text. */
const anyAdd: Add = () => {};

type New = { readonly collecting: Collecting; readonly rewrite: Rewrite | null };

function addNew(target: Data, representation: Data, { collecting, rewrite }: New): Data[] {
  rewrite?.(representation);
  const own = [target];
  collecting.representations.push(representation);
  collecting.targets.push(own);
  return own;
}

/** Equal for equal values; what cannot be written down equals nothing. */
export function textOf(value: unknown): unknown {
  if (value === null) return null;
  try {
    return `\0json ${JSON.stringify(value, writtenBigints)}`;
  } catch {
    return value;
  }
}

/** Scalars of subgraphs in process may be bigints, which are not the strings of the same digits. */
function writtenBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { bigint: value.toString() } : value;
}
