import { RoleGranted } from '@caravan/contracts/identity';
import { CaravanError } from '@caravan/core/errors';
import { type Caller, hasScope, type Role, type Scope } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../deps.ts';
import { noRights, type Rights } from './roles.domain.ts';
import { countHolders, findBarred, findRoles, findScopes, insertRole, lockAdmins } from './roles.store.ts';

/** Roles by user; who has none is absent. */
export function rolesOf(executor: Executor, userIds: readonly string[]): Promise<Map<string, Role[]>> {
  return findRoles(executor, userIds);
}

/** What these people may do now, by user; who may do nothing is absent, as the blocked and the erased are. */
export async function rightsOf(executor: Executor, userIds: readonly string[]): Promise<Map<string, Rights>> {
  const roles = await findRoles(executor, userIds);
  if (roles.size === 0) return new Map();
  const [scopes, barred] = [await findScopes(executor, userIds), await findBarred(executor, userIds)];
  const able = [...roles].filter(([userId]) => !barred.has(userId));
  return new Map(able.map(([userId, held]) => [userId, { roles: held, extraScopes: scopes.get(userId) ?? [] }]));
}

/** Scopes beyond those of the roles, sorted. */
export async function extraScopesOf(executor: Executor, userId: string): Promise<Scope[]> {
  return (await findScopes(executor, [userId])).get(userId) ?? [];
}

/**
 * Who of the staff calls, and what they may do now: the token may be older than a change.
 *
 * @throws CaravanError `FORBIDDEN` for whoever the token does not give the scope.
 */
export async function staffOf(
  executor: Executor,
  { principal }: Caller,
  scope: Scope,
): Promise<{ id: string; rights: Rights }> {
  const { id } = principal;
  requireScope({ principal }, scope);
  if (id === null) throw forbidden();
  return { id, rights: (await rightsOf(executor, [id])).get(id) ?? noRights };
}

/** @throws CaravanError `FORBIDDEN` for whoever lacks the scope. */
export function requireScope({ principal }: Pick<Caller, 'principal'>, scope: Scope): void {
  if (principal.kind !== 'user' || !hasScope(principal, scope)) throw forbidden();
}

function forbidden(): CaravanError {
  return new CaravanError('FORBIDDEN', 'You may not see or do this.');
}

/** How many SUPER_ADMINs there are who are not blocked. */
export function superAdmins(executor: Executor): Promise<number> {
  return countHolders(executor, 'SUPER_ADMIN');
}

/** Makes changes of admins wait for each other. */
export function lockAdminRoles(tx: Transaction): Promise<void> {
  return lockAdmins(tx);
}

/**
 * Gives a role within another change and announces it. False when the person has it. More rights need no new log-in:
 * the next refresh carries them.
 */
export async function giveRole(
  tx: Transaction,
  deps: Deps,
  { userId, role, grantedBy }: { userId: string; role: Role; grantedBy: string | null },
): Promise<boolean> {
  const isNew = await insertRole(tx, { userId, role, grantedAt: deps.now(), grantedBy });
  if (isNew) await publish(tx, RoleGranted, { subject: userId, data: { userId, role, grantedBy } });
  return isNew;
}
