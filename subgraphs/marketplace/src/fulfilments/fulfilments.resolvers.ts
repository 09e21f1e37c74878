import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { add, times } from '@caravan/core/money';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { seesWhole } from '../orders/orders.domain.ts';
import { present } from '../present.ts';
import type { Context } from '../subgraph.ts';
import { cancelFulfilment } from './cancel.usecases.ts';
import { changeFulfilmentStatus } from './change-status.usecases.ts';
import type { Fulfilment } from './fulfilments.domain.ts';
import { forgetFulfilments } from './fulfilments.loaders.ts';
import { transitionMessages } from './fulfilments.messages.ts';

export const fulfilmentResolvers: Resolvers = {
  Mutation: {
    changeFulfilmentStatus: async (_root, { input }, { deps, caller, loaders }) => {
      const result = await changeFulfilmentStatus(deps, {
        caller,
        fulfilmentId: fromTypeId('fulfilment', input.fulfilmentId),
        status: input.status,
        comment: input.comment ?? null,
        trackingNumber: input.trackingNumber ?? null,
      });
      forgetFulfilments(loaders);
      return payload(result, 'fulfilment', transitionMessages);
    },
    cancelFulfilment: async (_root, { input }, { deps, caller, loaders }) => {
      const result = await cancelFulfilment(deps, {
        caller,
        fulfilmentId: fromTypeId('fulfilment', input.fulfilmentId),
        lineIds: input.lineIds?.map((id) => fromTypeId('orderLine', id)) ?? null,
        reason: input.reason,
      });
      forgetFulfilments(loaders);
      return payload(result, 'fulfilment', transitionMessages);
    },
  },
  Fulfilment: {
    __resolveReference: ({ id }, context) => findFulfilment(fromTypeId('fulfilment', id), context),
    id: ({ id }) => toTypeId('fulfilment', id),
    order: ({ orderId }, _arguments, { loaders }) => present(loaders.ordersById.load(orderId)),
    store: ({ storeId }, _arguments, { loaders }) => present(loaders.storesById.load(storeId)),
    lines: ({ id }, _arguments, { loaders }) => loaders.linesOfFulfilment.load(id),
    total: ({ itemsTotal, shippingTotal }) => add(itemsTotal, shippingTotal),
    history: ({ id }, _arguments, { loaders }) => loaders.changesOfFulfilment.load(id),
  },
  OrderLine: {
    id: ({ id }) => toTypeId('orderLine', id),
    product: ({ productId }, _arguments, { loaders }) => present(loaders.productsById.load(productId)),
    variant: ({ variantId }, _arguments, { loaders }) => present(loaders.variantsById.load(variantId)),
    total: ({ unitPrice, quantity, shippingPrice }) => add(times(unitPrice, quantity), shippingPrice),
  },
  FulfilmentChange: {
    fulfilment: ({ fulfilmentId }, _arguments, { loaders }) => present(loaders.fulfilmentsById.load(fulfilmentId)),
    person: ({ personId }) => (personId === null ? null : { id: personId }),
  },
};

/** A fulfilment by its id; null when there is none or it is not the caller's to see. */
async function findFulfilment(id: string, { loaders }: Context): Promise<Fulfilment | null> {
  const fulfilment = await loaders.fulfilmentsById.load(id);
  const order = fulfilment && (await loaders.ordersById.load(fulfilment.orderId));
  if (!order) return null;
  const viewer = await loaders.viewerOfOrders();
  return seesWhole(order, viewer) || viewer.storeIds.includes(fulfilment.storeId) ? fulfilment : null;
}
