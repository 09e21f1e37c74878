import type { DataOf } from '@caravan/contracts/event';
import { SignedIn, type SignInOrigin } from '@caravan/contracts/identity';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import { publish } from '@caravan/events/publish';
import type { Person } from '../accounts/accounts.domain.ts';
import { touchPerson } from '../accounts/accounts.store.ts';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { mergeGuest } from '../guests/guests.usecases.ts';
import { openSession, type TokenPair, toTokenPair } from '../sessions/sessions.usecases.ts';

export type AccountBlocked = { kind: 'AccountBlocked' };
export type SignInMethod = DataOf<typeof SignedIn>['method'];
export type SecondFactor = DataOf<typeof SignedIn>['secondFactor'];

/** Somebody who has proven who they are, as far as the method goes. */
export type SignIn = {
  readonly person: Person;
  readonly caller: Caller;
  /** Guest whose belongings become the person's. */
  readonly guestId: string | null;
  readonly method: SignInMethod;
};
export type LoggedIn = { session: TokenPair; person: Person };

/** What proves the second factor of a sign-in that has proven the first: `verifyMfa` takes it. */
export type MfaChallenge = { readonly token: string; readonly expiresInSeconds: number };

/** Either a session, or what is missing to one. */
export type SignInOutcome =
  | { readonly person: Person; readonly session: TokenPair; readonly challenge: null }
  | { readonly person: Person; readonly session: null; readonly challenge: MfaChallenge };

/** Goes on with a sign-in whose first factor is proven. */
export async function signIn(deps: Deps, proven: SignIn): Promise<Result<SignInOutcome, AccountBlocked>> {
  const completed = await completeSignIn(deps, { ...proven, secondFactor: 'NONE' });
  return completed.ok ? ok({ ...completed.value, challenge: null }) : completed;
}

/** The last step of every way in: opens the session, unless the person is blocked. */
export async function completeSignIn(
  deps: Deps,
  { person, caller, guestId, method, secondFactor }: SignIn & { secondFactor: SecondFactor },
): Promise<Result<LoggedIn, AccountBlocked>> {
  const userId = person.id;
  const origin = await deps.sealer.seal(userId, originOf(caller));
  const opened = await deps.database.transaction(async (tx) => {
    const known = await lockPerson(tx, userId);
    if (!known || known.blockedAt) return fail<AccountBlocked>({ kind: 'AccountBlocked' });
    if (guestId) await mergeGuest(tx, deps, { guestId, userId });
    const session = await openSession(tx, deps, { userId, caller });
    await touchPerson(tx, userId, deps.now());
    const data = { userId, sessionId: session.sessionId, method, secondFactor, origin };
    await publish(tx, SignedIn, { subject: userId, data });
    return ok(session);
  });
  return opened.ok ? ok({ session: await toTokenPair(deps, opened.value), person }) : opened;
}

export function originOf({ clientAddress, userAgent }: Caller): SignInOrigin {
  return { clientAddress, userAgent: userAgent?.slice(0, 400) ?? null };
}
