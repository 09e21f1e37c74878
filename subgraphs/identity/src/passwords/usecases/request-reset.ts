import { PasswordResetRequested, type PasswordResetSecret } from '@caravan/contracts/identity';
import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import { lockPerson } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import { perNetwork, take } from '../../limits/limits.usecases.ts';
import { sealUnlessErased } from '../../sealing.ts';
import { hashToken, randomCode, randomToken } from '../../secrets.ts';
import { deleteResetsEndedBefore, deleteResetsOf, saveReset } from '../passwords.store.ts';
import { accountToReset, hashCode } from './reset-proofs.ts';

export const sendPasswordResetJob = 'send-password-reset';

/**
 * Notes that a reset was asked for, and answers the email. All that depends on whether an account has it is done by a
 * job, so that neither the answer nor its time can tell.
 */
export async function requestPasswordReset(
  deps: Deps,
  { caller, email }: { caller: Caller; email: string },
): Promise<Result<string, RateLimited>> {
  const { passwordResetsPerHour, passwordResetsPerAddress } = deps.settings;
  const limited = await take(deps, [
    ...perNetwork(caller, {
      name: 'password reset of network',
      points: passwordResetsPerAddress,
      windowSeconds: 3_600,
    }),
    { name: 'password reset', subject: email.toLowerCase(), points: passwordResetsPerHour, windowSeconds: 3_600 },
  ]);
  if (!limited.ok) return limited;
  const { account, userId } = await accountToReset(deps, email);
  // Half an hour of tries; nobody waits for the mail any longer.
  await addJob(deps.database.query, sendPasswordResetJob, { account, userId }, { maxAttempts: 8 });
  return ok(email);
}

/**
 * Makes the link and the code of a request and has them mailed. For an email that no account has they are made
 * and forgotten.
 */
export async function sendPasswordReset(
  deps: Deps,
  { account, userId }: { account: string; userId: string | null },
): Promise<void> {
  const { resetLinkSeconds, resetCodeSeconds } = deps.settings;
  const after = (seconds: number) => new Date(deps.now().getTime() + seconds * 1000);
  const minutes = (seconds: number) => Math.ceil(seconds / 60);
  const [token, code] = [randomToken(), randomCode()];
  const hashes = { tokenHash: hashToken(token), codeHash: hashCode(deps, { account, code }) };
  const ends = { linkExpiresAt: after(resetLinkSeconds), codeExpiresAt: after(resetCodeSeconds) };
  const reset = { account, userId, ...hashes, ...ends };
  if (!userId) return deps.database.transaction((tx) => saveReset(tx, reset));

  const lives = { linkMinutes: minutes(resetLinkSeconds), codeMinutes: minutes(resetCodeSeconds) };
  const secret = await sealUnlessErased(deps, userId, { token, code, ...lives } satisfies PasswordResetSecret);
  if (!secret) return;
  await deps.database.transaction(async (tx) => {
    if (!(await lockPerson(tx, userId))) return;
    await saveReset(tx, reset);
    await publish(tx, PasswordResetRequested, { subject: userId, data: { userId, secret } });
  });
}

/** Forgets what was mailed to reset the password of somebody. */
export function forgetResetsOf(tx: Transaction, userId: string): Promise<void> {
  return deleteResetsOf(tx, userId);
}

/** Forgets resets whose link and code have ended. */
export function forgetOldResets(deps: Deps): Promise<void> {
  const { resetCodeSeconds, resetLinkSeconds } = deps.settings;
  const codeOutlivesMs = Math.max(0, resetCodeSeconds - resetLinkSeconds) * 1000;
  return deleteResetsEndedBefore(deps.database.query, new Date(deps.now().getTime() - codeOutlivesMs));
}
