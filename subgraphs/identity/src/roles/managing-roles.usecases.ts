import type { DataOf } from '@caravan/contracts/event';
import type { StoreStaffChanged } from '@caravan/contracts/marketplace';
import { CaravanError, type NotFound, notFound } from '@caravan/core/errors';
import { hasScope, type Principal, type Role } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import type { Person } from '../accounts/accounts.domain.ts';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { endSessions } from '../sessions/sessions.usecases.ts';
import { isAdminRole, managesRole, type RoleNotManageable } from './roles.domain.ts';
import { deleteRole, saveVendorFact } from './roles.store.ts';
import { giveRole, lockAdminRoles, rolesOf, superAdmins } from './roles.usecases.ts';

export type RoleCommand = { principal: Principal; userId: string; role: Role };
export type GrantRoleError = NotFound | RoleNotManageable;
export type RevokeRoleError = GrantRoleError | { kind: 'LastSuperAdmin' };

/** Gives a person a role; giving it twice changes nothing. */
export function grantRole(deps: Deps, command: RoleCommand): Promise<Result<Person, GrantRoleError>> {
  return deps.database.transaction(async (tx) => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    await giveRole(tx, deps, { ...command, grantedBy: command.principal.id });
    return managed;
  });
}

/** Takes a role from a person and ends their sessions, so that the rights are gone at once. */
export function revokeRole(deps: Deps, command: RoleCommand): Promise<Result<Person, RevokeRoleError>> {
  return deps.database.transaction(async (tx) => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    await takeRole(tx, deps, command);
    if (command.role === 'SUPER_ADMIN' && (await superAdmins(tx)) === 0) return fail({ kind: 'LastSuperAdmin' });
    return managed;
  });
}

/** People who work for any store are VENDORs. An event that is older than what is known changes nothing. */
export async function followStoreStaff(
  tx: Transaction,
  deps: Deps,
  { staff, time }: { staff: DataOf<typeof StoreStaffChanged>; time: Date },
): Promise<void> {
  const { userId, worksForAnyStore } = staff;
  const isNews = await saveVendorFact(tx, { userId, worksForAnyStore, eventTime: time });
  if (!isNews) return;
  if (worksForAnyStore) await giveRole(tx, deps, { userId, role: 'VENDOR', grantedBy: null });
  else await takeRole(tx, deps, { userId, role: 'VENDOR' });
}

/** The person, when the caller may give and take that role by the roles of now, not by those in the token. */
async function lockManaged(
  tx: Transaction,
  { principal, userId, role }: RoleCommand,
): Promise<Result<Person, GrantRoleError>> {
  const { id } = principal;
  if (id === null || !hasScope(principal, 'role:grant'))
    throw new CaravanError('FORBIDDEN', 'You may not grant roles.');
  if (isAdminRole(role)) await lockAdminRoles(tx);
  const held = await rolesOf(tx, [id]);
  if (!managesRole(held.get(id) ?? [], role)) return fail({ kind: 'RoleNotManageable', path: ['input', 'role'], role });
  const person = await lockPerson(tx, userId);
  return person ? ok(person) : fail(notFound(['input', 'userId']));
}

async function takeRole(tx: Transaction, deps: Deps, { userId, role }: { userId: string; role: Role }): Promise<void> {
  const taken = await deleteRole(tx, { userId, role });
  if (taken) await endSessions(tx, deps, { userId, sessionId: null, reason: 'ROLES_CHANGED' });
}
