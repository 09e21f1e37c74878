import type { FetchNode } from '@apollo/query-planner';
import { type Data, getOwn, isData } from './own.ts';
import { textOf } from './representations.ts';
import type { TypeConditions } from './subtypes.ts';
import type { TargetPath } from './targets.ts';

type ContextRewrite = NonNullable<FetchNode['contextRewrites']>[number];

/**
 * Arguments that a fetch takes from objects above its targets (`@fromContext`). The stock gateway knows none of it;
 * plans name the objects by steps up from a target.
 */
export type Contexts = {
  /** Of variables. */
  readonly names: readonly string[];
  /** The targets at a path, put together where their arguments are the same. */
  partition(root: Data, path: TargetPath): Partition;
};

type Partition = {
  readonly parts: readonly ContextPart[];
  /** Those for which an argument is nowhere to be found. */
  readonly without: readonly Data[];
};

export type ContextPart = { readonly values: Readonly<Data>; readonly targets: Data[] };

export function compileContexts(
  rewrites: readonly ContextRewrite[] | undefined,
  holds: TypeConditions,
): Contexts | null {
  if (!rewrites?.length) return null;
  const readers = rewrites.map(({ path, renameKeyTo }) => ({ name: renameKeyTo, read: compileRead(path, holds) }));
  const names = [...new Set(readers.map(({ name }) => name))];
  const valuesOf = (line: Line): Data | null => {
    const values: Data = {};
    for (const { name, read } of readers) if (values[name] === undefined) values[name] = read(line);
    return names.every((name) => values[name] !== undefined) ? values : null;
  };
  return {
    names,
    partition: (root, path) => {
      const parts = new Map<unknown, ContextPart>();
      const without: Data[] = [];
      for (const [target, line] of linesTo(root, path)) {
        const values = valuesOf(line);
        if (!values) {
          without.push(target);
          continue;
        }
        const key = textOf(values);
        const part = parts.get(key) ?? { values, targets: [] };
        parts.set(key, part);
        part.targets.push(target);
      }
      return { parts: [...parts.values()], without };
    },
  };
}

/** An object and the objects above it, the nearest last. */
type Line = readonly Data[];

/** Undefined where the path leads nowhere. */
function compileRead(path: readonly string[], holds: TypeConditions): (line: Line) => unknown {
  const ups = path.filter((element) => element === '..').length;
  const down = path.filter((element) => element !== '..');
  return (line) => {
    let value: unknown = line.at(-1 - ups);
    for (const element of down) {
      if (!isData(value)) return undefined;
      if (!element.startsWith(onType)) {
        value = getOwn(value, element);
        continue;
      }
      const typename = getOwn(value, '__typename');
      if (typeof typename === 'string' && !holds(element.slice(onType.length), typename)) return undefined;
    }
    return value;
  };
}

const onType = '... on ';

function linesTo(root: Data, path: TargetPath): Map<Data, Line> {
  let level: { readonly value: unknown; readonly line: Line }[] = [{ value: root, line: [] }];
  for (const element of path) {
    level = level.flatMap(({ value, line }) => {
      if (element === '@') return Array.isArray(value) ? value.map((each: unknown) => ({ value: each, line })) : [];
      return isData(value) ? [{ value: getOwn(value, element), line: [...line, value] }] : [];
    });
  }
  const lines = new Map<Data, Line>();
  for (const { value, line } of level) if (isData(value) && !lines.has(value)) lines.set(value, [...line, value]);
  return lines;
}
