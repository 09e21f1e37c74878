import type { EventContract } from '@caravan/contracts/event';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { compareWithBaseline, readBaseline } from './baseline.ts';

const moved: EventContract = {
  type: 'shop.ThingMoved',
  version: 1,
  topic: 'caravan.shop.thing',
  description: 'A thing moved.',
  data: z.object({ number: z.int() }),
};
const { next: baseline } = compareWithBaseline({}, [moved]);

test('gains new events, new versions and new optional fields', () => {
  const grown = { ...moved, data: z.object({ number: z.int(), note: z.string().optional() }) };
  const other = { ...moved, type: 'shop.ThingLost' };
  const first = compareWithBaseline(baseline, [grown, other]);
  expect(first.problems).toEqual([]);
  expect(Object.keys(first.next)).toEqual(['shop.ThingLost@1', 'shop.ThingMoved@1']);
  expect(first.next['shop.ThingMoved@1']?.schema.properties).toHaveProperty('note');

  const second = { ...moved, version: 2, data: z.object({ count: z.int() }) };
  const { problems, next } = compareWithBaseline(first.next, [second, other]);
  expect(problems).toEqual([]);
  expect(next['shop.ThingMoved@1']).toEqual(first.next['shop.ThingMoved@1']);
  expect(next).toHaveProperty('shop.ThingMoved@2');
});

test.each([
  ['another payload', [{ ...moved, data: z.object({ number: z.string() }) }], 'type of number was "integer"'],
  ['another topic', [{ ...moved, topic: 'caravan.shop.other' }], 'its topic was caravan.shop.thing'],
  [
    'another topic of a new version',
    [{ ...moved, version: 2, topic: 'caravan.shop.other' }],
    'its topic was caravan.shop.thing',
  ],
  ['nothing any more', [], 'nobody declares it'],
])('refuses %s', (_what, contracts, problem) => {
  const { problems } = compareWithBaseline(baseline, contracts);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test('refuses a version that goes back', () => {
  const { next } = compareWithBaseline(baseline, [{ ...moved, version: 2 }]);
  expect(compareWithBaseline(next, [moved]).problems).toEqual(['shop.ThingMoved@2: its version went back to 1']);
});

test('lets an event be given up by hand', () => {
  const retired = Object.fromEntries(
    Object.entries(baseline).map(([key, entry]) => [key, { ...entry, retired: true as const }]),
  );
  const { problems, next } = compareWithBaseline(retired, []);
  expect(problems).toEqual([]);
  expect(next).toEqual(retired);
});

test('the contracts keep what was promised, as committed', () => {
  const { problems, next } = compareWithBaseline(readBaseline());
  expect(problems).toEqual([]);
  expect(next).toEqual(readBaseline());
});
