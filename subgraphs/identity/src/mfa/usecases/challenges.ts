import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { hashToken, randomToken } from '../../secrets.ts';
import type { MfaChallenge } from '../mfa.domain.ts';
import { type Challenge, deleteChallenge, deleteChallengesOf, insertChallenge, takeTry } from '../mfa.store.ts';

export type ChallengedSignIn = Pick<Challenge, 'userId' | 'method' | 'guestId'>;

/** Lets a sign-in wait for its second factor. */
export async function openChallenge(tx: Transaction, deps: Deps, waiting: ChallengedSignIn): Promise<MfaChallenge> {
  const token = randomToken();
  const { mfaChallengeSeconds: expiresInSeconds } = deps.settings;
  const expiresAt = new Date(deps.now().getTime() + expiresInSeconds * 1000);
  await insertChallenge(tx, { hash: hashToken(token), ...waiting, expiresAt });
  return { token, expiresInSeconds };
}

/** The sign-in that waits, with one of its tries; null when it is unknown, too old, or has none left. */
export function takeChallengeTry(deps: Deps, token: string): Promise<ChallengedSignIn | null> {
  const { mfaChallengeTries: tries } = deps.settings;
  return takeTry(deps.database.query, { hash: hashToken(token), now: deps.now(), tries });
}

/** Ends the wait; false when another call has ended it. */
export function closeChallenge(tx: Transaction, token: string): Promise<boolean> {
  return deleteChallenge(tx, hashToken(token));
}

/** Ends every sign-in of a person that waits for the second factor: what its first factor was is to count no longer. */
export function endChallenges(tx: Transaction, userId: string): Promise<void> {
  return deleteChallengesOf(tx, userId);
}
