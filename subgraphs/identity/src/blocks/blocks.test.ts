import type { Role } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import type { Person } from '../accounts/accounts.domain.ts';
import { blockRefusal, readReason, statusOf } from './blocks.domain.ts';

const by = (...roles: Role[]) => ({ id: 'by', rights: { roles, extraScopes: [] } });
const whom = (...roles: Role[]) => ({ person: { id: 'whom' } as Person, rights: { roles } });

describe('blockRefusal', () => {
  test.each<[Role, Role, boolean]>([
    ['SUPPORT', 'CUSTOMER', true],
    ['SUPPORT', 'VENDOR', true],
    ['MANAGER', 'OPERATOR', true],
    ['MANAGER', 'MANAGER', false],
    ['MANAGER', 'ADMIN', false],
    ['ADMIN', 'MANAGER', true],
    ['ADMIN', 'ADMIN', false],
    ['ADMIN', 'SUPER_ADMIN', false],
    ['SUPER_ADMIN', 'SUPER_ADMIN', true],
    ['CUSTOMER', 'CUSTOMER', false],
  ])('by %s of %s: %s', (one, other, isAllowed) => {
    expect(blockRefusal(by(one), whom(other)) === null).toBe(isAllowed);
  });

  test('of oneself, whatever the rank', () => {
    const person = { id: 'by' } as Person;
    expect(blockRefusal(by('SUPER_ADMIN'), { person, rights: { roles: [] } })).toMatchObject({ why: 'ONESELF' });
  });
});

test('a reason is 1 to 500 characters', () => {
  expect(readReason(`  ${'я'.repeat(500)} `)).toEqual({ ok: true, value: 'я'.repeat(500) });
  for (const text of ['', '   ', 'x'.repeat(501)]) expect(readReason(text)).toMatchObject({ ok: false });
});

test('who was erased is not blocked any more', () => {
  const at = new Date();
  expect(statusOf({ blockedAt: at, erasedAt: at })).toBe('ERASED');
  expect(statusOf({ blockedAt: at, erasedAt: null })).toBe('BLOCKED');
  expect(statusOf({ blockedAt: null, erasedAt: null })).toBe('ACTIVE');
});
