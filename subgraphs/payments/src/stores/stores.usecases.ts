import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { Loaders } from '../loaders.ts';
import { readPages, type StoreTransactionPage } from '../pages.ts';
import { countTransactions, findTransactionPages, type StoreTransaction } from './stores.store.ts';

/** A store's money is for its OWNERs and MANAGERs, and for support. */
export async function maySeeMoney(
  viewer: { principal: Principal; loaders: Loaders },
  storeId: string,
): Promise<boolean> {
  if (hasScope(viewer.principal, 'payment:read:any')) return true;
  const role = (await viewer.loaders.roles()).get(storeId);
  return role === 'OWNER' || role === 'MANAGER';
}

/** A page of what moved each store's balance, newest first. Who may see it is asked before. */
export async function readTransactions(
  { pager, database: { query } }: Deps,
  { storeIds, page }: { storeIds: readonly string[]; page: PageArguments },
): Promise<(StoreTransactionPage | null)[]> {
  const pages = await readPages<StoreTransaction>(pager, page, {
    name: 'transactions',
    owners: storeIds,
    ownerOf: ({ storeId }) => storeId,
    find: (request) => findTransactionPages(query, storeIds, request),
    count: () => countTransactions(query, storeIds),
  });
  return storeIds.map((id) => pages.get(id) ?? null);
}
