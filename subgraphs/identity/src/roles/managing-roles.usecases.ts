import type { DataOf } from '@caravan/contracts/event';
import { RoleRevoked } from '@caravan/contracts/identity';
import type { StoreStaffChanged } from '@caravan/contracts/marketplace';
import { type NotFound, notFound } from '@caravan/core/errors';
import type { Caller, Role } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import type { Person } from '../accounts/accounts.domain.ts';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { endSessions } from '../sessions/sessions.usecases.ts';
import { isAdminRole, isOfStaff, managesRole, type NotOneself, type RoleNotManageable } from './roles.domain.ts';
import { deleteRole, deleteScopes, saveVendorFact } from './roles.store.ts';
import { giveRole, lockAdminRoles, rolesOf, staffOf, superAdmins } from './roles.usecases.ts';

export type RoleCommand = { readonly caller: Caller; readonly userId: string; readonly role: Role };
type ManageRoleError = NotFound | RoleNotManageable;
export type GrantRoleError = ManageRoleError | NotOneself;
export type RevokeRoleError = ManageRoleError | { kind: 'LastSuperAdmin' };

/** Gives a person a role; giving it twice changes nothing. Nobody gives themselves any. */
export async function grantRole(deps: Deps, command: RoleCommand): Promise<Result<Person, GrantRoleError>> {
  const record = await openAdminRecord(deps, command.caller);
  return deps.database.transaction(async (tx): Promise<Result<Person, GrantRoleError>> => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    const { person, adminId } = managed.value;
    const { userId, role } = command;
    if (userId === adminId) return fail({ kind: 'NotOneself', path: ['input', 'userId'] });
    const before = await heldBy(tx, userId);
    const isNew = await giveRole(tx, deps, { userId, role, grantedBy: adminId });
    if (isNew) await recordChange(tx, record, { userId, action: 'grantRole', before });
    return ok(person);
  });
}

/** Takes a role from a person and ends their sessions, so that the rights are gone at once. */
export async function revokeRole(deps: Deps, command: RoleCommand): Promise<Result<Person, RevokeRoleError>> {
  const record = await openAdminRecord(deps, command.caller);
  return deps.database.transaction(async (tx): Promise<Result<Person, RevokeRoleError>> => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    const { person, adminId } = managed.value;
    const before = await heldBy(tx, command.userId);
    const isTaken = await takeRole(tx, deps, { ...command, revokedBy: adminId });
    if (command.role === 'SUPER_ADMIN' && (await superAdmins(tx)) === 0) return fail({ kind: 'LastSuperAdmin' });
    if (isTaken) await recordChange(tx, record, { userId: person.id, action: 'revokeRole', before });
    return ok(person);
  });
}

/** People who work for any store are VENDORs. An event that is older than what is known changes nothing. */
export async function followStoreStaff(
  tx: Transaction,
  deps: Deps,
  { staff, time }: { staff: DataOf<typeof StoreStaffChanged>; time: Date },
): Promise<void> {
  const { userId, worksForAnyStore } = staff;
  // Somebody who was erased meanwhile becomes nothing any more.
  if (!(await lockPerson(tx, userId))) return;
  const isNews = await saveVendorFact(tx, { userId, worksForAnyStore, eventTime: time });
  if (!isNews) return;
  if (worksForAnyStore) await giveRole(tx, deps, { userId, role: 'VENDOR', grantedBy: null });
  else await takeRole(tx, deps, { userId, role: 'VENDOR', revokedBy: null });
}

/** The person, when the caller may give and take that role by the roles of now, not by those in the token. */
async function lockManaged(
  tx: Transaction,
  { caller, userId, role }: RoleCommand,
): Promise<Result<{ person: Person; adminId: string }, ManageRoleError>> {
  if (isAdminRole(role)) await lockAdminRoles(tx);
  const { id: adminId, rights } = await staffOf(tx, caller, 'role:grant');
  if (!managesRole(rights.roles, role)) return fail({ kind: 'RoleNotManageable', path: ['input', 'role'], role });
  const person = await lockPerson(tx, userId);
  return person && !person.erasedAt ? ok({ person, adminId }) : fail(notFound(['input', 'userId']));
}

/** Who leaves the staff loses the scopes beyond the roles as well. */
async function takeRole(
  tx: Transaction,
  deps: Deps,
  { userId, role, revokedBy }: { userId: string; role: Role; revokedBy: string | null },
): Promise<boolean> {
  const isTaken = await deleteRole(tx, { userId, role });
  if (!isTaken) return false;
  if (!isOfStaff(await heldBy(tx, userId))) await deleteScopes(tx, { userId, scope: null });
  await publish(tx, RoleRevoked, { subject: userId, data: { userId, role, revokedBy } });
  await endSessions(tx, deps, { userId, sessionId: null, reason: 'ROLES_CHANGED' });
  return true;
}

async function recordChange(
  tx: Transaction,
  record: RecordAdminAction,
  { userId, action, before }: { userId: string; action: string; before: readonly Role[] },
): Promise<void> {
  const newValue = { roles: await heldBy(tx, userId) };
  const entity = { entityType: 'User', entityId: userId } as const;
  await record(tx, { action, ...entity, oldValue: { roles: before }, newValue });
}

async function heldBy(tx: Transaction, userId: string): Promise<readonly Role[]> {
  return (await rolesOf(tx, [userId])).get(userId) ?? [];
}
