import { isSame } from './compare.ts';
import { explain } from './corrections.ts';
import { generateOperation } from './operations.ts';
import type { Case, Outcomes, Pair } from './run-case.ts';
import type { Faults } from './world.ts';

const none: Faults = { nulls: 0, errors: 0, missing: 0, down: 0, lies: 0 };
const worlds: readonly Faults[] = [
  none,
  { ...none, nulls: 0.15, missing: 0.05 },
  { ...none, nulls: 0.05, errors: 0.08, missing: 0.08 },
  { ...none, down: 0.35 },
  { ...none, nulls: 0.03, errors: 0.02, lies: 0.06 },
];

/** A case that follows from the seed and its number. */
export function caseOf(pair: Pair, seed: string, number: number): Case {
  const own = `${seed} ${pair.name} ${number}`;
  return {
    operation: generateOperation(pair.ours.schema, own),
    seed: own,
    faults: worlds[number % worlds.length] ?? none,
  };
}

/** Whether the gateways differ in a way that is no listed correction. */
export function isWrong(outcomes: Outcomes | null, pair: Pair): boolean {
  return outcomes !== null && !isSame(outcomes.ours, outcomes.stock) && explain(outcomes, pair) === null;
}
