import type { PageRequest } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import type { Store, StoreRole, StoreStaffMember } from './stores.domain.ts';
import { readMemberships, readStaff, readStores, readStoresOfUsers } from './stores.store.ts';

export function storeLoaders(deps: Deps, { principal }: Caller) {
  const { query } = deps.database;
  return {
    storesById: batchById<Store>(
      (ids) => readStores(query, ids),
      ({ id }) => id,
    ),
    staffOfStore: batchManyById<StoreStaffMember>(
      (ids) => readStaff(query, ids),
      ({ storeId }) => storeId,
    ),
    /** Role of the caller in a store, or null. */
    roleInStore: new DataLoader<string, StoreRole | null>(async (ids) => {
      if (principal.kind !== 'user' || principal.id === null) return ids.map(() => null);
      const members = await readMemberships(query, principal.id, ids);
      const roles = new Map(members.map(({ storeId, role }) => [storeId, role]));
      return ids.map((id) => roles.get(id) ?? null);
    }),
    storesOfUser: pagedLoaders(async (userIds, page: PageRequest) => {
      const rows = await readStoresOfUsers(query, userIds, page);
      const byUser = Map.groupBy(rows, ({ userId }) => userId);
      return userIds.map((id) => (byUser.get(id) ?? []).map(({ store }) => store));
    }),
  };
}
