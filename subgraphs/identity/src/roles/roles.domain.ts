import type { Role } from '@caravan/core/principal';

export type RoleNotManageable = { kind: 'RoleNotManageable'; path: readonly string[]; role: Role };

/** Roles that people with `role:grant` give and take. */
const staffRoles: readonly Role[] = ['SUPPORT', 'OPERATOR', 'MANAGER'];
/** Roles that only a SUPER_ADMIN gives and takes. All others follow from what people do. */
const adminRoles: readonly Role[] = ['ADMIN', 'SUPER_ADMIN'];

export function isAdminRole(role: Role): boolean {
  return adminRoles.includes(role);
}

/** Whether somebody who holds these roles gives and takes that one. */
export function managesRole(held: readonly Role[], role: Role): boolean {
  if (isAdminRole(role)) return held.includes('SUPER_ADMIN');
  return staffRoles.includes(role) && held.some(isAdminRole);
}
