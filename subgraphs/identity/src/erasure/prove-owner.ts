import { invariant } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import { findCredentials, provePassword } from '../accounts/usecases/credentials.ts';
import type { Deps } from '../deps.ts';
import type { CurrentPasswordWrong } from '../passwords/passwords.domain.ts';
import { requireFreshSignIn } from '../sessions/fresh-sign-in.ts';
import type { FreshSignInRequired } from '../sessions/sessions.domain.ts';

export type ProofError = CurrentPasswordWrong | FreshSignInRequired;

const passwordWrong: CurrentPasswordWrong = { kind: 'CurrentPasswordWrong', path: ['input', 'password'] };

/**
 * Whether it is the owner who asks, not only somebody with the owner's access token: by the password, or by a fresh
 * sign-in of those who have none. Wrong passwords count like failed log-ins.
 */
export async function proveOwner(
  deps: Deps,
  { caller, userId, password }: { caller: Caller; userId: string; password: string | null },
): Promise<Result<null, ProofError>> {
  const { sessionId } = caller.principal;
  const credentials = await findCredentials(deps.database.query, userId);
  invariant(sessionId && credentials, 'who is signed in has a session and an account');
  if (credentials.passwordHash) {
    const isOwner = await provePassword(deps, { caller, credentials, password: password ?? '' });
    return isOwner ? ok(null) : fail(passwordWrong);
  }
  return requireFreshSignIn(deps, { userId, sessionId });
}
