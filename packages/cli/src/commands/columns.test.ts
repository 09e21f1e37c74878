import { afterEach, expect, test, vi } from 'vitest';
import { ageOf, parseInstant, printTable } from './columns.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

test.each([
  ['2026-03-01T11:59:58.500Z', '1s'],
  ['2026-03-01T11:59:00.000Z', '1m'],
  ['2026-03-01T10:00:01.000Z', '1h'],
  ['2026-02-20T12:00:00.000Z', '9d'],
  ['2026-03-01T12:00:05.000Z', '0s'],
])('%s was %s ago', (since, age) => {
  expect(ageOf(since, now)).toBe(age);
});

test.each([
  ['90s', '2026-03-01T11:58:30.000Z'],
  ['10m', '2026-03-01T11:50:00.000Z'],
  ['2h', '2026-03-01T10:00:00.000Z'],
  ['7d', '2026-02-22T12:00:00.000Z'],
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31T12:00+05:00', '2026-01-31T07:00:00.000Z'],
])('%s is the instant %s', (text, instant) => {
  expect(parseInstant(text, now)?.toISOString()).toBe(instant);
});

test.each([
  '',
  'yesterday',
  '10',
  '10w',
  '-5m',
  '2026-01-31',
  '2026-01-31T12:00',
  '2026-13-01T12:00:00Z',
  '1000000000s',
])('%j is none', (text) => {
  expect(parseInstant(text, now)).toBeNull();
});

afterEach(() => vi.restoreAllMocks());

test('columns line up, and the last is as long as it is', () => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  printTable(
    ['NAME', 'ERROR'],
    [
      ['a', 'something long that nobody cut'],
      ['longer', ''],
    ],
  );
  expect(lines).toEqual(['NAME    ERROR', 'a       something long that nobody cut', 'longer']);
});
