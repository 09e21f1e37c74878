import { VerificationRequested, type VerificationSecret } from '@caravan/contracts/identity';
import { type InvalidInput, invalidInput, type RateLimited } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { Person } from '../accounts/accounts.domain.ts';
import { givePhone, isPhoneOfAnother, takePhone } from '../accounts/usecases/contacts.ts';
import { findPerson, lockOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { readPhone } from '../phones.ts';
import { keyedHash, randomCode, randomToken, sameText } from '../secrets.ts';
import {
  deleteEnded,
  deleteVerification,
  findVerification,
  replaceCode,
  saveVerification,
  takeVerification,
} from './phones.store.ts';

type PhoneCodeInvalid = { kind: 'PhoneCodeInvalid'; path: readonly string[] };

const codeInvalid: PhoneCodeInvalid = { kind: 'PhoneCodeInvalid', path: ['input', 'code'] };

export const phoneCodeJob = 'send-phone-code';

/**
 * Asks for a code by text, and answers the phone. Whether the phone is somebody else's is looked at by the job that
 * sends it: neither the answer nor its time can tell.
 */
export async function requestPhoneVerification(
  deps: Deps,
  { userId, phone: given }: { userId: string; phone: string },
): Promise<Result<string, InvalidInput | RateLimited>> {
  const phone = readPhone(given);
  if (!phone) return fail(invalidInput(['input', 'phone'], 'There is no such phone number.'));
  const { resendSeconds, textsPerDay: points, phoneVerificationSeconds } = deps.settings;
  const limited = await take(deps, [
    { name: 'phone code', subject: userId, points: 1, windowSeconds: resendSeconds },
    { name: 'phone codes of a day', subject: userId, points, windowSeconds: 86_400 },
    { name: 'phone codes of a day', subject: phone, points, windowSeconds: 86_400 },
  ]);
  if (!limited.ok) return limited;
  const expiresAt = new Date(deps.now().getTime() + phoneVerificationSeconds * 1000);
  // No code has this hash: until the job has sent one, none works.
  const codeHash = randomToken();
  await deps.database.transaction(async (tx) => {
    await lockOneself(tx, userId);
    await saveVerification(tx, { userId, phone, codeHash, expiresAt });
    await addJob(tx, phoneCodeJob, { userId, codeHash }, { maxAttempts: 8 });
  });
  return ok(phone);
}

/**
 * Makes the code of a request and has it sent, unless somebody else has proven that the phone is theirs: then the
 * request stays without a code. The newest proof does not win, or whoever gets an old number or a
 * copy of a SIM card would take accounts over.
 */
export async function sendPhoneCode(
  deps: Deps,
  { userId, codeHash: from }: { userId: string; codeHash: string },
): Promise<void> {
  const { query } = deps.database;
  const [person, waiting] = [
    await findPerson(query, userId),
    await findVerification(query, { userId, now: deps.now() }),
  ];
  if (!person || person.erasedAt || waiting?.codeHash !== from) return;
  const { phone } = waiting;
  if (await isPhoneOfAnother(query, { userId, phone })) return;
  const code = randomCode();
  const minutes = Math.ceil(deps.settings.phoneVerificationSeconds / 60);
  const content: VerificationSecret = {
    kind: 'CODE',
    to: phone,
    username: person.username,
    code,
    token: null,
    minutes,
  };
  const secret = await deps.sealer.seal(userId, content);
  await deps.database.transaction(async (tx) => {
    if (!(await replaceCode(tx, { userId, from, to: hashCode(deps, { userId, phone, code }) }))) return;
    const data = { userId, channel: 'PHONE' as const, locale: person.locale, secret };
    await publish(tx, VerificationRequested, { subject: userId, data });
  });
}

/** Makes the phone the account's, once. */
export async function verifyPhone(
  deps: Deps,
  { userId, phone: given, code }: { userId: string; phone: string; code: string },
): Promise<Result<Person, PhoneCodeInvalid>> {
  const phone = readPhone(given);
  const { verificationAttempts: points, phoneVerificationSeconds: windowSeconds } = deps.settings;
  const waiting = await findVerification(deps.database.query, { userId, now: deps.now() });
  const subject = waiting?.codeHash ?? userId;
  const limited = await take(deps, [{ name: 'tries of a phone code', subject, points, windowSeconds }]);
  if (!limited.ok || !waiting || waiting.phone !== phone) return fail(codeInvalid);
  const { codeHash } = waiting;
  if (!sameText(codeHash, hashCode(deps, { userId, phone, code }))) return fail(codeInvalid);
  return deps.database.transaction(async (tx): Promise<Result<Person, PhoneCodeInvalid>> => {
    const person = await lockOneself(tx, userId);
    const now = deps.now();
    if (!(await takeVerification(tx, { userId, codeHash }))) return fail(codeInvalid);
    if (!(await givePhone(tx, { userId, phone, now }))) return fail(codeInvalid);
    return ok({ ...person, phone, phoneVerifiedAt: now });
  });
}

/** Takes one's phone away, and the code that waits for one. */
export function removePhone(deps: Deps, { userId }: { userId: string }): Promise<Person> {
  return deps.database.transaction(async (tx) => {
    const person = await lockOneself(tx, userId);
    await deleteVerification(tx, userId);
    if (person.phone) await takePhone(tx, userId);
    return { ...person, phone: null, phoneVerifiedAt: null };
  });
}

export function forgetEndedPhoneVerifications(deps: Deps): Promise<void> {
  return deleteEnded(deps.database.query, deps.now());
}

function hashCode(deps: Deps, { userId, phone, code }: { userId: string; phone: string; code: string }): string {
  return keyedHash(deps.keys.codes, `phone|${userId}|${phone}|${code.trim()}`);
}
