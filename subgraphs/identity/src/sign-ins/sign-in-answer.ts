import { ok, type Result } from '@caravan/core/result';
import type { PersonView } from '../accounts/accounts.domain.ts';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import type { MfaChallenge } from '../mfa/mfa.domain.ts';
import type { TokenPair } from '../sessions/sessions.usecases.ts';
import type { LoggedIn, SignInOutcome } from './sign-ins.usecases.ts';

export type SignInAnswer = {
  readonly session: TokenPair | null;
  readonly user: PersonView | null;
  readonly mfaChallenge: MfaChallenge | null;
};

/** What the client is told of a sign-in. Who it is stays unsaid until the second factor has come as well. */
export async function signInAnswer<Refusal>(
  deps: Deps,
  result: Result<SignInOutcome | LoggedIn, Refusal>,
): Promise<Result<SignInAnswer, Refusal>> {
  if (!result.ok) return result;
  const { session, person } = result.value;
  const mfaChallenge = 'challenge' in result.value ? result.value.challenge : null;
  return ok({ session, user: session && (await viewOneself(deps, person)), mfaChallenge });
}
