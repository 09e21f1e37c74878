import { ExternalLoginChanged } from '@caravan/contracts/identity';
import { type NotFound, notFound } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Person } from '../../accounts/accounts.domain.ts';
import { findCredentials } from '../../accounts/usecases/credentials.ts';
import { lockOneself } from '../../accounts/usecases/people.ts';
import type { Deps } from '../../deps.ts';
import type { AccountBlocked } from '../../sign-ins/sign-ins.usecases.ts';
import type { ExternalIdentity, ExternalLogin, ExternalProvider } from '../external-logins.domain.ts';
import { deleteLogin, findLogins, findOwner, lockSubject } from '../external-logins.store.ts';
import { addLogin } from './admit.ts';

export type LinkError = AccountBlocked | { kind: 'ExternalLoginTaken' } | { kind: 'ProviderAlreadyLinked' };
export type UnlinkError = NotFound | { kind: 'LastWayIn' };

/** Links a proven identity to whoever is signed in, whatever its email: the session proves the one, the provider the other. */
export function link(
  deps: Deps,
  { userId, identity }: { userId: string; identity: ExternalIdentity },
): Promise<Result<Person, LinkError>> {
  return deps.database.transaction(async (tx): Promise<Result<Person, LinkError>> => {
    await lockSubject(tx, identity);
    const person = await lockOneself(tx, userId);
    if (person.blockedAt) return fail({ kind: 'AccountBlocked' });
    const ownerId = await findOwner(tx, identity);
    if (ownerId === userId) return ok(person);
    if (ownerId) return fail({ kind: 'ExternalLoginTaken' });
    const logins = await findLogins(tx, [userId]);
    if (logins.some(({ provider }) => provider === identity.provider)) return fail({ kind: 'ProviderAlreadyLinked' });
    await addLogin(tx, deps, { identity, userId });
    await announce(tx, { userId, provider: identity.provider, change: 'LINKED' });
    return ok(person);
  });
}

/** Takes a provider from the account, unless nothing else lets the person in. */
export function unlinkExternalLogin(
  deps: Deps,
  { userId, provider }: { userId: string; provider: ExternalProvider },
): Promise<Result<Person, UnlinkError>> {
  return deps.database.transaction(async (tx): Promise<Result<Person, UnlinkError>> => {
    // The lock makes two of them at once wait for each other: the second sees that it would be the last.
    const person = await lockOneself(tx, userId);
    const logins = await findLogins(tx, [userId]);
    if (!logins.some((login) => login.provider === provider)) return fail(notFound(['input', 'provider']));
    const credentials = await findCredentials(tx, userId);
    if (logins.length === 1 && !credentials?.passwordHash) return fail({ kind: 'LastWayIn' });
    await deleteLogin(tx, { userId, provider });
    await announce(tx, { userId, provider, change: 'UNLINKED' });
    deps.logger.info({ userId, provider }, 'social log-in unlinked');
    return ok(person);
  });
}

/** The social log-ins of people, in the order of their ids. */
export async function externalLoginLists(deps: Deps, userIds: readonly string[]): Promise<ExternalLogin[][]> {
  const logins = Map.groupBy(await findLogins(deps.database.query, userIds), ({ userId }) => userId);
  return userIds.map((id) => logins.get(id) ?? []);
}

type Change = { readonly userId: string; readonly provider: ExternalProvider; readonly change: 'LINKED' | 'UNLINKED' };

async function announce(tx: Transaction, data: Change): Promise<void> {
  await publish(tx, ExternalLoginChanged, { subject: data.userId, data });
}
