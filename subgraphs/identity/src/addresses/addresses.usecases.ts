import { AddressRemoved, AddressSaved } from '@caravan/contracts/identity';
import { type InvalidInput, invariant, type NotFound, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { readPhone } from '../phones.ts';
import { type Address, type AddressInput, byPreference, isSameAddress, readAddress } from './addresses.domain.ts';
import { addressesOf, deleteAddress, insertAddress, markDefault, replaceAddress } from './addresses.store.ts';

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

/** Adds or replaces an address of the user's and announces it, sealed. Adding what is there already adds nothing. */
export async function saveAddress(deps: Deps, command: SaveAddressCommand): Promise<Result<Address, SaveAddressError>> {
  const { userId, addressId } = command;
  const fields = readAddress(command.input, readPhone);
  if (!fields.ok) return fields;
  const sealed = await deps.sealer.seal(userId, fields.value);

  return deps.database.transaction(async (tx) => {
    const known = await lockAddresses(tx, userId);
    const replaced = known.find(({ id }) => id === addressId);
    if (addressId && !replaced) return fail(unknownAddress);
    const saved = replaced ?? known.find((address) => isSameAddress(address, fields.value));
    const limit = deps.settings.addressesPerUser;
    if (!saved && known.length >= limit) return fail({ kind: 'TooManyAddresses', path: [], limit });

    const isDefault = saved?.isDefault || known.length === 0 || command.makeDefault;
    const id = saved?.id ?? newId();
    const address: Address = { ...fields.value, id, userId, isDefault, createdAt: saved?.createdAt ?? deps.now() };
    if (saved) await replaceAddress(tx, id, fields.value);
    else await insertAddress(tx, { ...address, isDefault: false });
    if (isDefault && !saved?.isDefault) await markDefault(tx, { userId, id });
    if (!saved || !isSameAddress(saved, address)) {
      await publish(tx, AddressSaved, { subject: userId, data: { addressId: id, userId, address: sealed } });
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
    const [heir] = known.filter(({ id }) => id !== addressId);
    if (removed.isDefault && heir) await markDefault(tx, { userId, id: heir.id });
    await publish(tx, AddressRemoved, { subject: userId, data: { addressId, userId } });
    return ok({ addressId });
  });
}

/** Addresses of each user, the default first, in the order of the ids. Whoever asks has been checked. */
export async function addressLists(deps: Deps, userIds: readonly string[]): Promise<Address[][]> {
  const found = Map.groupBy(await addressesOf(deps.database.query, userIds), ({ userId }) => userId);
  return userIds.map((userId) => (found.get(userId) ?? []).sort(byPreference));
}

/** All changes of one person's addresses wait for each other: that keeps exactly one default. */
async function lockAddresses(tx: Transaction, userId: string): Promise<Address[]> {
  invariant(await lockPerson(tx, userId), 'who is signed in has an account');
  return (await addressesOf(tx, [userId])).sort(byPreference);
}
