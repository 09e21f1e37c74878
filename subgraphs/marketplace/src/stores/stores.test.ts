import type { Principal, Scope } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import {
  isStaffVisible,
  isStoreVisible,
  keepsAnOwner,
  move,
  type Store,
  type StoreRole,
  type StoreStatus,
  validateStoreApplication,
} from './stores.domain.ts';

const statuses = ['PENDING', 'ACTIVE', 'SUSPENDED'] as const;
const store = (status: StoreStatus): Store => ({
  id: 's',
  name: 'Shop',
  slug: 'shop',
  description: '',
  currency: 'EUR',
  status,
  version: 1,
  createdAt: new Date(0),
});
const viewer = (role: StoreRole | null, ...scopes: Scope[]) => {
  const principal: Principal = { kind: 'user', id: 'u', sessionId: null, roles: [], scopes };
  return { role, principal };
};

describe('the status of a store', () => {
  const legal = ['PENDING → ACTIVE', 'ACTIVE → SUSPENDED', 'SUSPENDED → ACTIVE'];
  test.each(statuses.flatMap((from) => statuses.map((to) => ({ from, to }))))('$from → $to', ({ from, to }) => {
    const result = move(store(from), to);
    if (legal.includes(`${from} → ${to}`))
      expect(result).toMatchObject({ ok: true, value: { status: to, version: 2 } });
    else expect(result).toEqual({ ok: false, errors: [{ kind: 'StoreTransitionRefused', status: from }] });
  });
});

test.each([
  ['ACTIVE', viewer(null), true],
  ['PENDING', viewer(null), false],
  ['SUSPENDED', viewer(null), false],
  ['SUSPENDED', viewer('CLERK'), true],
  ['PENDING', viewer(null, 'store:read:any'), true],
  ['PENDING', viewer(null, 'store:approve'), true],
  ['PENDING', viewer(null, 'order:read:any'), false],
] as const)('a store that is %s is visible to %o: %s', (status, who, visible) => {
  expect(isStoreVisible(store(status), who)).toBe(visible);
});

test.each([
  [viewer('OWNER'), true],
  [viewer('MANAGER'), true],
  [viewer('CLERK'), false],
  [viewer(null), false],
  [viewer(null, 'store:read:any'), true],
])('the staff is visible to %o: %s', (who, visible) => {
  expect(isStaffVisible(who)).toBe(visible);
});

test.each([
  [['OWNER'], 'CLERK', false],
  [['OWNER'], null, false],
  [['OWNER'], 'OWNER', true],
  [['OWNER', 'OWNER'], null, true],
  [['OWNER', 'MANAGER'], null, false],
  [['CLERK', 'OWNER'], null, true],
] as const)('a store with %o whose first gets %s keeps an owner: %s', (roles, role, keeps) => {
  const staff = roles.map((held, index) => ({ storeId: 's', userId: `${index}`, role: held, since: new Date(0) }));
  expect(keepsAnOwner(staff, '0', role)).toBe(keeps);
});

test.each(['ab', 'a'.repeat(61), '-a-', 'a--b', 'Ab c', 'ä-b-c'])('the slug %j is refused', (slug) => {
  const application = { name: 'Shop', slug, description: '', currency: 'EUR' };
  expect(validateStoreApplication(application).map(({ path }) => path)).toEqual([['input', 'slug']]);
});

test('the texts of a store have their lengths', () => {
  const application = { name: 'x'.repeat(101), slug: 'abc', description: 'x'.repeat(5_001), currency: 'EUR' };
  expect(validateStoreApplication(application).map(({ path }) => path[1])).toEqual(['name', 'description']);
});
