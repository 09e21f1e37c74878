import { AddressRemoved, AddressSaved } from '@caravan/contracts/identity';
import { type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { lockOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { readPhone } from '../phones.ts';
import {
  type Address,
  type AddressInput,
  byPreference,
  fieldsOf,
  isSameText,
  isUnchanged,
  readAddress,
} from './addresses.domain.ts';
import {
  addressesOf,
  deleteAddress,
  deleteAddressesOf,
  insertAddress,
  markDefault,
  replaceAddress,
} from './addresses.store.ts';
import { forgetToLocate, planToLocate } from './locating.usecases.ts';

export type TooManyAddresses = { kind: 'TooManyAddresses'; path: readonly string[]; limit: number };
export type SaveAddressError = InvalidInput | NotFound | TooManyAddresses;
export type SaveAddressCommand = {
  readonly userId: string;
  /** Null adds one. */
  readonly addressId: string | null;
  readonly input: AddressInput;
  readonly makeDefault: boolean;
};

const unknownAddress = notFound(['input', 'addressId']);

/**
 * Adds or replaces an address of the user's and announces it, sealed. Adding what is there already adds nothing.
 * Without a location it is looked for later, in a job: no provider can make this slow or fail.
 */
export async function saveAddress(deps: Deps, command: SaveAddressCommand): Promise<Result<Address, SaveAddressError>> {
  const { userId, addressId } = command;
  const read = readAddress(command.input, readPhone);
  if (!read.ok) return read;
  const { text, location } = read.value;
  const fields = fieldsOf(text, location);
  const sealed = await deps.sealer.seal(userId, fields);

  return deps.database.transaction(async (tx) => {
    const known = await lockAddresses(tx, userId);
    const replaced = known.find(({ id }) => id === addressId);
    if (addressId && !replaced) return fail(unknownAddress);
    const saved = replaced ?? known.find((address) => isSameText(address, text));
    const limit = deps.settings.addressesPerUser;
    if (!saved && known.length >= limit) return fail({ kind: 'TooManyAddresses', path: [], limit });

    const isDefault = saved?.isDefault || known.length === 0 || command.makeDefault;
    const isChange = !saved || !isUnchanged(saved, read.value);
    const address = changed({ saved, isChange }, { ...newAddress(deps, userId), ...fields, isDefault });
    const { id } = address;
    if (!saved) await insertAddress(tx, { ...address, isDefault: false });
    else if (isChange) await replaceAddress(tx, id, fields);
    if (isDefault && !saved?.isDefault) await markDefault(tx, { userId, id });
    if (isChange) {
      await publish(tx, AddressSaved, { subject: userId, data: { addressId: id, userId, address: sealed } });
      if (location === null) await planToLocate(tx, deps, id);
    }
    return ok(address);
  });
}

/** Removes an address of the user's; the newest of the rest takes over as default. */
export function removeAddress(
  deps: Deps,
  { userId, addressId }: { userId: string; addressId: string },
): Promise<Result<{ addressId: string }, NotFound>> {
  return deps.database.transaction(async (tx) => {
    const known = await lockAddresses(tx, userId);
    const removed = known.find(({ id }) => id === addressId);
    if (!removed) return fail(unknownAddress);
    await deleteAddress(tx, addressId);
    await forgetToLocate(tx, addressId);
    const [heir] = known.filter(({ id }) => id !== addressId);
    if (removed.isDefault && heir) await markDefault(tx, { userId, id: heir.id });
    await publish(tx, AddressRemoved, { subject: userId, data: { addressId, userId } });
    return ok({ addressId });
  });
}

/** Removes every address of a person whose account is erased; the person's row is locked. Each is announced. */
export async function forgetAddresses(tx: Transaction, _deps: Deps, userId: string): Promise<void> {
  for (const addressId of await deleteAddressesOf(tx, userId)) {
    await forgetToLocate(tx, addressId);
    await publish(tx, AddressRemoved, { subject: userId, data: { addressId, userId } });
  }
}

/** Addresses of each user, the default first, in the order of the ids. Whoever asks has been checked. */
export async function addressLists(deps: Deps, userIds: readonly string[]): Promise<Address[][]> {
  const found = Map.groupBy(await addressesOf(deps.database.query, userIds), ({ userId }) => userId);
  return userIds.map((userId) => (found.get(userId) ?? []).sort(byPreference));
}

/** All changes of one person's addresses wait for each other: that keeps exactly one default. */
async function lockAddresses(tx: Transaction, userId: string): Promise<Address[]> {
  await lockOneself(tx, userId);
  return (await addressesOf(tx, [userId])).sort(byPreference);
}

function newAddress(deps: Deps, userId: string) {
  return { id: newId(), userId, createdAt: deps.now(), revision: 1 };
}

/** The address as it is afterwards. */
function changed({ saved, isChange }: { saved: Address | undefined; isChange: boolean }, wanted: Address): Address {
  if (!saved) return wanted;
  const { id, createdAt, revision } = saved;
  if (!isChange) return { ...saved, isDefault: wanted.isDefault };
  return { ...wanted, id, createdAt, revision: revision + 1 };
}
