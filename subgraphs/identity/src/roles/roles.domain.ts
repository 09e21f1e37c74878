import { type Role, type Scope, scopesOf } from '@caravan/core/principal';

export type RoleNotManageable = { kind: 'RoleNotManageable'; path: readonly string[]; role: Role };
export type ScopeNotGrantable = { kind: 'ScopeNotGrantable'; path: readonly string[]; scope: string };
export type NotOneself = { kind: 'NotOneself'; path: readonly string[] };
export type NotOfStaff = { kind: 'NotOfStaff'; path: readonly string[] };

/** What a person may do now: roles, and scopes beyond them. */
export type Rights = { readonly roles: readonly Role[]; readonly extraScopes: readonly Scope[] };
export const noRights: Rights = { roles: [], extraScopes: [] };

/** Roles that people with `role:grant` give and take. */
const helperRoles: readonly Role[] = ['SUPPORT', 'OPERATOR', 'MANAGER'];
/** Roles that only a SUPER_ADMIN gives and takes. All others follow from what people do. */
const adminRoles: readonly Role[] = ['ADMIN', 'SUPER_ADMIN'];
/** The staff of the platform, from the lowest rank to the highest. */
export const staffRoles: readonly Role[] = [...helperRoles, ...adminRoles];

/** Not granted one by one: SUPER_ADMINs alone manage admins, and everybody has a cart. */
const neverExtra: readonly Scope[] = ['admin:manage', 'cart:use'];

export function isAdminRole(role: Role): boolean {
  return adminRoles.includes(role);
}

/** Whether somebody who holds these roles gives and takes that one. */
export function managesRole(held: readonly Role[], role: Role): boolean {
  if (isAdminRole(role)) return held.includes('SUPER_ADMIN');
  return helperRoles.includes(role) && held.some(isAdminRole);
}

export function isOfStaff(held: readonly Role[]): boolean {
  return staffRoles.some((role) => held.includes(role));
}

/** Everything that the roles and the scopes beyond them allow, sorted. */
export function allScopes({ roles, extraScopes }: Rights): Scope[] {
  return [...new Set([...scopesOf(roles), ...extraScopes])].sort();
}

/** Whether the scope may be granted by somebody with these rights: nobody gives what they lack. */
export function isGrantable(granter: Rights, scope: Scope): boolean {
  return !neverExtra.includes(scope) && allScopes(granter).includes(scope);
}

/** 0 for people who are not of the staff; more for higher roles. */
export function rankOf(held: readonly Role[]): number {
  return staffRoles.findLastIndex((role) => held.includes(role)) + 1;
}
