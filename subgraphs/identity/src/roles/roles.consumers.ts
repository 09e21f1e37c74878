import { StoreStaffChanged } from '@caravan/contracts/marketplace';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { followStoreStaff } from './managing-roles.usecases.ts';

/** Gives and takes the role VENDOR. */
export const storeStaffConsumer = consumer<Deps>('identity.store-staff', [
  on(StoreStaffChanged, (deps: Deps, tx, { data, time }) =>
    followStoreStaff(tx, deps, { staff: data, time: new Date(time) }),
  ),
]);
