import { isSame, isSameData, leadsToSameNulls } from './compare.ts';
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
    name: 'paths within the data',
    reason:
      'The gateway tells errors at fields that only its plan asked for; ours lead to the object or null of the client.',
    explains: ({ stock }) => stock.errors.some(({ path }) => path !== null),
  },
];

const refusal = /^Fields of this operation need .* with different arguments at once/;

/** The names of the corrections behind a difference; null when nothing on the list explains it. */
export function explain(outcomes: Outcomes, pair: Pair): readonly string[] | null {
  const { ours, stock, completion, introspection } = outcomes.corrected;
  if (refusal.test(ours.errors[0]?.message ?? '')) return ['required twice'];
  if (introspection.length > 0) return null;
  const isExplained =
    isSame(ours, stock) || (isSameData(ours, stock) && leadsToSameNulls(ours, [...stock.errors, ...completion]));
  if (!isExplained) return null;
  const names = corrections.filter(({ explains }) => explains(outcomes, pair)).map(({ name }) => name);
  return names.length > 0 ? names : null;
}
