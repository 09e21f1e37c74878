import { invariant } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Person } from '../../accounts/accounts.domain.ts';
import { isCommonPassword } from '../../accounts/passwords.ts';
import { findCredentials, provePassword } from '../../accounts/usecases/credentials.ts';
import { lockOneself } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { userIdOf } from '../../principal.ts';
import { requireFreshSignIn } from '../../sessions/fresh-sign-in.ts';
import {
  type ChangePasswordError,
  currentPasswordWrong,
  newPasswordErrors,
  passwordAlreadySet,
  passwordUnchanged,
  type SetPasswordError,
} from '../passwords.domain.ts';
import { replacePassword } from './replace-password.ts';

type Change = { caller: Caller; currentPassword: string; newPassword: string };

/** Replaces one's own password and tells how many other sessions ended. Wrong tries count like failed log-ins. */
export async function changePassword(
  deps: Deps,
  { caller, currentPassword, newPassword }: Change,
): Promise<Result<number, ChangePasswordError>> {
  const { id: userId, sessionId } = caller.principal;
  invariant(userId, 'who is signed in has an account');
  const [problem, ...more] = newPasswordErrors(newPassword, { isCommonPassword });
  if (problem) return fail(problem, ...more);
  const points = deps.settings.failedLogInsPerAccount;
  const limits = [{ name: 'failed change of password', subject: userId, points, windowSeconds: 60 }];
  const limited = await take(deps, limits);
  if (!limited.ok) return limited;
  const credentials = await findCredentials(deps.database.query, userId);
  invariant(credentials, 'who is signed in has an account');
  const { passwordHash } = credentials;
  if (!(await provePassword(deps, { caller, credentials, password: currentPassword })))
    return fail(currentPasswordWrong);
  await giveBack(deps, limits);
  // bcrypt tells what texts do not: two of them may be one password to it.
  if (await deps.passwords.matches(newPassword, passwordHash)) return fail(passwordUnchanged);

  const newHash = await deps.passwords.hash(newPassword);
  return deps.database.transaction(async (tx): Promise<Result<number, ChangePasswordError>> => {
    await lockOneself(tx, userId);
    const now = await findCredentials(tx, userId);
    // Another change came first: what was proven is the password no longer.
    if (now?.passwordHash !== passwordHash) return fail(currentPasswordWrong);
    return ok(
      await replacePassword(tx, deps, { userId, passwordHash: newHash, how: 'CHANGED', keptSessionId: sessionId }),
    );
  });
}

/** Sets the first password of an account that social providers sign in. Its sessions go on. */
export async function setPassword(
  deps: Deps,
  { caller, newPassword }: { caller: Caller; newPassword: string },
): Promise<Result<Person, SetPasswordError>> {
  const { sessionId } = caller.principal;
  const userId = userIdOf(caller.principal);
  const [problem, ...more] = newPasswordErrors(newPassword, { isCommonPassword });
  if (problem) return fail(problem, ...more);
  if ((await findCredentials(deps.database.query, userId))?.passwordHash) return fail(passwordAlreadySet);
  const fresh = await requireFreshSignIn(deps, { userId, sessionId });
  if (!fresh.ok) return fresh;
  const passwordHash = await deps.passwords.hash(newPassword);
  return deps.database.transaction(async (tx): Promise<Result<Person, SetPasswordError>> => {
    const person = await lockOneself(tx, userId);
    if ((await findCredentials(tx, userId))?.passwordHash) return fail(passwordAlreadySet);
    await replacePassword(tx, deps, { userId, passwordHash, how: 'FIRST', keptSessionId: null });
    return ok(person);
  });
}
