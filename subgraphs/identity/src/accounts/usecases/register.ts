import { CaravanError, type InvalidInput, type RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { clientNetwork } from '../../limits/limits.domain.ts';
import { giveBack, take } from '../../limits/limits.usecases.ts';
import { queueMail } from '../../letters/letters.usecases.ts';
import { readPhone } from '../../phones.ts';
import { giveRole } from '../../roles/roles.usecases.ts';
import { readGuestToken } from '../../tokens/tokens.usecases.ts';
import {
  type Person,
  type Registration,
  type RegistrationInput,
  readRegistration,
  unknownYet,
} from '../accounts.domain.ts';
import { takenEmailLetter } from '../accounts.letters.ts';
import { deleteUnverifiedAccount, findTaken, insertAccount } from '../accounts.store.ts';
import { isCommonPassword } from '../passwords.ts';
import { codesOfDay, sendCode } from './verification.ts';

export type UsernameTaken = { kind: 'UsernameTaken'; path: readonly string[] };
export type EmailTaken = { kind: 'EmailTaken'; path: readonly string[] };
export type RegisterError = InvalidInput | UsernameTaken | EmailTaken | RateLimited;

const usernameTaken: UsernameTaken = { kind: 'UsernameTaken', path: ['input', 'username'] };
const emailTaken: EmailTaken = { kind: 'EmailTaken', path: ['input', 'email'] };

/**
 * Makes an account that waits for its email to be verified, and answers that email. A taken email is
 * answered alike, after the same work, and its owner is mailed.
 */
export async function register(
  deps: Deps,
  { caller, input, guestToken }: { caller: Caller; input: RegistrationInput; guestToken: string | null },
): Promise<Result<string, RegisterError>> {
  const registration = readRegistration(input, { isCommonPassword, readPhone });
  if (!registration.ok) return registration;
  const codes = codesOfDay(registration.value.email);
  const limited = await take(deps, [...registrationLimits(deps, caller), codes]);
  if (!limited.ok) return limited;
  // The costly part comes first, so that every answer takes as long.
  const passwordHash = await deps.passwords.hash(input.password);
  const guestId = guestToken ? await readGuestToken(deps, guestToken) : null;

  const answer = await deps.database.transaction(async (tx): Promise<Result<string, RegisterError>> => {
    const claimed = await claimAccount(tx, deps, { registration: registration.value, passwordHash });
    if (!claimed.ok) return claimed;
    const { person, owner, phoneLeftOut } = claimed.value;
    if (person) {
      await giveRole(tx, deps, { userId: person.id, role: 'CUSTOMER', grantedBy: null });
      await sendCode(tx, deps, { person, guestId, phoneLeftOut });
    } else {
      if (deps.settings.revealTakenEmail) return fail(emailTaken);
      await queueMail(tx, deps, { to: owner.email, ...takenEmailLetter(owner) });
    }
    return ok(registration.value.email);
  });
  // No mail was sent.
  if (!answer.ok) await giveBack(deps, [codes]);
  return answer;
}

function registrationLimits({ settings }: Deps, { clientAddress }: Caller) {
  if (clientAddress === null) return [];
  const subject = clientNetwork(clientAddress);
  return [{ name: 'registration', subject, points: settings.registrationsPerHour, windowSeconds: 3_600 }];
}

type Claim =
  | { readonly person: Person; readonly owner: null; readonly phoneLeftOut: boolean }
  | { readonly person: null; readonly owner: Person; readonly phoneLeftOut: false };

/**
 * Inserts the account, or tells who owns its email. Registrations at the same time can take a name
 * between two looks, so it looks again; each round somebody else has won.
 */
async function claimAccount(
  tx: Transaction,
  deps: Deps,
  { registration, passwordHash }: { registration: Registration; passwordHash: string },
): Promise<Result<Claim, UsernameTaken>> {
  const { password: _secret, ...names } = registration;
  let { phone } = names;
  for (let round = 0; round < 10; round += 1) {
    await deleteUnverifiedAccount(tx, names.email);
    const account = {
      ...unknownYet,
      ...names,
      phone,
      passwordHash,
      id: newId(),
      emailVerifiedAt: null,
      createdAt: deps.now(),
    };
    const person = await insertAccount(tx, account);
    if (person) return ok({ person, owner: null, phoneLeftOut: phone !== names.phone });
    const taken = await findTaken(tx, { ...names, phone });
    const isOwn = taken.byEmail?.username === names.username && !taken.byEmail.emailVerifiedAt;
    if (taken.usernameTaken && !isOwn) return fail(usernameTaken);
    if (taken.byEmail?.emailVerifiedAt) return ok({ person: null, owner: taken.byEmail, phoneLeftOut: false });
    if (taken.phoneTaken) phone = null;
  }
  throw new CaravanError('UNAVAILABLE', 'Others registered these names at the same time; try again.');
}
