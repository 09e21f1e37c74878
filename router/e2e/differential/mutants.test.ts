import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseOf, isWrong } from './cases.ts';
import { mutants } from './mutants.ts';
import { openPair, type Pair, runCase } from './run-case.ts';
import { entitySupergraphs } from './supergraphs/entities.ts';

const mostCases = 200;

let pair: Pair;
beforeAll(async () => {
  const supergraph = entitySupergraphs.find(({ name }) => name === 'keys');
  if (!supergraph) throw new Error('There is no such supergraph.');
  pair = await openPair(supergraph);
});
afterAll(() => pair.stop());

test.each(mutants)('a gateway that $name is found out', { timeout: 60_000 }, async ({ mutate }) => {
  const mutated: Pair = { ...pair, ours: mutate(pair.ours) };
  let tried = 0;
  let isFound = false;
  while (!isFound && tried < mostCases) {
    isFound = isWrong(await runCase(mutated, caseOf(pair, 'mutants', tried)), pair);
    tried += 1;
  }
  expect(isFound).toBe(true);
});
