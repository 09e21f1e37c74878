import { type Role, roles, type Scope, scopes } from '@caravan/core/principal';
import { expect, test } from 'vitest';
import { allScopes, isGrantable, isOfStaff, managesRole, rankOf } from './roles.domain.ts';

const byAdmins: Role[] = ['SUPPORT', 'OPERATOR', 'MANAGER'];
const managed: Partial<Record<Role, Role[]>> = {
  ADMIN: byAdmins,
  SUPER_ADMIN: [...byAdmins, 'ADMIN', 'SUPER_ADMIN'],
};

test.each(roles)('%s gives and takes exactly its roles', (role) => {
  expect(roles.filter((other) => managesRole([role], other))).toEqual(managed[role] ?? []);
});

test.each([
  [['CUSTOMER', 'VENDOR'], 0],
  [['SUPPORT'], 1],
  [['CUSTOMER', 'MANAGER', 'SUPPORT'], 3],
  [['SUPER_ADMIN', 'CUSTOMER'], 5],
] as const)('%j have rank %i', (held, rank) => {
  expect(rankOf(held)).toBe(rank);
  expect(isOfStaff(held)).toBe(rank > 0);
});

test('nobody grants a scope that they lack, nor those that are never granted one by one', () => {
  const admin = { roles: ['ADMIN'], extraScopes: [] } as const;
  expect(scopes.filter((scope) => isGrantable(admin, scope))).toEqual(
    allScopes(admin)
      .filter((scope) => scope !== 'admin:manage' && scope !== 'cart:use')
      .sort(byTable),
  );
  const root = { roles: ['SUPER_ADMIN', 'CUSTOMER'], extraScopes: [] } as const;
  expect(scopes.filter((scope) => !isGrantable(root, scope))).toEqual(['cart:use', 'admin:manage']);
});

test('extra scopes are counted once beside those of the roles', () => {
  const helper = { roles: ['SUPPORT'], extraScopes: ['user:block', 'user:read:any'] } as const;
  expect(allScopes(helper)).toEqual([
    'order:read:any',
    'payment:read:any',
    'store:read:any',
    'user:block',
    'user:read:any',
  ]);
});

function byTable(one: Scope, other: Scope): number {
  return scopes.indexOf(one) - scopes.indexOf(other);
}
