import {
  EmailChanged,
  EmailChangeRequested,
  type EmailNotice,
  VerificationRequested,
  type VerificationSecret,
} from '@caravan/contracts/identity';
import { type InvalidInput, invalidInput, invariant, type RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import { isEmail, type Person } from '../accounts/accounts.domain.ts';
import { giveEmail } from '../accounts/usecases/contacts.ts';
import { findPerson, findPersonByEmail, lockOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import type { CurrentPasswordWrong } from '../passwords/passwords.domain.ts';
import { confirmPassword } from '../passwords/usecases/confirm-password.ts';
import { forgetResetsOf } from '../passwords/usecases/request-reset.ts';
import { codesOfDay } from '../registrations/codes.usecases.ts';
import { keyedHash, randomCode, randomToken, sameText } from '../secrets.ts';
import type { FreshSignInRequired } from '../sessions/sessions.domain.ts';
import { deleteEnded, findChange, replaceCode, saveChange, takeChange } from './email-changes.store.ts';

type CodeInvalid = { kind: 'VerificationCodeInvalid'; path: readonly string[] };
type EmailTaken = { kind: 'EmailTaken'; path: readonly string[] };
export type RequestEmailChangeError = InvalidInput | CurrentPasswordWrong | FreshSignInRequired | RateLimited;

const codeInvalid: CodeInvalid = { kind: 'VerificationCodeInvalid', path: ['input', 'code'] };
const emailTaken: EmailTaken = { kind: 'EmailTaken', path: ['input'] };

export const emailChangeCodeJob = 'send-email-change-code';

/**
 * Asks for another email, and answers it. Whether it has an account is looked at by the job that mails the code:
 * neither the answer nor its time can tell.
 */
export async function requestEmailChange(
  deps: Deps,
  { caller, newEmail, currentPassword }: { caller: Caller; newEmail: string; currentPassword: string | null },
): Promise<Result<string, RequestEmailChangeError>> {
  const { id: userId } = caller.principal;
  const email = newEmail.trim();
  const person = userId ? await findPerson(deps.database.query, userId) : null;
  invariant(userId && person, 'who is signed in has an account');
  const path = ['input', 'newEmail'];
  if (!isEmail(email)) return fail(invalidInput(path, 'This is no email address.'));
  if (email.toLowerCase() === person.email.toLowerCase())
    return fail(invalidInput(path, 'This is the email of the account already.'));
  const confirmed = await confirmPassword(deps, { caller, currentPassword });
  if (!confirmed.ok) return confirmed;
  const limited = await take(deps, [
    { name: 'email change', subject: userId, points: 1, windowSeconds: deps.settings.resendSeconds },
    { ...codesOfDay(email), name: 'email changes of a day', subject: userId },
    codesOfDay(email),
  ]);
  if (!limited.ok) return limited;
  await storeRequest(deps, { person, email });
  return ok(email);
}

async function storeRequest(deps: Deps, { person, email }: { person: Person; email: string }): Promise<void> {
  const userId = person.id;
  const expiresAt = new Date(deps.now().getTime() + deps.settings.verificationSeconds * 1000);
  // No code has this hash: until the job has mailed one, none works.
  const codeHash = randomToken();
  const notice = await sealNotice(deps, person);
  await deps.database.transaction(async (tx) => {
    await lockOneself(tx, userId);
    await saveChange(tx, { userId, email, codeHash, expiresAt });
    await addJob(tx, emailChangeCodeJob, { userId, codeHash }, { maxAttempts: 8 });
    await publish(tx, EmailChangeRequested, { subject: userId, data: { userId, notice } });
  });
}

/** Makes the code of a request and mails it; the owner of a taken email is told instead, and no code works. */
export async function sendEmailChangeCode(
  deps: Deps,
  { userId, codeHash: from }: { userId: string; codeHash: string },
): Promise<void> {
  const { query } = deps.database;
  const [person, change] = [await findPerson(query, userId), await findChange(query, { userId, now: deps.now() })];
  if (!person || person.erasedAt || change?.codeHash !== from) return;
  const { email: to } = change;
  const owner = await findPersonByEmail(query, to);
  const recipient = owner ?? person;
  const code = randomCode();
  const minutes = Math.ceil(deps.settings.verificationSeconds / 60);
  const content: VerificationSecret = owner
    ? { kind: 'EMAIL_TAKEN', to: owner.email, username: owner.username }
    : { kind: 'CODE', to, username: person.username, code, token: null, minutes };
  const secret = await deps.sealer.seal(recipient.id, content);
  await deps.database.transaction(async (tx) => {
    const hash = owner ? randomToken() : hashCode(deps, { userId, email: to, code });
    if (!(await replaceCode(tx, { userId, from, to: hash }))) return;
    const data = { userId: recipient.id, channel: 'EMAIL' as const, locale: recipient.locale, secret };
    await publish(tx, VerificationRequested, { subject: recipient.id, data });
  });
}

/** Makes the new email the account's, once, and tells the one before. */
export async function confirmEmailChange(
  deps: Deps,
  { userId, code }: { userId: string; code: string },
): Promise<Result<Person, CodeInvalid | EmailTaken>> {
  const { verificationAttempts: points, verificationSeconds: windowSeconds } = deps.settings;
  const change = await findChange(deps.database.query, { userId, now: deps.now() });
  const subject = change?.codeHash ?? userId;
  const limited = await take(deps, [{ name: 'tries of an email change', subject, points, windowSeconds }]);
  const before = await findPerson(deps.database.query, userId);
  if (!limited.ok || !change || !before) return fail(codeInvalid);
  const { email, codeHash } = change;
  if (!sameText(codeHash, hashCode(deps, { userId, email, code }))) return fail(codeInvalid);
  const notice = await sealNotice(deps, before);
  return deps.database.transaction(async (tx): Promise<Result<Person, CodeInvalid | EmailTaken>> => {
    const person = await lockOneself(tx, userId);
    if (!(await takeChange(tx, { userId, codeHash }))) return fail(codeInvalid);
    const changed = await replaceEmail(tx, deps, { person, email });
    if (changed) await publish(tx, EmailChanged, { subject: userId, data: { userId, notice } });
    return changed ? ok(changed) : fail(emailTaken);
  });
}

async function replaceEmail(
  tx: Transaction,
  deps: Deps,
  { person, email }: { person: Person; email: string },
): Promise<Person | null> {
  const now = deps.now();
  if (!(await giveEmail(tx, { userId: person.id, email, now }))) return null;
  // Whoever reads the mails of the email before is not to get in by them.
  await forgetResetsOf(tx, person.id);
  return { ...person, email, emailVerifiedAt: now };
}

export function forgetEndedEmailChanges(deps: Deps): Promise<void> {
  return deleteEnded(deps.database.query, deps.now());
}

/** Goes to the email of now, whatever the account's is when it is mailed. */
function sealNotice(deps: Deps, { id, email: to, username }: Person) {
  return deps.sealer.seal(id, { to, username } satisfies EmailNotice);
}

function hashCode(deps: Deps, { userId, email, code }: { userId: string; email: string; code: string }): string {
  return keyedHash(deps.keys.codes, `email|${userId}|${email}|${code.trim()}`);
}
