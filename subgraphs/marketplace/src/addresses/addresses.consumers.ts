import { AddressRemoved, AddressSaved, UserErased } from '@caravan/contracts/identity';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { deleteAddresses } from './addresses.store.ts';
import { forgetAddress, forgetAddressesOf, keepAddress } from './addresses.usecases.ts';

export const addressBook = consumer<Deps>(
  'marketplace.addresses',
  [
    on(AddressSaved, (_deps, tx, { data }) => keepAddress(tx, data)),
    on(UserErased, (_deps, tx, { data }) => forgetAddressesOf(tx, data.userId)),
    on(AddressRemoved, (_deps, tx, { data }) => forgetAddress(tx, data)),
  ],
  { rebuildable: { reset: deleteAddresses } },
);
