import { invariant, type RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import { findCredentials, provePassword } from '../../accounts/usecases/credentials.ts';
import type { Deps } from '../../deps.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { requireFreshSignIn } from '../../sessions/fresh-sign-in.ts';
import type { FreshSignInRequired } from '../../sessions/sessions.domain.ts';
import { type CurrentPasswordWrong, currentPasswordWrong } from '../passwords.domain.ts';

/**
 * Whether who is signed in knows the password: a stolen session is not enough for what matters most. An account without
 * a password needs a fresh sign-in. Wrong tries count like failed log-ins.
 */
export async function confirmPassword(
  deps: Deps,
  { caller, currentPassword }: { caller: Caller; currentPassword: string | null },
): Promise<Result<null, CurrentPasswordWrong | FreshSignInRequired | RateLimited>> {
  const { id: userId, sessionId } = caller.principal;
  invariant(userId, 'who is signed in has an account');
  const credentials = await findCredentials(deps.database.query, userId);
  if (!credentials?.passwordHash) return requireFreshSignIn(deps, { userId, sessionId });
  if (currentPassword === null) return fail(currentPasswordWrong);
  const points = deps.settings.failedLogInsPerAccount;
  const limits = [{ name: 'failed confirmation of password', subject: userId, points, windowSeconds: 60 }];
  const limited = await take(deps, limits);
  if (!limited.ok) return limited;
  if (!(await provePassword(deps, { caller, credentials, password: currentPassword }))) {
    return fail(currentPasswordWrong);
  }
  await giveBack(deps, limits);
  return ok(null);
}
