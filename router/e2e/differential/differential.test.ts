import { afterAll, describe, expect, test } from 'vitest';
import { caseOf, isWrong } from './cases.ts';
import type { GeneratedOperation } from './operations.ts';
import { openPair, type Pair, runCase } from './run-case.ts';
import { shrink } from './shrink.ts';
import { allSupergraphs } from './supergraphs/all.ts';

/*
 * Generated operations through our planning and execution, and through Apollo's gateway as it comes. Replay a case:
 * DIFFERENTIAL_SEED, DIFFERENTIAL_SUPERGRAPH and DIFFERENTIAL_CASE as the failure prints them.
 */

const seed = process.env.DIFFERENTIAL_SEED ?? 'caravan';
const operations = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 300);
const only = { supergraph: process.env.DIFFERENTIAL_SUPERGRAPH, case: process.env.DIFFERENTIAL_CASE };

const supergraphs = allSupergraphs().filter(({ name }) => !only.supergraph || name === only.supergraph);
const casesEach = Math.ceil(operations / supergraphs.length);

const pairs: Pair[] = [];
afterAll(async () => {
  await Promise.all(pairs.map((pair) => pair.stop()));
});

async function report(pair: Pair, number: number): Promise<string> {
  const given = caseOf(pair, seed, number);
  const fails = async (operation: GeneratedOperation) => isWrong(await runCase(pair, { ...given, operation }), pair);
  const operation = await shrink(given.operation, pair.ours.schema, fails);
  const outcomes = await runCase(pair, { ...given, operation });
  return [
    `DIFFERENTIAL_SEED='${seed}' DIFFERENTIAL_SUPERGRAPH='${pair.name}' DIFFERENTIAL_CASE=${number}`,
    operation.source,
    JSON.stringify({ variables: operation.variables, faults: given.faults }),
    `ours      ${JSON.stringify(outcomes?.ours)}`,
    `stock     ${JSON.stringify(outcomes?.stock)}`,
    `corrected ${JSON.stringify(outcomes?.corrected)}`,
  ].join('\n');
}

describe.each(supergraphs)('$name', (supergraph) => {
  test(`${casesEach} operations are answered as the stock gateway answers them`, { timeout: 3_600_000 }, async () => {
    const pair = await openPair(supergraph);
    pairs.push(pair);
    const numbers = only.case ? [Number(only.case)] : Array.from({ length: casesEach }, (_, index) => index);
    const wrong: string[] = [];
    for (const number of numbers) {
      const outcomes = await runCase(pair, caseOf(pair, seed, number));
      if (isWrong(outcomes, pair)) wrong.push(await report(pair, number));
      if (wrong.length >= 3) break;
    }
    expect(wrong.join('\n\n')).toBe('');
  });
});
