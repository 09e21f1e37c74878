import { isSame, isSameData, leadsToSameNulls, tellsTheSame } from './compare.ts';
import type { ToldError } from './outcome.ts';
import type { Outcomes, Pair } from './run-case.ts';

/** Where the stock gateway is wrong and ours is not the same on purpose. */
export type Correction = {
  readonly name: string;
  readonly reason: string;
  explains(outcomes: Outcomes, pair: Pair): boolean;
};

export const corrections: readonly Correction[] = [
  {
    name: 'aliases',
    reason: 'The planner takes an alias that is a field’s name, or a field with other arguments, for what it requires.',
    explains: ({ isRenamed }) => isRenamed,
  },
  {
    name: 'unresolvable keys',
    reason: 'The planner jumps back by a key that the subgraph does not resolve.',
    explains: (_outcomes, { isSdlCorrected }) => isSdlCorrected,
  },
  {
    name: 'introspection',
    reason:
      'The gateway knows an older introspection than graphql-js, and fails on it in fragments beside other fields.',
    explains: ({ introspects }) => introspects,
  },
  {
    name: 'types in fragments',
    reason:
      'Without `__typename`, the gateway forgets what an object is within a fragment on one of its abstract types.',
    explains: ({ corrected }) => corrected.isTyped,
  },
  {
    name: 'empty plans',
    reason: 'What the planner finds no way to is null with an error, not without one.',
    explains: ({ ours }) => ours.errors.some(isUnplanned),
  },
  {
    name: 'order of keys',
    reason: 'The gateway moves `__typename` before fields that the client selects earlier.',
    explains: ({ corrected }) => corrected.isReordered,
  },
  {
    name: 'types of interface objects',
    reason: 'The planner asks interface objects for types that are known, and the gateway takes the interface for one.',
    explains: (_outcomes, { hasInterfaceObjects }) => hasInterfaceObjects,
  },
  {
    name: 'failed fetches',
    reason: 'What a fetch or an entity left out without a path is told at each of its fields.',
    explains: ({ stock, corrected }) => stock.errors.length > 0 && !isSame(stock, corrected.stock),
  },
  {
    name: 'silent nulls',
    reason: 'The gateway says nothing of values that the schema forbids, or says it where clients do not look.',
    explains: ({ corrected }) => corrected.completion.length > 0,
  },
  {
    name: 'paths of entities',
    reason: 'The gateway counts objects that it did not ask for when it says which entity an error is of.',
    explains: ({ ours, corrected }) =>
      !leadsToSameNulls(ours, corrected.stock.errors) && tellsTheSame(ours, corrected.stock.errors),
  },
  {
    name: 'paths within the data',
    reason:
      'The gateway tells errors at fields that only its plan asked for; ours lead to the object or null of the client.',
    explains: ({ stock }) => stock.errors.some(({ path }) => path !== null),
  },
];

function isUnplanned({ message }: ToldError): boolean {
  return message === 'No subgraph can be asked for this field.';
}

const refusal = /^Fields of this operation need .* with different arguments at once/;

/** The names of the corrections behind a difference; null when nothing on the list explains it. */
export function explain(outcomes: Outcomes, pair: Pair): readonly string[] | null {
  const { ours, stock, completion, introspection } = outcomes.corrected;
  if (refusal.test(ours.errors[0]?.message ?? '')) return ['required twice'];
  if (introspection.length > 0) return null;
  const expected = [...stock.errors, ...completion];
  // A fetch that fails and leaves nothing out that the client asked for is told without a path, as by the gateway.
  const isPlaceless = ({ path, message }: ToldError) =>
    path === null && outcomes.stock.errors.some((each) => each.path === null && each.message === message);
  const planned = { ...ours, errors: ours.errors.filter((error) => !isUnplanned(error) && !isPlaceless(error)) };
  const isExplained =
    isSame(ours, stock) ||
    (isSameData(ours, stock) && (leadsToSameNulls(planned, expected) || tellsTheSame(planned, expected)));
  if (!isExplained) return null;
  const names = corrections.filter(({ explains }) => explains(outcomes, pair)).map(({ name }) => name);
  return names.length > 0 ? names : null;
}
