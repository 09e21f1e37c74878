import { CaravanError } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Executor } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import { isOrderNumber, isVisible, type Order, type OrderStatus, type Viewer } from './orders.domain.ts';
import {
  countOrders,
  countOrdersOfBuyers,
  type OrderCriteria,
  selectOrderPage,
  selectOrders,
  selectPagesOfBuyers,
} from './orders.store.ts';
import { selectStoreIdsOf } from './viewers.store.ts';

/** A filter as a client gives it; empty, it means one's own orders. */
export type OrdersFilter = {
  readonly storeId?: string | undefined;
  readonly everyone?: boolean | undefined;
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly number?: string | undefined;
};

/** A page of orders, and the means to count all of them if that is asked for. */
export type OrderPage = Connection<Order> & { count(): Promise<number> };

/** Name of the list in cursors: newest first. */
const list = 'orders';
const keysOf = ({ id }: Order) => [id];

/** What someone may see of orders, as it is now. */
export async function viewerOf(executor: Executor, principal: Principal): Promise<Viewer> {
  const personId = principal.kind === 'user' ? principal.id : null;
  return {
    personId,
    seesAll: hasScope(principal, 'order:read:any'),
    storeIds: personId === null ? [] : await selectStoreIdsOf(executor, personId),
  };
}

/** The orders of these ids that someone may see, in the order of the ids; null for the others. */
export async function readOrders(
  executor: Executor,
  viewer: Viewer,
  orderIds: readonly string[],
): Promise<(Order | null)[]> {
  const found = new Map((await selectOrders(executor, orderIds)).map((order) => [order.id, order]));
  return orderIds.map((orderId) => {
    const order = found.get(orderId);
    return order && isVisible(order, viewer) ? order : null;
  });
}

/**
 * One's own orders, a store's, or everyone's; newest first.
 *
 * @throws CaravanError `FORBIDDEN` for a store one does not work for, and for everyone's without the scope.
 */
export async function listOrders(
  deps: Deps,
  viewer: Viewer,
  { filter, page }: { filter: OrdersFilter; page: PageArguments },
): Promise<OrderPage> {
  const criteria = criteriaOf(viewer, filter);
  const request = deps.pager.request(list, page);
  const rows = await selectOrderPage(deps.database.query, criteria, request);
  return {
    ...deps.pager.connection(list, request, rows, keysOf),
    count: () => countOrders(deps.database.query, criteria),
  };
}

/** The same page of several buyers' orders, in two statements at most; null for buyers whose orders one may not see. */
export async function listOrdersOfBuyers(
  deps: Deps,
  viewer: Viewer,
  { buyerIds, page }: { buyerIds: readonly string[]; page: PageArguments },
): Promise<(OrderPage | null)[]> {
  const request = deps.pager.request(list, page);
  const allowed = buyerIds.filter((buyerId) => viewer.seesAll || buyerId === viewer.personId);
  const rows = allowed.length > 0 ? await selectPagesOfBuyers(deps.database.query, allowed, request) : [];
  const byBuyer = Map.groupBy(rows, ({ buyerId }) => buyerId);
  let counts: Promise<ReadonlyMap<string, number>> | undefined;
  const count = async (buyerId: string) => {
    counts ??= countOrdersOfBuyers(deps.database.query, allowed);
    return (await counts).get(buyerId) ?? 0;
  };
  return buyerIds.map((buyerId) => {
    if (!allowed.includes(buyerId)) return null;
    const own = byBuyer.get(buyerId) ?? [];
    return { ...deps.pager.connection(list, request, own, keysOf), count: () => count(buyerId) };
  });
}

function criteriaOf(viewer: Viewer, filter: OrdersFilter): OrderCriteria {
  const { storeId, everyone, statuses, from, to, number } = filter;
  if (number !== undefined && !isOrderNumber(number)) {
    throw new CaravanError('BAD_USER_INPUT', 'This is no order number: look for a mistyped digit.');
  }
  return {
    ...scopeOf(viewer, { storeId, everyone }),
    ...(statuses && { statuses }),
    ...(from && { from }),
    ...(to && { to }),
    ...(number !== undefined && { number }),
  };
}

function scopeOf(
  viewer: Viewer,
  { storeId, everyone }: Pick<OrdersFilter, 'storeId' | 'everyone'>,
): Pick<OrderCriteria, 'buyerId' | 'storeId'> {
  if (storeId !== undefined) {
    if (viewer.seesAll || viewer.storeIds.includes(storeId)) return { storeId };
    throw new CaravanError('FORBIDDEN', "Only its staff see a store's orders.");
  }
  if (everyone) {
    if (viewer.seesAll) return {};
    throw new CaravanError('FORBIDDEN', "Everyone's orders need the scope order:read:any.");
  }
  if (viewer.personId === null) throw new CaravanError('UNAUTHENTICATED', 'Sign in first.');
  return { buyerId: viewer.personId };
}
