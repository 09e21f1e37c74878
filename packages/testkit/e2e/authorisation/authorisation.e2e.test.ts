import { testCaravan } from '@caravan/testkit/caravan';
import { beforeAll, describe, expect, test } from 'vitest';
import { principals } from './matrix.ts';
import { rows } from './rows.ts';
import { ruleProblems } from './rules.ts';
import { verdictOf } from './verdict.ts';
import { createWorld, type World } from './world.ts';

const caravan = testCaravan();
let world: World;
beforeAll(async () => {
  world = await createWorld(caravan.client, caravan.people);
}, 120_000);

test('every root field and every field with a rule has a row, under the rule that the schema says', () => {
  expect(ruleProblems(rows, caravan.caravan.supergraphSdl)).toEqual([]);
});

describe('who may', () => {
  test.each(rows.map((row) => ({ name: row.name, row })))('$name', async ({ row }) => {
    const verdicts: Record<string, string> = {};
    for (const who of principals) verdicts[who] = await verdictOf(world, row, who);
    expect(verdicts).toEqual(row.expected);
  });
});
