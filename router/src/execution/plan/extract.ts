import { type Data, getOwn, isData, setOwn } from './own.ts';
import type { Required } from './representations.ts';
import type { TypeConditions } from './subtypes.ts';

/** Takes what is required out of an object; null when any of it is missing. */
export type Extract = (source: Data) => Data | null;

/** What is required of objects of a type, where it stands in one fragment, or in none; null where it takes more. */
export function matchingParts(
  requires: readonly Required[],
  typename: string,
  holds: TypeConditions,
): readonly Required[] | null {
  const fields = requires.filter(({ kind }) => kind === 'Field');
  const fragments = requires.flatMap((each) =>
    each.kind === 'InlineFragment' && each.typeCondition !== undefined && holds(each.typeCondition, typename)
      ? [each]
      : [],
  );
  const [only] = fragments;
  if (fields.length === 0 && only && fragments.length === 1) return only.selections;
  return fragments.length === 0 && fields.length > 0 && fields.length === requires.length ? fields : null;
}

type Part = (source: Data, into: Data) => boolean;

export function compileExtract(selections: readonly Required[], holds: TypeConditions): Extract {
  const parts = selections.flatMap((selection): Part[] => {
    if (selection.kind === 'Field') return [fieldPart(selection, holds)];
    return selection.typeCondition === undefined ? [] : [fragmentPart(selection, selection.typeCondition, holds)];
  });
  return (source) => {
    const into: Data = {};
    for (const part of parts) if (!part(source, into)) return null;
    return into;
  };
}

function fieldPart({ name, alias, selections }: Required & { kind: 'Field' }, holds: TypeConditions): Part {
  const key = alias ?? name;
  const inner = selections && compileExtract(selections, holds);
  return (source, into) => {
    const value = getOwn(source, key);
    if (value === undefined) return false;
    setOwn(into, key, inner ? extractEach(value, inner, 0) : value);
    return true;
  };
}

/** Lists within lists; beyond any schema. */
const deepestLists = 16;

function extractEach(value: unknown, extract: Extract, lists: number): unknown {
  if (Array.isArray(value)) {
    return lists < deepestLists ? value.map((element) => extractEach(element, extract, lists + 1)) : null;
  }
  return isData(value) ? extract(value) : null;
}

/** Where its condition does not hold, or something in it is missing, a fragment brings nothing. */
function fragmentPart(
  { selections }: Required & { kind: 'InlineFragment' },
  condition: string,
  holds: TypeConditions,
): Part {
  const extract = compileExtract(selections, holds);
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
    setOwn(into, key, existing === undefined ? value : joined(existing, value));
  }
}

function joined(existing: unknown, value: unknown): unknown {
  if (Array.isArray(existing) && Array.isArray(value)) {
    return value.map((element, index) => joined(existing[index], element));
  }
  if (!isData(existing) || !isData(value)) return value;
  mergeInto(existing, value);
  return existing;
}
