import type { EventEnvelope } from '@caravan/contracts/event';
import { OrderChanged } from '@caravan/contracts/marketplace';
import { CaravanError } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import { readOrders, viewerOf } from './order-reads.usecases.ts';
import type { Order, Viewer } from './orders.domain.ts';
import { selectOpenOrders, selectOrdersChangedSince } from './orders.store.ts';

/** What to watch: one order, a store's, or (neither) one's own. */
export type OrderWatch = {
  readonly principal: Principal;
  readonly orderId: string | null;
  readonly storeId: string | null;
  /** When a watch that is taken up again last heard of anything. */
  readonly missedSince: Date | null;
};

/** Open orders that a list begins with. */
const openOrders = 20;
/** Commits may come later than the instants they carry, and clocks differ. */
const overlapMs = 60_000;

/**
 * The state of what is watched as it is now, then after every change. What the watcher may see is asked anew for
 * every change, so that somebody who leaves a store hears no more of it.
 *
 * @throws CaravanError `NOT_FOUND` or `FORBIDDEN` for what one may not watch.
 */
export async function watchOrders(deps: Deps, watch: OrderWatch): Promise<AsyncIterableIterator<Order>> {
  await assertMayWatch(deps, watch);
  let readBefore: Date | null = null;
  return deps.feed.watch<Order>({
    contract: OrderChanged,
    matches: (event) => isWatched(watch, changeIn(event)),
    keyOf: ({ id }) => id,
    current: async (event) => {
      const viewer = await viewerOf(deps.database.query, watch.principal);
      if (event) return readVisible(deps, viewer, { watch, orderIds: [changeIn(event).orderId] });
      const began = deps.now();
      const states = await readState(deps, viewer, {
        watch,
        begins: readBefore === null,
        since: readBefore ?? watch.missedSince,
      });
      readBefore = began;
      return states;
    },
  });
}

/** What is open when a watch begins, and whatever changed since events may have been missed. */
async function readState(
  deps: Deps,
  viewer: Viewer,
  { watch, begins, since }: { watch: OrderWatch; begins: boolean; since: Date | null },
): Promise<Order[]> {
  if (watch.orderId !== null) return readVisible(deps, viewer, { watch, orderIds: [watch.orderId] });
  const criteria = criteriaOf(viewer, watch);
  if (!criteria) return [];
  const { query } = deps.database;
  const open = begins ? await selectOpenOrders(query, criteria, openOrders) : [];
  const changed = since ? await selectOrdersChangedSince(query, criteria, new Date(since.getTime() - overlapMs)) : [];
  return [...open.toReversed(), ...changed];
}

async function readVisible(
  deps: Deps,
  viewer: Viewer,
  { watch, orderIds }: { watch: OrderWatch; orderIds: readonly string[] },
): Promise<Order[]> {
  if (watch.storeId !== null && !criteriaOf(viewer, watch)) return [];
  const orders = await readOrders(deps.database.query, viewer, orderIds);
  // A store hears of an order when it is paid, also when someone who sees all watches the store.
  return orders.filter((order) => order !== null).filter(({ confirmedAt }) => !watch.storeId || confirmedAt !== null);
}

async function assertMayWatch(deps: Deps, watch: OrderWatch): Promise<void> {
  const { orderId, storeId } = watch;
  if (orderId !== null && storeId !== null) {
    throw new CaravanError('BAD_USER_INPUT', 'Watch an order or a store, not both.');
  }
  const viewer = await viewerOf(deps.database.query, watch.principal);
  if (orderId !== null) {
    const [order] = await readOrders(deps.database.query, viewer, [orderId]);
    // "Not yours" and "does not exist" are alike, so that ids cannot be probed.
    if (!order) throw new CaravanError('NOT_FOUND', 'No such order.');
  }
  if (orderId === null && !criteriaOf(viewer, watch)) {
    throw new CaravanError('FORBIDDEN', "Only its staff watch a store's orders.");
  }
}

function criteriaOf(viewer: Viewer, { storeId }: OrderWatch): { buyerId: string } | { storeId: string } | null {
  if (storeId !== null) return viewer.seesAll || viewer.storeIds.includes(storeId) ? { storeId } : null;
  return viewer.personId === null ? null : { buyerId: viewer.personId };
}

type Change = { readonly orderId: string; readonly buyerId: string; readonly storeIds: readonly string[] };

function changeIn(event: EventEnvelope): Change {
  return OrderChanged.data.parse(event.data);
}

function isWatched({ principal, orderId, storeId }: OrderWatch, change: Change): boolean {
  if (orderId !== null) return change.orderId === orderId;
  return storeId === null ? change.buyerId === principal.id : change.storeIds.includes(storeId);
}
