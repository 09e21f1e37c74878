import { VerificationRequested } from '@caravan/contracts/identity';
import type { InvalidInput, RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import { type LogInName, type RegistrationInput, readRegistration } from '../accounts/accounts.domain.ts';
import { isCommonPassword } from '../accounts/passwords.ts';
import { findOwners } from '../accounts/usecases/open-account.ts';
import type { Deps } from '../deps.ts';
import { destroyKeysJob } from '../erasure/delete-account.usecases.ts';
import { clientNetwork } from '../limits/limits.domain.ts';
import { giveBack, take } from '../limits/limits.usecases.ts';
import { readPhone } from '../phones.ts';
import { readSetting } from '../system-settings/system-settings.usecases.ts';
import { readGuestToken } from '../tokens/tokens.usecases.ts';
import { codesOfDay, makeCode, sealCode } from './codes.usecases.ts';
import {
  deleteEnded,
  deleteReplaced,
  findWaiting,
  insertRegistration,
  isUsernameWaiting,
  lockNames,
  type WaitingRegistration,
} from './registrations.store.ts';

type UsernameTaken = { kind: 'UsernameTaken'; path: readonly string[] };
type EmailTaken = { kind: 'EmailTaken'; path: readonly string[] };
type RegistrationClosed = { kind: 'RegistrationClosed' };
export type RegisterError = InvalidInput | RegistrationClosed | UsernameTaken | EmailTaken | RateLimited;

/** Registrations that one transaction forgets, and keys that one job destroys. */
const forgottenAtOnce = 500;
const usernameTaken: UsernameTaken = { kind: 'UsernameTaken', path: ['input', 'username'] };
const emailTaken: EmailTaken = { kind: 'EmailTaken', path: ['input', 'email'] };

/**
 * Keeps what is to become an account once the email is verified, and answers that email. A taken email is answered
 * alike, after the same work, and reserves the username alike: nothing that can be asked afterwards tells it
 * from a free one. Its owner is mailed.
 */
export async function register(
  deps: Deps,
  { caller, input, guestToken }: { caller: Caller; input: RegistrationInput; guestToken: string | null },
): Promise<Result<string, RegisterError>> {
  if (!(await readSetting(deps, 'platform.registrationOpen'))) return fail({ kind: 'RegistrationClosed' });
  const registration = readRegistration(input, { isCommonPassword, readPhone });
  if (!registration.ok) return registration;
  const { password, ...names } = registration.value;
  const codes = codesOfDay(names.email);
  const limited = await take(deps, [...registrationLimits(deps, caller), codes]);
  if (!limited.ok) return limited;
  // The costly part comes first, so that every answer takes as long.
  const passwordHash = await deps.passwords.hash(password);
  const guestId = guestToken ? await readGuestToken(deps, guestToken) : null;

  const stored = await storeRegistration(deps, { ...names, id: newId(), passwordHash, guestId });
  // No mail was sent.
  if (!stored.ok) await giveBack(deps, [codes]);
  return stored;
}

function registrationLimits({ settings }: Deps, { clientAddress }: Caller) {
  if (clientAddress === null) return [];
  const subject = clientNetwork(clientAddress);
  return [{ name: 'registration', subject, points: settings.registrationsPerHour, windowSeconds: 3_600 }];
}

async function storeRegistration(
  deps: Deps,
  wanted: Omit<WaitingRegistration, 'codeHash' | 'linkHash' | 'expiresAt'>,
): Promise<Result<string, UsernameTaken | EmailTaken>> {
  const { owner } = await findOwners(deps.database.query, wanted);
  const revealsTaken = await readSetting(deps, 'identity.revealTakenEmail');
  const code = makeCode(deps, wanted.id);
  const announcement = await sealCode(deps, { registration: wanted, owner, code });
  const stored = await deps.database.transaction(async (tx) => {
    await lockNames(tx, wanted);
    const replaced = await deleteReplaced(tx, { ...wanted, now: deps.now() });
    if (await isReserved(tx, wanted)) return fail(usernameTaken);
    if (owner && revealsTaken) return fail(emailTaken);
    await insertRegistration(tx, { ...wanted, ...code.kept });
    await publish(tx, VerificationRequested, announcement);
    // What was sealed for ids that nobody will ever have is not to be read any more.
    if (replaced.length > 0) await addJob(tx, destroyKeysJob, { userIds: replaced });
    return ok(wanted.email);
  });
  if (!stored.ok) await deps.sealer.erase(wanted.id);
  return stored;
}

async function isReserved(tx: Transaction, names: { email: string; username: string }): Promise<boolean> {
  const { usernameTaken: isTaken } = await findOwners(tx, names);
  return isTaken || (await isUsernameWaiting(tx, names.username));
}

/**
 * The registration that waits under that email or username, for log-in: whoever knows its password may hear that it
 * waits. A taken email can have one too, whose password is not the account's.
 */
export async function findWaitingRegistration(
  deps: Deps,
  name: LogInName,
): Promise<Pick<WaitingRegistration, 'id' | 'passwordHash'> | null> {
  return findWaiting(deps.database.query, { ...name, now: deps.now() });
}

/** Forgets registrations that nobody verified in time, with the keys of what was sealed for them. */
export async function forgetEndedRegistrations(deps: Deps): Promise<void> {
  const now = deps.now();
  for (let isMore = true; isMore; ) {
    isMore = await deps.database.transaction(async (tx) => {
      const userIds = await deleteEnded(tx, { now, limit: forgottenAtOnce });
      if (userIds.length > 0) await addJob(tx, destroyKeysJob, { userIds });
      return userIds.length === forgottenAtOnce;
    });
  }
}
