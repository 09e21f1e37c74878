import type { PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import { listOrdersOfBuyers, type OrderPage, readOrders, viewerOf } from './order-reads.usecases.ts';
import type { Order, Viewer } from './orders.domain.ts';

export function orderLoaders(deps: Deps, { principal }: Caller) {
  const { query } = deps.database;
  let viewer: Promise<Viewer> | undefined;
  /** What the caller may see, read once. */
  const viewerOfOrders = () => {
    viewer ??= viewerOf(query, principal);
    return viewer;
  };
  return {
    viewerOfOrders,
    /** Null for orders that the caller may not see. */
    ordersById: new DataLoader<string, Order | null>(async (ids) => readOrders(query, await viewerOfOrders(), ids)),
    ordersOfBuyer: pagedLoaders<PageArguments, OrderPage | null>(async (buyerIds, page) =>
      listOrdersOfBuyers(deps, await viewerOfOrders(), { buyerIds, page }),
    ),
  };
}
