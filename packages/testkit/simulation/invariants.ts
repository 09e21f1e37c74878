import { checkMoney } from './money-invariants.ts';
import type { Town } from './town.ts';
import { committed, violate, type World } from './world.ts';

type Level = { variantId: string; onHand: number; reserved: number };
type Checkout = { id: string; buyerId: string; status: string; totalMinor: bigint | null };
type Hold = { checkoutId: string; state: string; orderId: string | null };
type Order = { id: string; checkoutId: string; status: string; confirmedAt: Date | null };
type Fulfilment = { id: string; orderId: string; status: string };
type Line = {
  id: string;
  fulfilmentId: string;
  variantId: string;
  quantity: number;
  unitPriceMinor: bigint;
  shippingMinor: bigint;
  cancelledAt: Date | null;
};

const open = ['RESERVING', 'AWAITING_PAYMENT', 'PAID'];

/** Rules that hold at every moment, of what is committed. */
export function checkStep(world: World): void {
  for (const { variantId, onHand, reserved } of committed<Level>(world, 'marketplace', 'stock_levels')) {
    if (reserved < 0 || reserved > onHand) violate(world, `oversold: ${reserved} of ${onHand} of ${variantId}`);
  }
  const buyers = new Set<string>();
  for (const { buyerId, status } of committed<Checkout>(world, 'payments', 'checkouts')) {
    if (!open.includes(status)) continue;
    if (buyers.has(buyerId)) violate(world, `${buyerId} has two open checkouts`);
    buyers.add(buyerId);
  }
}

/** Rules that hold when nothing is left to do. */
export function checkEnd(world: World, town: Town): void {
  checkStep(world);
  checkHolds(world);
  checkOrders(world);
  checkFulfilments(world);
  checkStock(world, town);
  checkInboxes(world);
  checkTotals(world);
  checkMoney(world);
}

function checkHolds(world: World) {
  const holds = new Map(committed<Hold>(world, 'marketplace', 'checkout_holds').map((hold) => [hold.checkoutId, hold]));
  for (const { id, status } of committed<Checkout>(world, 'payments', 'checkouts')) {
    const state = holds.get(id)?.state ?? 'NONE';
    const wanted = status === 'CONFIRMED' ? ['CONFIRMED'] : ['RELEASED'];
    if (!wanted.includes(state)) violate(world, `the checkout ${id} is ${status}, its hold ${state}`);
  }
}

function checkOrders(world: World) {
  const statuses = new Map(committed<Checkout>(world, 'payments', 'checkouts').map(({ id, status }) => [id, status]));
  for (const { id, checkoutId, status, confirmedAt } of committed<Order>(world, 'marketplace', 'orders')) {
    const paid = statuses.get(checkoutId) === 'CONFIRMED';
    const agrees = paid ? confirmedAt !== null && status !== 'PENDING' : status === 'CANCELLED' && confirmedAt === null;
    if (!agrees) violate(world, `the order ${id} is ${status}, its checkout ${statuses.get(checkoutId)}`);
  }
}

/** A paid fulfilment is cancelled when, and only when, all its lines are. */
function checkFulfilments(world: World) {
  const lines = Map.groupBy(committed<Line>(world, 'marketplace', 'order_lines'), ({ fulfilmentId }) => fulfilmentId);
  const confirmed = confirmedOrders(world);
  for (const { id, orderId, status } of committed<Fulfilment>(world, 'marketplace', 'fulfilments')) {
    const standing = (lines.get(id) ?? []).filter(({ cancelledAt }) => cancelledAt === null).length;
    if (confirmed.has(orderId) && (status === 'CANCELLED') !== (standing === 0)) {
      violate(world, `the fulfilment ${id} is ${status}, ${standing} lines of it stand`);
    }
  }
}

function confirmedOrders(world: World): Set<string> {
  const orders = committed<Order>(world, 'marketplace', 'orders');
  return new Set(orders.filter(({ confirmedAt }) => confirmedAt !== null).map(({ id }) => id));
}

/** What is on hand, promised and sold adds up to what came in, by the orders themselves. */
function checkStock(world: World, { goods }: Town) {
  const confirmed = confirmedOrders(world);
  const sold = new Set(
    committed<Fulfilment>(world, 'marketplace', 'fulfilments')
      .filter(({ orderId }) => confirmed.has(orderId))
      .map(({ id }) => id),
  );
  const lines = committed<Line>(world, 'marketplace', 'order_lines').filter(
    ({ fulfilmentId, cancelledAt }) => sold.has(fulfilmentId) && cancelledAt === null,
  );
  for (const { variantId, onHand, reserved } of committed<Level>(world, 'marketplace', 'stock_levels')) {
    const stock = goods.find((good) => good.variantId === variantId)?.stock ?? 0;
    const gone = lines.filter((line) => line.variantId === variantId).reduce((sum, { quantity }) => sum + quantity, 0);
    if (onHand !== stock - gone || reserved !== 0) {
      violate(world, `of ${stock} pieces ${gone} were sold, but ${onHand} are on hand and ${reserved} promised`);
    }
  }
}

function checkInboxes(world: World) {
  for (const part of Object.values(world.parts)) {
    const effects = committed<{ consumer: string; eventId: string }>(world, part.name, 'inbox');
    const once = new Set(effects.map(({ consumer, eventId }) => `${consumer} ${eventId}`));
    if (once.size < effects.length) violate(world, `an event had an effect twice in ${part.name}`);
  }
}

/** A buyer pays what the ordered lines cost, whatever anybody else says. */
function checkTotals(world: World) {
  const orderOf = new Map(
    committed<Fulfilment>(world, 'marketplace', 'fulfilments').map((row) => [row.id, row.orderId]),
  );
  const checkoutOf = new Map(committed<Order>(world, 'marketplace', 'orders').map((row) => [row.id, row.checkoutId]));
  const totals = new Map<string, bigint>();
  for (const line of committed<Line>(world, 'marketplace', 'order_lines')) {
    const checkoutId = checkoutOf.get(orderOf.get(line.fulfilmentId) ?? '') ?? '';
    const cost = line.unitPriceMinor * BigInt(line.quantity) + line.shippingMinor;
    totals.set(checkoutId, (totals.get(checkoutId) ?? 0n) + cost);
  }
  for (const { id, totalMinor } of committed<Checkout>(world, 'payments', 'checkouts')) {
    if (totalMinor !== null && totalMinor !== totals.get(id)) {
      violate(world, `the checkout ${id} asks for ${totalMinor}, its lines cost ${totals.get(id)}`);
    }
  }
}
