/**
 * Whether JSON values are nested deeper than allowed. Walked level by level: whatever takes them apart later recurses,
 * and would overflow the stack.
 */
export function isNestedDeeper(value: unknown, most: number): boolean {
  let level = [value].filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((each) => Object.values(each)).filter(isObject);
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
