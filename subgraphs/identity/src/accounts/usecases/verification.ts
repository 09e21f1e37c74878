import type { RateLimited } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { mergeGuest } from '../../guests/guests.usecases.ts';
import type { Limit } from '../../limits/limits.domain.ts';
import { take } from '../../limits/limits.usecases.ts';
import { queueMail } from '../../letters/letters.usecases.ts';
import { keyedHash, randomCode, sameText } from '../../secrets.ts';
import type { Person } from '../accounts.domain.ts';
import { verificationLetter } from '../accounts.letters.ts';
import {
  deleteVerification,
  findByEmail,
  lockPerson,
  markVerified,
  saveVerification,
  takeVerificationTry,
} from '../accounts.store.ts';

export type VerificationCodeInvalid = { kind: 'VerificationCodeInvalid'; path: readonly string[] };

const codeInvalid: VerificationCodeInvalid = { kind: 'VerificationCodeInvalid', path: ['input', 'code'] };
/** With 5 tries a code, one in 20,000 guesses a day is all that somebody else gets. */
const codesPerDay = 10;

/** Confirms the email, once, and merges the guest that the registration named. */
export async function verifyEmail(
  deps: Deps,
  { email, code }: { email: string; code: string },
): Promise<Result<Person, VerificationCodeInvalid>> {
  const now = deps.now();
  // A wrong try must stay counted, so the refusal is made after the commit.
  const verified = await deps.database.transaction(async (tx) => {
    const verification = await takeVerificationTry(tx, { email, now, attempts: deps.settings.verificationAttempts });
    if (!verification || !sameText(verification.codeHash, hashCode(deps, verification.userId, code))) return null;
    const person = await markVerified(tx, verification.userId, now);
    await deleteVerification(tx, verification.userId);
    if (person && verification.guestId)
      await mergeGuest(tx, deps, { guestId: verification.guestId, userId: person.id });
    return person;
  });
  return verified ? ok(verified) : fail(codeInvalid);
}

/** Mails a new code to an email that waits for one, and answers the same for every other. */
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
  return deps.database.transaction(async (tx) => {
    const found = await findByEmail(tx, email);
    const person = found && (await lockPerson(tx, found.id));
    if (person && !person.emailVerifiedAt) await sendCode(tx, deps, { person, guestId: null, phoneLeftOut: false });
    return ok(email);
  });
}

/**
 * Bounds the codes of one email, however they are asked for: each brings new tries. Registrations of an email that
 * has an account count alike, so that nobody can tell, and nobody's mailbox is flooded.
 */
export function codesOfDay(email: string): Limit {
  return { name: 'codes of a day', subject: email.toLowerCase(), points: codesPerDay, windowSeconds: 86_400 };
}

/** Makes a code that replaces the one before, and mails it. Only its hash is kept with the account. */
export async function sendCode(
  tx: Transaction,
  deps: Deps,
  { person, guestId, phoneLeftOut }: { person: Person; guestId: string | null; phoneLeftOut: boolean },
): Promise<void> {
  const { verificationSeconds } = deps.settings;
  const code = randomCode();
  const codeHash = hashCode(deps, person.id, code);
  const expiresAt = new Date(deps.now().getTime() + verificationSeconds * 1000);
  await saveVerification(tx, { userId: person.id, codeHash, expiresAt, guestId });
  const hours = Math.round(verificationSeconds / 3_600);
  await queueMail(tx, deps, {
    to: person.email,
    ...verificationLetter({ username: person.username, code, hours, phoneLeftOut }),
  });
}

function hashCode(deps: Deps, userId: string, code: string): string {
  return keyedHash(deps.keys.codes, `${userId}|${code.trim()}`);
}
