import type { Role } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import { countHolders, findRoles, insertRole, lockAdmins } from './roles.store.ts';

/** Roles by user; who has none is absent. */
export function rolesOf(executor: Executor, userIds: readonly string[]): Promise<Map<string, Role[]>> {
  return findRoles(executor, userIds);
}

/** How many SUPER_ADMINs there are. */
export function superAdmins(executor: Executor): Promise<number> {
  return countHolders(executor, 'SUPER_ADMIN');
}

/** Makes changes of admins wait for each other. */
export function lockAdminRoles(tx: Transaction): Promise<void> {
  return lockAdmins(tx);
}

/** Gives a role within another change. More rights need no new log-in: the next refresh carries them. */
export async function giveRole(
  tx: Transaction,
  deps: Deps,
  { userId, role, grantedBy }: { userId: string; role: Role; grantedBy: string | null },
): Promise<void> {
  await insertRole(tx, { userId, role, grantedAt: deps.now(), grantedBy });
}
