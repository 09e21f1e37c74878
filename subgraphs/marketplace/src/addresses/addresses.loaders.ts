import type { Sealed } from '@caravan/contracts/event';
import type { AddressSnapshot } from '@caravan/contracts/identity';
import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import { openAddresses } from './addresses.usecases.ts';

export function addressLoaders(deps: Deps) {
  return {
    openedAddresses: new DataLoader<Sealed, AddressSnapshot | null, string>(
      (addresses) => openAddresses(deps, addresses),
      { cacheKeyFn: ({ sealed }) => sealed },
    ),
  };
}
