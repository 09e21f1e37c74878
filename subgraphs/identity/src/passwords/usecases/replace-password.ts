import type { DataOf } from '@caravan/contracts/event';
import { PasswordChanged } from '@caravan/contracts/identity';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { endLock, savePasswordHash } from '../../accounts/usecases/credentials.ts';
import type { Deps } from '../../deps.ts';
import { endChallenges } from '../../mfa/usecases/challenges.ts';
import { endSessions } from '../../sessions/sessions.usecases.ts';
import { deleteResetsOf } from '../passwords.store.ts';

type Replacement = {
  readonly userId: string;
  readonly passwordHash: string;
  readonly how: DataOf<typeof PasswordChanged>['how'];
  /** Goes on; null ends all. */
  readonly keptSessionId: string | null;
};

/**
 * Gives a person another password. What the old one let in ends: sessions and sign-ins that wait for a second factor
 * (a first password ends none), resets under way, and the lock that failures with it have set. Hold the lock of the person's row. Tells how many sessions ended.
 */
export async function replacePassword(
  tx: Transaction,
  deps: Deps,
  { userId, passwordHash, how, keptSessionId }: Replacement,
): Promise<number> {
  await savePasswordHash(tx, { userId, passwordHash });
  await deleteResetsOf(tx, userId);
  await endLock(tx, userId);
  const others = { userId, sessionId: null, exceptSessionId: keptSessionId, reason: 'PASSWORD_CHANGED' } as const;
  if (how !== 'FIRST') await endChallenges(tx, userId);
  const ended = how === 'FIRST' ? 0 : await endSessions(tx, deps, others);
  await publish(tx, PasswordChanged, { subject: userId, data: { userId, how } });
  deps.logger.info({ userId, how, endedSessions: ended }, 'password changed');
  return ended;
}
