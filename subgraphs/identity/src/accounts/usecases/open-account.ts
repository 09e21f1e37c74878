import { EmailVerified, UserRegistered } from '@caravan/contracts/identity';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../../deps.ts';
import { giveRole } from '../../roles/roles.usecases.ts';
import type { SignInMethod } from '../../sign-ins/sign-ins.usecases.ts';
import type { Person } from '../accounts.domain.ts';
import { type EmailOwner, findTaken, insertAccount, type NewAccount } from '../accounts.store.ts';

export type { EmailOwner };
export type NameTaken = { kind: 'EmailTaken' } | { kind: 'UsernameTaken' };

/**
 * Makes an account whose email is verified, with the role CUSTOMER, and announces it. Of those who want the same
 * email or username at once, one gets it.
 */
export async function openAccount(
  tx: Transaction,
  deps: Deps,
  { account, by }: { account: NewAccount & { readonly emailVerifiedAt: Date }; by: SignInMethod },
): Promise<Result<Person, NameTaken>> {
  const person = await insertAccount(tx, account);
  if (!person) {
    const { owner } = await findOwners(tx, account);
    return fail({ kind: owner ? 'EmailTaken' : 'UsernameTaken' });
  }
  const userId = person.id;
  await giveRole(tx, deps, { userId, role: 'CUSTOMER', grantedBy: null });
  await publish(tx, UserRegistered, { subject: userId, data: { userId, by } });
  await publish(tx, EmailVerified, { subject: userId, data: { userId } });
  return ok(person);
}

/** Who owns the email, and whether anybody has the username. */
export function findOwners(
  executor: Executor,
  names: { email: string; username: string },
): Promise<{ owner: EmailOwner | null; usernameTaken: boolean }> {
  return findTaken(executor, names);
}
