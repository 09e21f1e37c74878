import type { DataOf, Sealed } from '@caravan/contracts/event';
import { SignedIn } from '@caravan/contracts/identity';
import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Person } from '../accounts/accounts.domain.ts';
import { touchPerson } from '../accounts/accounts.store.ts';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { mergeGuest } from '../guests/guests.usecases.ts';
import type { MfaChallenge, SecondFactorInvalid } from '../mfa/mfa.domain.ts';
import { closeChallenge, openChallenge, takeChallengeTry } from '../mfa/usecases/challenges.ts';
import { hasSecondFactor, withSecondFactor } from '../mfa/usecases/second-factor.ts';
import { type OpenedSession, openSession, type TokenPair, toTokenPair } from '../sessions/sessions.usecases.ts';
import { originOf } from './sign-ins.domain.ts';

export type AccountBlocked = { kind: 'AccountBlocked' };
export type SignInMethod = DataOf<typeof SignedIn>['method'];

/** Somebody who has proven who they are, as far as the method goes. */
export type SignIn = {
  readonly person: Person;
  readonly caller: Caller;
  /** Guest whose belongings become the person's. */
  readonly guestId: string | null;
  readonly method: SignInMethod;
};
export type LoggedIn = { readonly session: TokenPair; readonly person: Person };

/** Either a session, or what is missing to one. */
export type SignInOutcome =
  | (LoggedIn & { readonly challenge: null })
  | { readonly person: Person; readonly session: null; readonly challenge: MfaChallenge };

/**
 * Goes on with a sign-in whose first factor is proven: opens the session, or asks for the second factor of who has one.
 * Blocked people are refused. Judged under the lock of the person, which whoever sets up a second factor takes as well.
 *
 * @param isOver - Looks once more, under that lock, at what was proven before it: a refusal when it holds no longer.
 */
export async function signIn<Refusal extends { kind: string } = never>(
  deps: Deps,
  proven: SignIn,
  isOver: (tx: Transaction) => Promise<Refusal | null> = async () => null,
): Promise<Result<SignInOutcome, AccountBlocked | Refusal>> {
  const { person, caller, guestId, method } = proven;
  const userId = person.id;
  const origin = await deps.sealer.seal(userId, originOf(caller));
  const outcome = await deps.database.transaction(async (tx) => {
    const known = await lockPerson(tx, userId);
    const refusal = await isOver(tx);
    if (refusal) return fail<AccountBlocked | Refusal>(refusal);
    if (!known || known.blockedAt) return fail<AccountBlocked | Refusal>({ kind: 'AccountBlocked' });
    if (await hasSecondFactor(tx, userId)) {
      return ok({ challenge: await openChallenge(tx, deps, { userId, method, guestId }), opened: null });
    }
    const entry = { userId, caller, guestId, method, secondFactor: 'NONE', origin } as const;
    return ok({ challenge: null, opened: await enter(tx, deps, entry) });
  });
  if (!outcome.ok) return outcome;
  const { challenge, opened } = outcome.value;
  if (challenge) return ok({ person, session: null, challenge });
  return ok({ person, session: await toTokenPair(deps, opened), challenge: null });
}

export type MfaChallengeInvalid = { kind: 'MfaChallengeInvalid'; path: readonly string[] };
export type VerifyMfaError = MfaChallengeInvalid | SecondFactorInvalid | AccountBlocked | RateLimited;
export type VerifyMfaCommand = { caller: Caller; challengeToken: string; code: string };

const challengeInvalid: MfaChallengeInvalid = { kind: 'MfaChallengeInvalid', path: ['input', 'challengeToken'] };

/** Opens the session of a sign-in that waits for its second factor. The code is used up only when the session opens. */
export async function verifyMfa(
  deps: Deps,
  { caller, challengeToken, code }: VerifyMfaCommand,
): Promise<Result<LoggedIn, VerifyMfaError>> {
  const waiting = await takeChallengeTry(deps, challengeToken);
  if (!waiting) return fail(challengeInvalid);
  const { userId, method, guestId } = waiting;
  const origin = await deps.sealer.seal(userId, originOf(caller));
  const entered = await withSecondFactor<
    { person: Person; opened: OpenedSession },
    MfaChallengeInvalid | AccountBlocked
  >(deps, { userId, code, caller }, async (tx, { person, secondFactor }) => {
    if (!(await closeChallenge(tx, challengeToken))) return fail(challengeInvalid);
    if (person.blockedAt) return fail({ kind: 'AccountBlocked' });
    return ok({ person, opened: await enter(tx, deps, { userId, caller, guestId, method, secondFactor, origin }) });
  });
  if (!entered.ok) return entered;
  const { person, opened } = entered.value;
  return ok({ person, session: await toTokenPair(deps, opened) });
}

type Entry = Omit<SignIn, 'person'> & {
  readonly userId: string;
  readonly secondFactor: DataOf<typeof SignedIn>['secondFactor'];
  readonly origin: Sealed;
};

/** The last step of every way in. */
async function enter(tx: Transaction, deps: Deps, entry: Entry): Promise<OpenedSession> {
  const { userId, caller, guestId, method, secondFactor, origin } = entry;
  if (guestId) await mergeGuest(tx, deps, { guestId, userId });
  const opened = await openSession(tx, deps, { userId, caller });
  await touchPerson(tx, userId, deps.now());
  const data = { userId, sessionId: opened.sessionId, method, secondFactor, origin };
  await publish(tx, SignedIn, { subject: userId, data });
  return opened;
}
