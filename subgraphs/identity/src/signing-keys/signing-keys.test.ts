import { describe, expect, test } from 'vitest';
import { nextKeyStart, retiredKeys } from './signing-keys.domain.ts';

const day = 86_400_000;
const at = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * day);
const key = (id: string, created: number, signs = created) => ({ id, createdAt: at(created), signsFrom: at(signs) });

describe('the next signing key', () => {
  test.each([
    ['signs from ever when there was none', [], at(0), new Date(0)],
    ['is not due before its time', [key('a', 0)], at(89.9), null],
    ['is announced an hour before it signs', [key('a', 0)], at(90), new Date(at(90).getTime() + 3_600_000)],
    ['is counted from the newest', [key('a', 0), key('b', 90)], at(120), null],
  ])('%s', (_name, keys, now, start) => {
    expect(nextKeyStart(keys, { now, days: 90 })).toEqual(start);
  });
});

describe('an old signing key', () => {
  const keys = [key('a', 0), key('b', 90)];
  const longestTokenSeconds = 7 * 86_400;
  test.each([
    ['stays while its tokens live', at(98), []],
    ['goes when all have expired, with a day to spare', at(98.1), ['a']],
  ])('%s', (_name, now, retired) => {
    expect(retiredKeys(keys, { now, longestTokenSeconds })).toEqual(retired);
  });
});
