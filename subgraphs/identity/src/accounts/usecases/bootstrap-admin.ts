import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { giveRole, lockAdminRoles, superAdmins } from '../../roles/roles.usecases.ts';
import { type Person, passwordProblems, unknownYet } from '../accounts.domain.ts';
import { findByEmail, insertAccount } from '../accounts.store.ts';
import { isCommonPassword } from '../passwords.ts';

/**
 * Makes the configured person SUPER_ADMIN when there is none yet. An account that owns the email keeps
 * its password.
 *
 * @throws Error for a password that registration would refuse.
 */
export async function bootstrapAdmin(deps: Deps): Promise<void> {
  const { adminEmail: email, adminPassword: password } = deps.settings;
  if (!email || !password || (await superAdmins(deps.database.query)) > 0) return;
  const problems = passwordProblems(password, { isCommonPassword });
  if (problems.length > 0) throw new Error(`CARAVAN_ADMIN_PASSWORD: ${problems.join(' ')}`);
  const passwordHash = await deps.passwords.hash(password);
  await deps.database.transaction(async (tx) => {
    await lockAdminRoles(tx);
    if ((await superAdmins(tx)) > 0) return;
    const { id: userId } = (await findByEmail(tx, email)) ?? (await insertAdmin(tx, deps, { email, passwordHash }));
    await giveRole(tx, deps, { userId, role: 'CUSTOMER', grantedBy: null });
    await giveRole(tx, deps, { userId, role: 'SUPER_ADMIN', grantedBy: null });
    deps.logger.info({ userId }, 'first super admin made');
  });
}

async function insertAdmin(
  tx: Transaction,
  deps: Deps,
  { email, passwordHash }: { email: string; passwordHash: string },
): Promise<Person> {
  const id = newId();
  const now = deps.now();
  const account = { ...unknownYet, id, email, emailVerifiedAt: now, phone: null, displayName: 'Administrator' };
  const rest = { locale: null, createdAt: now, passwordHash };
  const preferred = await insertAccount(tx, { ...account, ...rest, username: 'admin' });
  if (preferred) return preferred;
  const unique = await insertAccount(tx, { ...account, ...rest, username: `admin_${id.slice(-12)}` });
  if (!unique) throw new Error('The first super admin could not be made.');
  return unique;
}
