import type { Outcome, Path, ToldError } from './outcome.ts';

/** Whether two gateways gave the same answer: data with the order of its keys, and errors by their paths. */
export function isSame(ours: Outcome, stock: Outcome): boolean {
  return isSameData(ours, stock) && isSameSet(ours.errors.map(placeOf), stock.errors.map(placeOf));
}

export function isSameData(ours: Outcome, stock: Outcome): boolean {
  return (
    JSON.stringify(ours.data) === JSON.stringify(stock.data) &&
    JSON.stringify(ours.mutations) === JSON.stringify(stock.mutations)
  );
}

/**
 * Whether the errors lead the client to the same nulls.
 *
 * @param expected - Everything that went wrong, whether it is reported or not.
 */
export function leadsToSameNulls(ours: Outcome, expected: readonly ToldError[]): boolean {
  const own = ours.errors.map(({ path }) => path && nullPlace(path, ours.data));
  const others = expected.flatMap(({ path }) => (path ? [nullPlace(path, ours.data)] : []));
  return own.every((place) => place !== null) && isSameSet(own, others);
}

function placeOf({ path }: ToldError): string {
  return path ? path.join('.') : 'nowhere';
}

function isSameSet(some: readonly unknown[], others: readonly unknown[]): boolean {
  return new Set(some).symmetricDifference(new Set(others)).size === 0;
}

/** Where the path comes upon a null, or leaves the data: errors of what only a plan asks for are told at their object. */
function nullPlace(path: Path, data: unknown): string {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || typeof value !== 'object') return path.slice(0, index).join('.');
    if (!Object.hasOwn(value, key)) return path.slice(0, index).join('.');
    value = (value as Record<string | number, unknown>)[key];
  }
  return path.join('.');
}
