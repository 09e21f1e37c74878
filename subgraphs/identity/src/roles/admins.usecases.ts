import { type NotFound, notFound } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import { type Caller, type Role, type Scope, scopes } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { openAdminRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { endSessions } from '../sessions/sessions.usecases.ts';
import { isGrantable, isOfStaff, type NotOfStaff, type NotOneself, type ScopeNotGrantable } from './roles.domain.ts';
import { deleteScopes, findRoles, findScopes, insertScope, lockAdmins, selectStaffPage } from './roles.store.ts';
import { extraScopesOf, requireScope, rolesOf, staffOf } from './roles.usecases.ts';

/** One of the staff, with what they may do. */
export type Admin = {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly extraScopes: readonly Scope[];
};

export type ScopeCommand = { readonly caller: Caller; readonly userId: string; readonly scope: string };
export type RevokeScopeError = NotFound | ScopeNotGrantable;
export type GrantScopeError = RevokeScopeError | NotOneself | NotOfStaff;

const list = 'admins';

/** The staff, the newest accounts first. */
export async function listAdmins(deps: Deps, caller: Caller, page: PageArguments): Promise<Connection<Admin>> {
  requireScope(caller, 'admin:manage');
  const request = deps.pager.request(list, page);
  const ids = await selectStaffPage(deps.database.query, request);
  const [roles, extra] = [await findRoles(deps.database.query, ids), await findScopes(deps.database.query, ids)];
  const admins = ids.map((id) => ({ id, roles: roles.get(id) ?? [], extraScopes: extra.get(id) ?? [] }));
  return deps.pager.connection(list, request, admins, ({ id }) => [id]);
}

/** Gives one of the staff a scope beyond those of the roles. It counts from the next refresh. */
export async function grantScope(deps: Deps, command: ScopeCommand): Promise<Result<Admin, GrantScopeError>> {
  const record = await openAdminRecord(deps, command.caller);
  return deps.database.transaction(async (tx): Promise<Result<Admin, GrantScopeError>> => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    const { admin, granterId, scope } = managed.value;
    if (admin.id === granterId) return fail({ kind: 'NotOneself', path: ['input', 'userId'] });
    if (!isOfStaff(admin.roles)) return fail({ kind: 'NotOfStaff', path: ['input', 'userId'] });
    const isNew = await insertScope(tx, { userId: admin.id, scope, grantedAt: deps.now(), grantedBy: granterId });
    return ok(isNew ? await recordChange(tx, record, { action: 'grantScope', admin }) : admin);
  });
}

/** Takes a scope that was granted, and ends the sessions, so that it is gone at once. */
export async function revokeScope(deps: Deps, command: ScopeCommand): Promise<Result<Admin, RevokeScopeError>> {
  const record = await openAdminRecord(deps, command.caller);
  return deps.database.transaction(async (tx): Promise<Result<Admin, RevokeScopeError>> => {
    const managed = await lockManaged(tx, command);
    if (!managed.ok) return managed;
    const { admin, scope } = managed.value;
    const taken = await deleteScopes(tx, { userId: admin.id, scope });
    if (taken.length === 0) return ok(admin);
    await endSessions(tx, deps, { userId: admin.id, sessionId: null, reason: 'ROLES_CHANGED' });
    return ok(await recordChange(tx, record, { action: 'revokeScope', admin }));
  });
}

/** The person as they are, when a SUPER_ADMIN of now calls who holds the scope. */
async function lockManaged(
  tx: Transaction,
  { caller, userId, scope }: ScopeCommand,
): Promise<Result<{ admin: Admin; granterId: string; scope: Scope }, NotFound | ScopeNotGrantable>> {
  await lockAdmins(tx);
  const { id: granterId, rights } = await staffOf(tx, caller, 'admin:manage');
  const known = scopes.find((each) => each === scope);
  if (!known || !rights.roles.includes('SUPER_ADMIN') || !isGrantable(rights, known)) {
    return fail({ kind: 'ScopeNotGrantable', path: ['input', 'scope'], scope });
  }
  const person = await lockPerson(tx, userId);
  if (!person || person.erasedAt) return fail(notFound(['input', 'userId']));
  return ok({ admin: await adminOf(tx, userId), granterId, scope: known });
}

async function recordChange(
  tx: Transaction,
  record: RecordAdminAction,
  { action, admin }: { action: string; admin: Admin },
): Promise<Admin> {
  const changed = await adminOf(tx, admin.id);
  await record(tx, {
    action,
    entityType: 'User',
    entityId: admin.id,
    oldValue: { extraScopes: admin.extraScopes },
    newValue: { extraScopes: changed.extraScopes },
  });
  return changed;
}

async function adminOf(tx: Transaction, id: string): Promise<Admin> {
  return { id, roles: (await rolesOf(tx, [id])).get(id) ?? [], extraScopes: await extraScopesOf(tx, id) };
}
