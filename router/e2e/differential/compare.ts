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
 * Whether our errors lead the client to all that went wrong, and to nothing else.
 *
 * What went wrong at a field that only the plan asked for is told where the client finds a null for it.
 *
 * @param expected - Everything that went wrong, whether the stock gateway reports it or not.
 */
export function leadsToSameNulls(ours: Outcome, expected: readonly ToldError[]): boolean {
  const { data } = ours;
  const places = ours.errors.map(({ path }) => path && placeIn(path, data));
  const wrong = expected.flatMap(({ path }) => (path ? [placeIn(path, data)] : []));
  return (
    places.every((place) => place !== null && wrong.some((each) => isExplainedBy(place, each))) &&
    wrong.every((each) => !each.isNull || places.some((place) => place && isExplainedBy(place, each)))
  );
}

/** What gateways and graphql-js say themselves of values that the schema forbids, each in words of its own. */
const violation = /^(Invalid value|Invalid __typename|Cannot return null for|The type of this object)/;

/** Whether the same things went wrong as their messages have it, and ours lead to nulls or objects of the client. */
export function tellsTheSame(ours: Outcome, expected: readonly ToldError[]): boolean {
  const messages = (errors: readonly ToldError[]) =>
    errors.map(({ message }) => message).filter((message) => !violation.test(message));
  const lead = ours.errors.every(({ path }) => path && leadsSomewhere(path, ours.data));
  return lead && isSameSet(messages(ours.errors), messages(expected));
}

function placeOf({ path }: ToldError): string {
  return path ? path.join('.') : 'nowhere';
}

function isSameSet(some: readonly unknown[], others: readonly unknown[]): boolean {
  return new Set(some).symmetricDifference(new Set(others)).size === 0;
}

function leadsSomewhere(path: Path, data: unknown): boolean {
  const place = placeIn(path, data);
  return place.isNull || place.path.length === path.length;
}

type Place = { readonly path: Path; readonly isNull: boolean };

/** Where the path comes upon a null, or leaves the data. */
function placeIn(path: Path, data: unknown): Place {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return { path: path.slice(0, index), isNull: true };
    if (typeof value !== 'object' || !Object.hasOwn(value, key)) return { path: path.slice(0, index), isNull: false };
    value = (value as Record<string | number, unknown>)[key];
  }
  return { path, isNull: value === null };
}

/** An error at an object that the client has tells of what went wrong anywhere within it, and the other way round. */
function isExplainedBy(told: Place, wrong: Place): boolean {
  if (told.path.length === wrong.path.length) return isWithin(told, wrong);
  return told.path.length > wrong.path.length
    ? !wrong.isNull && told.isNull && isWithin(told, wrong)
    : !told.isNull && isWithin(wrong, told);
}

function isWithin(inner: Place, outer: Place): boolean {
  return outer.path.every((key, index) => inner.path[index] === key);
}
