import { describe, expect, test } from 'vitest';
import { restartPolicy } from './restart-policy.ts';

const settings = { restartBaseMs: 250, restartMaximumMs: 2_000, stableMs: 30_000, attempts: 3 };
const again = (afterMs: number) => ({ kind: 'again', afterMs });
const pausesOf = (lives: readonly (number | null)[]) => {
  const judge = restartPolicy(settings);
  return lives.map((readyMs) => judge({ readyMs }));
};

describe('a part that dies', () => {
  test('is started again after pauses that double up to a limit', () => {
    expect(pausesOf([10, 10, 10, 10, 10])).toEqual([250, 500, 1_000, 2_000, 2_000].map(again));
  });

  test('begins again with the shortest pause once it was up for a while', () => {
    expect(pausesOf([10, 10, 30_000, 10])).toEqual([250, 500, 250, 500].map(again));
  });

  test('is given up when it could not start so many times in a row', () => {
    expect(pausesOf([null, null, null])).toEqual([again(250), again(500), { kind: 'give up' }]);
  });

  test('is never given up as long as it starts', () => {
    const lives = Array.from({ length: 40 }, () => 5);
    expect(pausesOf(lives).every(({ kind }) => kind === 'again')).toBe(true);
    expect(pausesOf([null, null, 5, null, null]).every(({ kind }) => kind === 'again')).toBe(true);
  });
});
