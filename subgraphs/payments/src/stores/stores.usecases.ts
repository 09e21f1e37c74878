import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { Loaders } from '../loaders.ts';
import type { StoreTransactionPage } from '../pages.ts';
import { countTransactions, findTransactionPage } from './stores.store.ts';

/** A store's money is for its OWNERs and MANAGERs, and for support. */
export async function maySeeMoney(
  viewer: { principal: Principal; loaders: Loaders },
  storeId: string,
): Promise<boolean> {
  if (hasScope(viewer.principal, 'payment:read:any')) return true;
  const role = (await viewer.loaders.roles()).get(storeId);
  return role === 'OWNER' || role === 'MANAGER';
}

/** One page of what moved a store's balance, newest first. */
export async function readTransactions(
  deps: Deps,
  { storeId, ...page }: { storeId: string } & PageArguments,
): Promise<StoreTransactionPage> {
  const request = deps.pager.request('transactions', page);
  const rows = await findTransactionPage(deps.database.query, storeId, request);
  const connection = deps.pager.connection('transactions', request, rows, ({ id }) => [id]);
  const countAll = async () => (await countTransactions(deps.database.query, [storeId]))[0]?.total ?? 0;
  return { ...connection, countAll };
}
