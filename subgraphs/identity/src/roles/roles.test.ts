import { type Role, roles } from '@caravan/core/principal';
import { expect, test } from 'vitest';
import { managesRole } from './roles.domain.ts';

const byAdmins: Role[] = ['SUPPORT', 'OPERATOR', 'MANAGER'];
const managed: Partial<Record<Role, Role[]>> = {
  ADMIN: byAdmins,
  SUPER_ADMIN: [...byAdmins, 'ADMIN', 'SUPER_ADMIN'],
};

test.each(roles)('%s gives and takes exactly its roles', (role) => {
  expect(roles.filter((other) => managesRole([role], other))).toEqual(managed[role] ?? []);
});
