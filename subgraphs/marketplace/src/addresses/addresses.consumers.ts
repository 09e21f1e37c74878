import { AddressRemoved, AddressSaved } from '@caravan/contracts/identity';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { deleteAddresses } from './addresses.store.ts';
import { forgetAddress, keepAddress } from './addresses.usecases.ts';

export const addressBook = consumer<Deps>(
  'marketplace.addresses',
  [
    on(AddressSaved, (_deps, tx, { data }) => keepAddress(tx, data)),
    on(AddressRemoved, (_deps, tx, { data }) => forgetAddress(tx, data)),
  ],
  { rebuildable: { reset: deleteAddresses } },
);
