import { AddressSaved, locationOf } from '@caravan/contracts/identity';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob, removeJob } from '@caravan/jobs/add-job';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { limitsOfProvider } from '../geocoding/turns.ts';
import type { Limit } from '../limits/limits.domain.ts';
import { take } from '../limits/limits.usecases.ts';
import { sealUnlessErased } from '../sealing.ts';
import { type Address, locatedAt, queryOf } from './addresses.domain.ts';
import { findAddress, replaceAddress } from './addresses.store.ts';

/** Tries have growing pauses, about a day in all; then the address stays without a location until it is saved anew. */
export const locateJob = { name: 'locate-address', tries: 11 } as const;
const spreadSeconds = 30;

/** Has the location of an address looked for once the transaction commits; the newest plan for it counts. */
export async function planToLocate(tx: Transaction, deps: Deps, addressId: string): Promise<void> {
  if (deps.geocoder) await queue(tx, addressId, {});
}

export function forgetToLocate(tx: Transaction, addressId: string): Promise<void> {
  return removeJob(tx, keyOf(addressId));
}

/**
 * Looks for the location of an address, and announces the address anew with it. One that was changed or removed
 * meanwhile stays as it is: what was found belongs to what it said before. Who has to wait for a turn is queued again.
 *
 * @throws GeocoderUnavailable
 */
export async function locateAddress(deps: Deps, { addressId }: { addressId: string }): Promise<void> {
  const { query } = deps.database;
  const address = await findAddress(query, addressId);
  if (!deps.geocoder || !address || locationOf(address)) return;
  const turn = await take(deps, limitsOf(deps, address));
  if (!turn.ok) {
    // Waiting is no failed try, so it is another job. Many that wait do not all come back at once.
    const seconds = turn.errors[0].retryAfterSeconds + Math.random() * spreadSeconds;
    return queue(query, addressId, { runAt: new Date(Date.now() + seconds * 1000) });
  }
  const [place] = await deps.geocoder.geocode(queryOf(address), {});
  if (place) await keepLocation(deps, address, locatedAt(address, place));
}

/** Each person's share first, so that who is over it does not use up the provider's. */
function limitsOf({ geocoder, settings }: Deps, { userId }: Address): Limit[] {
  const person = { name: 'geocodes', subject: userId, points: settings.geocodesPerHour, windowSeconds: 3_600 };
  return [person, ...limitsOfProvider(geocoder)];
}

async function keepLocation(deps: Deps, seen: Address, located: ReturnType<typeof locatedAt>): Promise<void> {
  const { id, userId, revision } = seen;
  const sealed = await sealUnlessErased(deps, userId, located);
  if (!sealed) return;
  await deps.database.transaction(async (tx) => {
    // Changes of one person's addresses wait for each other, so nothing happens between the look and the change.
    await lockPerson(tx, userId);
    const current = await findAddress(tx, id);
    if (current?.revision !== revision) return;
    await replaceAddress(tx, id, located);
    await publish(tx, AddressSaved, { subject: userId, data: { addressId: id, userId, address: sealed } });
  });
}

function queue(executor: Executor, addressId: string, { runAt }: { runAt?: Date }): Promise<void> {
  const options = { key: keyOf(addressId), maxAttempts: locateJob.tries };
  return addJob(executor, locateJob.name, { addressId }, runAt ? { ...options, runAt } : options);
}

function keyOf(addressId: string): string {
  return `${locateJob.name} ${addressId}`;
}
