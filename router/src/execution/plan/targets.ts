import { type Data, getOwn, isData } from './own.ts';
import type { Path } from './run.ts';

/** Where a fetch belongs in the data: response keys, and `@` for each element of a list. */
export type TargetPath = readonly string[];

/** The objects at a path, each once, however many ways lead to it. */
export function collectTargets(root: Data, path: TargetPath): Data[] {
  let level: unknown[] = [root];
  for (const element of path) {
    const next: unknown[] = [];
    for (const value of level) {
      if (element === '@') {
        if (Array.isArray(value)) for (const each of value) if (each !== null) next.push(each);
      } else if (isData(value)) {
        const inner = getOwn(value, element);
        if (inner !== null && inner !== undefined) next.push(inner);
      }
    }
    level = next;
  }
  const objects = level.filter(isData);
  return objects.length > 1 ? [...new Set(objects)] : objects;
}

/**
 * Every way to each of the targets, at most `most` to one: what went wrong with an object is said wherever the client
 * finds it.
 */
export function locateTargets(root: Data, path: TargetPath, most: number): Map<object, Path[]> {
  let level: { value: unknown; at: Path }[] = [{ value: root, at: [] }];
  for (const element of path) {
    const next: typeof level = [];
    for (const { value, at } of level) {
      if (element === '@') {
        if (Array.isArray(value)) value.forEach((each, index) => next.push({ value: each, at: [...at, index] }));
      } else if (isData(value)) {
        next.push({ value: getOwn(value, element), at: [...at, element] });
      }
    }
    level = next;
  }
  const located = new Map<object, Path[]>();
  for (const { value, at } of level) {
    if (!isData(value)) continue;
    const places = located.get(value);
    if (!places) located.set(value, [at]);
    else if (places.length < most) places.push(at);
  }
  return located;
}
