import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import type { Deps } from '../deps.ts';
import type { Context } from '../subgraph.ts';
import type { Fulfilment, FulfilmentChange, OrderLine } from './fulfilments.domain.ts';
import {
  selectChangesOfFulfilments,
  selectChangesOfOrders,
  selectFulfilments,
  selectFulfilmentsOfOrders,
  selectLinesOfFulfilments,
} from './fulfilments.store.ts';

/** They load whatever there is: who may see it is decided with its order. */
export function fulfilmentLoaders(deps: Deps) {
  const { query } = deps.database;
  const fulfilmentsById = batchById<Fulfilment>(
    (ids) => selectFulfilments(query, ids),
    ({ id }) => id,
  );
  return {
    fulfilmentsById,
    fulfilmentsOfOrder: batchManyById<Fulfilment>(
      async (ids) => {
        const fulfilments = await selectFulfilmentsOfOrders(query, ids);
        for (const fulfilment of fulfilments) fulfilmentsById.prime(fulfilment.id, fulfilment);
        return fulfilments;
      },
      ({ orderId }) => orderId,
    ),
    linesOfFulfilment: batchManyById<OrderLine>(
      (ids) => selectLinesOfFulfilments(query, ids),
      ({ fulfilmentId }) => fulfilmentId,
    ),
    changesOfOrder: batchManyById<FulfilmentChange>(
      (ids) => selectChangesOfOrders(query, ids),
      ({ orderId }) => orderId,
    ),
    changesOfFulfilment: batchManyById<FulfilmentChange>(
      (ids) => selectChangesOfFulfilments(query, ids),
      ({ fulfilmentId }) => fulfilmentId,
    ),
  };
}

/** After a change, whatever the same operation has read of orders before is stale. */
export function forgetFulfilments(loaders: Context['loaders']): void {
  loaders.ordersById.clearAll();
  loaders.fulfilmentsById.clearAll();
  loaders.fulfilmentsOfOrder.clearAll();
  loaders.linesOfFulfilment.clearAll();
  loaders.changesOfOrder.clearAll();
  loaders.changesOfFulfilment.clearAll();
}
