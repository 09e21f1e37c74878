import { Kind } from 'graphql';
import { describe, expect, test } from 'vitest';
import { scalarResolvers } from './scalars.ts';

const bad = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } });

describe('scalars', () => {
  test.each([
    ['MinorUnits', '1250', 1250n],
    ['MinorUnits', '-9007199254740993', -9007199254740993n],
    ['MinorUnits', 7, 7n],
    ['DateTime', '2026-11-21T10:00:00+02:00', new Date('2026-11-21T08:00:00Z')],
    ['Currency', 'KZT', 'KZT'],
    ['CountryCode', 'KZ', 'KZ'],
    ['EmailAddress', 'ada@example.com', 'ada@example.com'],
    ['PhoneNumber', '+77011234567', '+77011234567'],
    ['URL', 'https://example.com/a b', new URL('https://example.com/a%20b')],
    ['JSON', { deep: [1, null, 'a'] }, { deep: [1, null, 'a'] }],
  ])('%s reads %j', (name, given, expected) => {
    expect(scalarResolvers[name]?.parseValue(given)).toEqual(expected);
  });

  test.each([
    ['MinorUnits', '12.5'],
    ['MinorUnits', 1.5],
    ['MinorUnits', 2 ** 53],
    ['MinorUnits', ''],
    ['MinorUnits', '1'.repeat(20)],
    ['MinorUnits', true],
    ['DateTime', '2026-11-21'],
    ['DateTime', '2026-13-21T10:00:00Z'],
    ['DateTime', 1_700_000_000],
    ['Currency', 'EURO'],
    ['Currency', 978],
    ['CountryCode', 'ZZZ'],
    ['EmailAddress', 'ada@'],
    ['PhoneNumber', '+0123'],
    ['PhoneNumber', '7701'],
    ['PhoneNumber', '+7 701 123 45 67'],
    ['URL', 'javascript:alert(1)'],
    ['URL', '/relative'],
  ])('%s refuses %j', (name, given) => {
    expect(() => scalarResolvers[name]?.parseValue(given)).toThrow(bad);
  });

  test('read whole-number literals without losing a digit', () => {
    const literal = { kind: Kind.INT, value: '9007199254740993' } as const;
    expect(scalarResolvers.MinorUnits?.parseLiteral(literal)).toBe(9007199254740993n);
    expect(() => scalarResolvers.DateTime?.parseLiteral(literal)).toThrow(bad);
    expect(() => scalarResolvers.MinorUnits?.parseLiteral({ kind: Kind.FLOAT, value: '1.5' })).toThrow(bad);
  });

  test.each([
    ['MinorUnits', 1250n, '1250'],
    ['DateTime', new Date('2026-11-21T08:00:00Z'), '2026-11-21T08:00:00.000Z'],
    ['URL', 'https://example.com/x', 'https://example.com/x'],
    ['URL', new URL('https://example.com/x'), 'https://example.com/x'],
  ])('%s writes %s', (name, value, expected) => {
    expect(scalarResolvers[name]?.serialize(value)).toBe(expected);
  });

  test.each([
    ['MinorUnits', 12, 'is a bigint inside'],
    ['DateTime', '2026-11-21T08:00:00Z', 'is a Date inside'],
    ['DateTime', new Date(Number.NaN), 'Invalid time value'],
    ['URL', 'javascript:alert(1)', 'absolute http or https'],
  ])('%s refuses to write %s', (name, value, message) => {
    expect(() => scalarResolvers[name]?.serialize(value)).toThrow(message);
  });
});
