import { locationOf } from '@caravan/contracts/identity';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { add, type Money, sum } from '@caravan/core/money';
import { payload } from '@caravan/subgraph/payload';
import { cancelOrder } from '../fulfilments/cancel.usecases.ts';
import type { Fulfilment } from '../fulfilments/fulfilments.domain.ts';
import { forgetFulfilments } from '../fulfilments/fulfilments.loaders.ts';
import { transitionMessages } from '../fulfilments/fulfilments.messages.ts';
import type { OrdersFilter as OrdersFilterInput, Resolvers } from '../generated/graphql.ts';
import type { Context } from '../subgraph.ts';
import { listOrders, type OrdersFilter } from './order-reads.usecases.ts';
import { watchOrders } from './order-updates.usecases.ts';
import { type Order, seesWhole } from './orders.domain.ts';

export const orderResolvers: Resolvers = {
  Query: {
    order: (_root, { id }, { loaders }) => loaders.ordersById.load(fromTypeId('order', id)),
    orders: async (_root, { filter, ...page }, { deps, loaders }) =>
      listOrders(deps, await loaders.viewerOfOrders(), { filter: filterOf(filter ?? null), page }),
  },
  Mutation: {
    cancelOrder: async (_root, { input }, { deps, principal, loaders }) => {
      const result = await cancelOrder(deps, {
        principal,
        orderId: fromTypeId('order', input.orderId),
        lineIds: input.lineIds?.map((id) => fromTypeId('orderLine', id)) ?? null,
        reason: input.reason ?? null,
      });
      forgetFulfilments(loaders);
      return payload(result, 'order', transitionMessages);
    },
  },
  Subscription: {
    orderUpdated: {
      subscribe: (_root, { orderId, storeId }, { deps, principal, missedSince }) =>
        watchOrders(deps, {
          principal,
          missedSince,
          orderId: orderId == null ? null : fromTypeId('order', orderId),
          storeId: storeId == null ? null : fromTypeId('store', storeId),
        }),
      resolve: (order: Order) => order,
    },
  },
  Order: {
    __resolveReference: ({ id }, { loaders }) => loaders.ordersById.load(fromTypeId('order', id)),
    id: ({ id }) => toTypeId('order', id),
    buyer: ({ buyerId }) => ({ id: buyerId }),
    fulfilments: seenParts,
    itemsTotal: (order, _arguments, context) => total(order, context, ({ itemsTotal }) => itemsTotal),
    shippingTotal: (order, _arguments, context) => total(order, context, ({ shippingTotal }) => shippingTotal),
    total: (order, _arguments, context) =>
      total(order, context, ({ itemsTotal, shippingTotal }) => add(itemsTotal, shippingTotal)),
    deliveryAddress: ({ deliveryAddress }, _arguments, { loaders }) =>
      deliveryAddress && loaders.openedAddresses.load(deliveryAddress),
    history: async (order, _arguments, context) => {
      const changes = await context.loaders.changesOfOrder.load(order.id);
      const seen = new Set((await seenParts(order, {}, context)).map(({ id }) => id));
      return changes.filter(({ fulfilmentId }) => seen.has(fulfilmentId));
    },
  },
  DeliveryAddress: {
    location: (address) => locationOf(address),
  },
  OrderConnection: {
    edges: ({ edges }) => [...edges],
    nodes: ({ edges }) => edges.map(({ node }) => node),
    totalCount: (page) => page.count(),
  },
  User: {
    orders: ({ id }, page, { loaders }) => loaders.ordersOfBuyer(page).load(id),
  },
};

/** The parts that the caller may see: all, or those of the stores they work for. */
async function seenParts(order: Order, _arguments: object, { loaders }: Context): Promise<Fulfilment[]> {
  const viewer = await loaders.viewerOfOrders();
  const all = await loaders.fulfilmentsOfOrder.load(order.id);
  return seesWhole(order, viewer) ? all : all.filter(({ storeId }) => viewer.storeIds.includes(storeId));
}

async function total(order: Order, context: Context, amountOf: (part: Fulfilment) => Money): Promise<Money> {
  const parts = await seenParts(order, {}, context);
  return sum(parts.map(amountOf), order.currency);
}

function filterOf(filter: OrdersFilterInput | null): OrdersFilter {
  if (!filter) return {};
  return {
    storeId: filter.storeId == null ? undefined : fromTypeId('store', filter.storeId),
    everyone: filter.everyone,
    statuses: filter.statuses ?? undefined,
    from: filter.from ?? undefined,
    to: filter.to ?? undefined,
    number: filter.number ?? undefined,
  };
}
