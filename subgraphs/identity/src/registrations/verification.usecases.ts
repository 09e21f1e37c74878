import { VerificationRequested } from '@caravan/contracts/identity';
import type { RateLimited } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import { type Person, unknownYet } from '../accounts/accounts.domain.ts';
import { findOwners, openAccount } from '../accounts/usecases/open-account.ts';
import type { Deps } from '../deps.ts';
import { mergeGuest } from '../guests/guests.usecases.ts';
import { take } from '../limits/limits.usecases.ts';
import { hashToken, sameText } from '../secrets.ts';
import { codesOfDay, hashCode, makeCode, sealCode } from './codes.usecases.ts';
import {
  findByLink,
  findCode,
  findWaiting,
  renewCode,
  takeRegistration,
  type WaitingCode,
  type WaitingRegistration,
} from './registrations.store.ts';

type VerificationCodeInvalid = { kind: 'VerificationCodeInvalid'; path: readonly string[] };
type VerificationLinkInvalid = { kind: 'VerificationLinkInvalid'; path: readonly string[] };
type NameTaken = { kind: 'EmailTaken' | 'UsernameTaken'; path: readonly string[] };

const codeInvalid: VerificationCodeInvalid = { kind: 'VerificationCodeInvalid', path: ['input', 'code'] };
const linkInvalid: VerificationLinkInvalid = { kind: 'VerificationLinkInvalid', path: ['input', 'token'] };

export const newCodeJob = 'send-new-code';

/** Makes the account of a registration, once, by the code that was mailed, and merges the guest it named. */
export async function verifyEmail(
  deps: Deps,
  { email, code }: { email: string; code: string },
): Promise<Result<Person, VerificationCodeInvalid | NameTaken>> {
  const { verificationAttempts: points, verificationSeconds: windowSeconds } = deps.settings;
  const text = email.toLowerCase();
  const waiting = await findCode(deps.database.query, { email: text, now: deps.now() });
  // Counted alike for an email that waits for nothing: who asks cannot tell, not by the time either.
  const subject = waiting?.codeHash ?? text;
  const limited = await take(deps, [{ name: 'tries of a code', subject, points, windowSeconds }]);
  const given = hashCode(deps, { id: waiting?.id ?? text, code });
  if (!limited.ok || !waiting || !sameText(waiting.codeHash, given)) return fail(codeInvalid);
  return (await complete(deps, waiting)) ?? fail(codeInvalid);
}

/** The same by the token of the mailed link, which works also when somebody used up the tries of the code. */
export async function verifyEmailByLink(
  deps: Deps,
  { token }: { token: string },
): Promise<Result<Person, VerificationLinkInvalid | NameTaken>> {
  const waiting = await findByLink(deps.database.query, { linkHash: hashToken(token), now: deps.now() });
  if (!waiting) return fail(linkInvalid);
  return (await complete(deps, waiting)) ?? fail(linkInvalid);
}

/** Null when somebody was faster: the registration was verified, replaced, or got a new code meanwhile. */
function complete(deps: Deps, { id, codeHash }: WaitingCode): Promise<Result<Person, NameTaken> | null> {
  return deps.database.transaction(async (tx) => {
    const taken = await takeRegistration(tx, { id, codeHash });
    return taken && openRegistered(tx, deps, taken);
  });
}

async function openRegistered(
  tx: Transaction,
  deps: Deps,
  { codeHash: _code, linkHash: _link, expiresAt: _end, guestId, ...names }: WaitingRegistration,
): Promise<Result<Person, NameTaken>> {
  const now = deps.now();
  const account = { ...unknownYet, ...names, emailVerifiedAt: now, createdAt: now };
  const opened = await openAccount(tx, deps, { account, by: 'PASSWORD' });
  if (!opened.ok) return fail({ ...opened.errors[0], path: ['input'] });
  if (guestId) await mergeGuest(tx, deps, { guestId, userId: opened.value.id });
  return opened;
}

/**
 * Asks for a new code and link for an email that waits for them, and answers the same for every other. A job sends
 * them: what is done before the answer is the same for all emails.
 */
export async function resendVerificationEmail(
  deps: Deps,
  { email }: { email: string },
): Promise<Result<string, RateLimited>> {
  const subject = email.toLowerCase();
  const limited = await take(deps, [
    { name: 'code', subject, points: 1, windowSeconds: deps.settings.resendSeconds },
    codesOfDay(email),
  ]);
  if (!limited.ok) return limited;
  await addJob(deps.database.query, newCodeJob, { email: subject }, { maxAttempts: 8 });
  return ok(email);
}

/** Replaces code and link of a registration that waits, and mails them. */
export async function sendNewCode(deps: Deps, { email }: { email: string }): Promise<void> {
  const { query } = deps.database;
  const waiting = await findWaiting(query, { kind: 'EMAIL', text: email, now: deps.now() });
  if (!waiting) return;
  const { owner } = await findOwners(query, waiting);
  const code = makeCode(deps, waiting.id);
  const announcement = await sealCode(deps, { registration: waiting, owner, code });
  await deps.database.transaction(async (tx) => {
    const { id } = waiting;
    if (await renewCode(tx, { id, ...code.kept })) await publish(tx, VerificationRequested, announcement);
  });
}
