import { expect, test } from 'vitest';
import { advantageOfTiming, differentAnswers, type Samples, sampleInTurns } from './enumeration.ts';

function timed(known: readonly number[], unknown: readonly number[]): Samples {
  const sample = (milliseconds: number) => ({ answer: 'same', milliseconds });
  return { known: known.map(sample), unknown: unknown.map(sample) };
}

test.each([
  ['the same times', [1, 2, 3], [1, 2, 3], 0.5],
  ['known ones slower', [4, 5], [1, 2], 1],
  ['known ones faster', [1, 2], [4, 5], 1],
  ['times that overlap', [1, 3], [2, 4], 0.75],
  ['ties', [1, 1], [1, 2], 0.75],
])('%s', (_name, known, unknown, expected) => {
  expect(advantageOfTiming(timed(known, unknown))).toBe(expected);
});

test('nothing can be said without samples', () => {
  expect(() => advantageOfTiming(timed([], [1]))).toThrow('no samples');
});

test('samples are taken in turns, in an order that is drawn, and the warm-up is left out', async () => {
  const asked: string[] = [];
  const samples = await sampleInTurns(200, async (kind, index) => {
    asked.push(kind);
    return `${kind} ${index}`;
  });
  const first = asked.filter((_kind, at) => at % 2 === 0);
  expect(first.filter((kind) => kind === 'known').length).toBeGreaterThan(85);
  expect(first.filter((kind) => kind === 'known').length).toBeLessThan(135);
  expect(samples.known.map(({ answer }) => answer)).toEqual(Array.from({ length: 200 }, (_, at) => `known ${at + 20}`));
  expect(samples.unknown).toHaveLength(200);
});

test('answers that differ show', () => {
  const same = timed([1], [2]);
  expect(differentAnswers(same)).toEqual(['same']);
  expect(differentAnswers({ ...same, unknown: [{ answer: 'No such person.', milliseconds: 1 }] })).toHaveLength(2);
});
