import { randomInt } from 'node:crypto';
import { ExternalLoginChanged } from '@caravan/contracts/identity';
import { CaravanError, invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { type Person, unknownYet } from '../../accounts/accounts.domain.ts';
import { openAccount } from '../../accounts/usecases/open-account.ts';
import { findPerson, findPersonByEmail, lockPerson } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import { dropRegistration, isUsernameReserved } from '../../registrations/dropped.usecases.ts';
import type { AccountBlocked } from '../../sign-ins/sign-ins.usecases.ts';
import { readSetting } from '../../system-settings/system-settings.usecases.ts';
import {
  decideUnknownSubject,
  type ExternalEmailNotVerified,
  type ExternalIdentity,
  type ExternalLoginNotLinked,
  type Homonym,
  usernameBase,
  vouchedEmail,
} from '../external-logins.domain.ts';
import { findLogins, findOwner, insertLogin, lockSubject } from '../external-logins.store.ts';

type RegistrationClosed = { kind: 'RegistrationClosed' };
export type AdmitError = ExternalEmailNotVerified | ExternalLoginNotLinked | AccountBlocked | RegistrationClosed;
type Admission = Result<Person, AdmitError>;

/**
 * The person behind a proven identity: whose subject it is; else whose verified email the provider vouches for, which
 * links it; else somebody new. Others may take an email or username at the same time, so it looks again.
 */
export async function admit(deps: Deps, identity: ExternalIdentity): Promise<Admission> {
  for (let round = 0; round < 10; round += 1) {
    const { admission } = await deps.database.transaction((tx) => settle(tx, deps, { identity, round }));
    if (admission) return admission;
  }
  throw new CaravanError('UNAVAILABLE', 'Others took these names at the same time; try again.');
}

/** Null when somebody else was faster; a refusal in it does not undo what was done before. */
type Settled = { readonly admission: Admission | null };

async function settle(
  tx: Transaction,
  deps: Deps,
  { identity, round }: { identity: ExternalIdentity; round: number },
): Promise<Settled> {
  await lockSubject(tx, identity);
  const ownerId = await findOwner(tx, identity);
  if (ownerId) {
    const owner = await findPerson(tx, ownerId);
    invariant(owner, 'a log-in belongs to a person');
    return { admission: ok(owner) };
  }
  const email = vouchedEmail(identity);
  const homonym = email === null ? null : await lockHomonym(tx, identity, email);
  switch (decideUnknownSubject(email, homonym)) {
    case 'REFUSE_EMAIL':
      return { admission: fail({ kind: 'ExternalEmailNotVerified' }) };
    case 'REFUSE_LINK':
      return { admission: fail({ kind: 'ExternalLoginNotLinked' }) };
    case 'LINK':
      invariant(homonym, 'somebody is linked');
      return { admission: await linkHomonym(tx, deps, { identity, person: homonym.person }) };
    case 'NEW_PERSON':
      invariant(email, 'a new person has an email');
      return newPerson(tx, deps, { identity, email, round });
  }
}

/**
 * Locked, so that two subjects of one provider cannot both be linked to the account. Who has another email by the time of
 * the lock is nobody of that name any more.
 */
async function lockHomonym(tx: Transaction, { provider }: ExternalIdentity, email: string): Promise<Homonym | null> {
  const found = await findPersonByEmail(tx, email);
  const person = found && (await lockPerson(tx, found.id));
  if (person?.email.toLowerCase() !== email.toLowerCase()) return null;
  const logins = await findLogins(tx, [person.id]);
  return { person, hasProvider: logins.some((login) => login.provider === provider) };
}

async function linkHomonym(
  tx: Transaction,
  deps: Deps,
  { identity, person }: { identity: ExternalIdentity; person: Person },
): Promise<Admission> {
  if (person.blockedAt) return fail({ kind: 'AccountBlocked' });
  await addLogin(tx, deps, { identity, userId: person.id });
  await publish(tx, ExternalLoginChanged, {
    subject: person.id,
    data: { userId: person.id, provider: identity.provider, change: 'LINKED' },
  });
  return ok(person);
}

async function newPerson(
  tx: Transaction,
  deps: Deps,
  { identity, email, round }: { identity: ExternalIdentity; email: string; round: number },
): Promise<Settled> {
  if (!(await readSetting(deps, 'platform.registrationOpen', tx))) {
    return { admission: fail({ kind: 'RegistrationClosed' }) };
  }
  // Whoever asked for an account with this email did not prove that it is theirs; who comes now did.
  await dropRegistration(tx, email);
  const username = await chooseUsername(tx, usernameBase(identity.name, email), round);
  if (!username) return { admission: null };
  const now = deps.now();
  const names = { email, username, displayName: identity.name ?? username };
  const rest = { phone: null, locale: null, passwordHash: null, emailVerifiedAt: now, createdAt: now };
  const opened = await openAccount(tx, deps, {
    account: { ...unknownYet, ...names, ...rest, id: newId() },
    by: identity.provider,
  });
  if (!opened.ok) return { admission: null };
  await addLogin(tx, deps, { identity, userId: opened.value.id });
  return { admission: ok(opened.value) };
}

/** The plain name first, then with a number; null when somebody waits for it. */
async function chooseUsername(tx: Transaction, base: string, round: number): Promise<string | null> {
  const username = round === 0 ? base : `${base}_${randomInt(1_000, 1_000_000)}`;
  return (await isUsernameReserved(tx, username)) ? null : username;
}

/** The subject is locked and nobody's, and the person has none of that provider. */
export async function addLogin(
  tx: Transaction,
  deps: Deps,
  { identity, userId }: { identity: ExternalIdentity; userId: string },
): Promise<void> {
  const { provider, subject, email: emailAtProvider } = identity;
  const added = await insertLogin(tx, { userId, provider, subject, emailAtProvider, linkedAt: deps.now() });
  invariant(added, 'a log-in that is free can be linked');
  deps.logger.info({ userId, provider }, 'social log-in linked');
}
