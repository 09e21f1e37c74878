import type { Sealed } from '@caravan/contracts/event';
import { type AddressSnapshot, addressSnapshot } from '@caravan/contracts/identity';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import { deleteAddress, deleteAddressesOf, selectAddress, upsertAddress } from './addresses.store.ts';

export type SavedAddress = { readonly addressId: string; readonly userId: string; readonly address: Sealed };

export function keepAddress(tx: Transaction, { addressId, userId, address }: SavedAddress): Promise<void> {
  return upsertAddress(tx, { id: addressId, userId, address });
}

export function forgetAddress(tx: Transaction, { addressId, userId }: Omit<SavedAddress, 'address'>): Promise<void> {
  return deleteAddress(tx, { id: addressId, userId });
}

/** All addresses of a person who was erased. */
export function forgetAddressesOf(tx: Transaction, userId: string): Promise<void> {
  return deleteAddressesOf(tx, userId);
}

/** An address that a buyer may choose, still sealed; undefined when it is unknown or somebody else's. */
export function readAddress(
  tx: Transaction,
  { addressId, buyerId }: { addressId: string; buyerId: string },
): Promise<Sealed | undefined> {
  return selectAddress(tx, { id: addressId, userId: buyerId });
}

/** Opens sealed addresses, in their order; null for those whose key was destroyed. */
export async function openAddresses(deps: Deps, addresses: readonly Sealed[]): Promise<(AddressSnapshot | null)[]> {
  const opened = await deps.sealer.unsealMany(addresses);
  return opened.map((fields) => (fields === null ? null : addressSnapshot.parse(fields)));
}
