import type { CheckoutStarted, RejectionReason } from '@caravan/contracts/checkout';
import type { DataOf, Sealed } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { readAddress } from '../addresses/addresses.usecases.ts';
import type { PricedItem } from '../cart/cart.domain.ts';
import { removeBought, takeItems } from '../cart/cart.usecases.ts';
import type { Deps } from '../deps.ts';
import { refundedLineIds, step } from '../fulfilments/fulfilments.domain.ts';
import {
  moveFulfilments,
  placeFulfilments,
  readLines,
  type TakenOrder,
  takeFulfilments,
} from '../fulfilments/fulfilments.usecases.ts';
import { placeOrder } from '../orders/orders.usecases.ts';
import { commitStock, releaseStock, reserveStock } from '../stock/stock.usecases.ts';
import { type Hold, type NewPlan, plan, refusals, toCheckoutLines } from './checkout.domain.ts';
import { answerCompleted, answerRejected, answerReserved, participant } from './checkout.events.ts';
import { endHold, insertHold, lockCheckout, selectHold } from './checkout.store.ts';

export type StartedCheckout = DataOf<typeof CheckoutStarted>;

/** Job that tries again what could not be reserved because an address was not known yet. */
export const reserveAgain = 'checkout.reserve-again';

/** A buyer's address comes on another topic than the checkout, so it may be the later one: it is waited for, briefly. */
const addressWaits = { most: 5, pauseMs: 1_000 };

/**
 * Holds what the buyer has in the cart in this currency, creates its order, and answers Reserved; or holds nothing
 * and answers Rejected. A repeat gets the same answer, a checkout that was released before it started is CLOSED.
 *
 * @param waited - How often this checkout has waited for its address.
 */
export async function reserve(deps: Deps, tx: Transaction, started: StartedCheckout, waited = 0): Promise<void> {
  const { checkoutId, buyerId, deliveryAddressId, currency } = started;
  if (!started.participants.includes(participant)) return;
  await lockCheckout(tx, checkoutId);
  const hold = await selectHold(tx, checkoutId);
  if (hold) return answerAgain(deps, tx, hold);

  const address = deliveryAddressId === null ? null : await readAddress(tx, { addressId: deliveryAddressId, buyerId });
  if (address === undefined) return waitForAddress(deps, tx, { started, waited });

  const items = await takeItems(tx, buyerId, currency);
  if (items.length === 0) {
    await insertHold(tx, { checkoutId, state: 'HELD', buyerId, orderId: null, boughtItems: [] }, deps.now());
    return answerReserved(tx, checkoutId, []);
  }
  const reasons = refusals(items, { hasAddress: address !== null });
  if (reasons.length > 0) return answerRejected(tx, checkoutId, reasons);
  return holdItems(deps, tx, { started, items, address });
}

/** Turns a hold into a confirmed order whose items leave the cart, and answers Completed; a repeat is answered alike. */
export async function confirm(deps: Deps, tx: Transaction, checkoutId: string): Promise<void> {
  await lockCheckout(tx, checkoutId);
  const hold = await selectHold(tx, checkoutId);
  // The topic keeps the order of a checkout's events: without a hold, marketplace was not asked to take part.
  if (!hold) return;
  const orderRefs = hold.orderId === null ? [] : [hold.orderId];
  if (hold.state === 'RELEASED') return failAll(deps, tx, hold);
  const now = deps.now();
  if (await endHold(tx, checkoutId, { state: 'CONFIRMED', now })) await fulfil(tx, hold, now);
  return answerCompleted(tx, checkoutId, { orderRefs, failedLineIds: [] });
}

/** Frees what is held and cancels its order. Without a hold it leaves a tombstone, so that nothing is held later. */
export async function release(deps: Deps, tx: Transaction, checkoutId: string): Promise<void> {
  await lockCheckout(tx, checkoutId);
  const hold = await selectHold(tx, checkoutId);
  const now = deps.now();
  if (!hold) {
    const tombstone: Hold = { checkoutId, state: 'RELEASED', buyerId: null, orderId: null, boughtItems: [] };
    return insertHold(tx, tombstone, now);
  }
  if (hold.state === 'CONFIRMED') {
    deps.logger.error({ checkoutId }, 'A confirmed checkout was released: nothing was changed');
    return;
  }
  if (!(await endHold(tx, checkoutId, { state: 'RELEASED', now })) || hold.orderId === null) return;
  const taken = await takeOrderOf(tx, hold.orderId);
  await releaseStock(tx, { reference: checkoutId, now });
  await moveAll(tx, taken, { to: 'CANCELLED', now });
}

async function holdItems(
  deps: Deps,
  tx: Transaction,
  { started, items, address }: { started: StartedCheckout; items: readonly PricedItem[]; address: Sealed | null },
): Promise<void> {
  const { checkoutId, buyerId, currency } = started;
  const now = deps.now();
  const orderId = newId();
  const planned = plan(orderId, items, newId);
  const reserved = await reserveStock(tx, {
    reference: checkoutId,
    lines: planned.lines.map(({ id, variantId, quantity }) => ({ lineId: id, variantId, quantity })),
    now,
  });
  // A refused reservation has written nothing, so there is nothing to take back.
  if (!reserved.ok) return answerRejected(tx, checkoutId, shortages(planned, reserved.errors[0].lineIds));

  const storeIds = planned.fulfilments.map(({ storeId }) => storeId);
  await placeOrder(tx, { id: orderId, checkoutId, buyerId, storeIds, currency, deliveryAddress: address }, now);
  await placeFulfilments(tx, { ...planned, now });
  const boughtItems = items.map(({ id, quantity, version }) => ({ cartItemId: id, quantity, version }));
  await insertHold(tx, { checkoutId, state: 'HELD', buyerId, orderId, boughtItems }, now);
  await answerReserved(tx, checkoutId, toCheckoutLines(planned, deps.settings.escrowDays));
}

function shortages({ itemOf }: NewPlan, lineIds: readonly string[]): RejectionReason[] {
  return lineIds.map((lineId) => ({ kind: 'INSUFFICIENT_STOCK', cartItemId: itemOf.get(lineId)?.id ?? null }));
}

async function answerAgain(deps: Deps, tx: Transaction, { checkoutId, state, orderId }: Hold): Promise<void> {
  if (state === 'RELEASED') return answerRejected(tx, checkoutId, [{ kind: 'CLOSED', cartItemId: null }]);
  if (orderId === null) return answerReserved(tx, checkoutId, []);
  const { fulfilments } = await takeOrderOf(tx, orderId);
  const lines = await readLines(tx, fulfilments);
  return answerReserved(tx, checkoutId, toCheckoutLines({ fulfilments, lines }, deps.settings.escrowDays));
}

async function waitForAddress(
  deps: Deps,
  tx: Transaction,
  { started, waited }: { started: StartedCheckout; waited: number },
): Promise<void> {
  const { checkoutId } = started;
  if (waited >= addressWaits.most) {
    return answerRejected(tx, checkoutId, [{ kind: 'ADDRESS_UNKNOWN', cartItemId: null }]);
  }
  const runAt = new Date(deps.now().getTime() + addressWaits.pauseMs);
  await addJob(tx, reserveAgain, { started, waited: waited + 1 }, { runAt, key: `${reserveAgain} ${checkoutId}` });
}

async function fulfil(tx: Transaction, { checkoutId, orderId, buyerId, boughtItems }: Hold, now: Date): Promise<void> {
  if (orderId === null || buyerId === null) return;
  const taken = await takeOrderOf(tx, orderId);
  await removeBought(tx, buyerId, { bought: boughtItems, now });
  await commitStock(tx, { reference: checkoutId, now });
  await moveAll(tx, taken, { to: 'CONFIRMED', now });
}

/** Paid after it was released, which payments rules out: all its lines are given back, and somebody is told. */
async function failAll(deps: Deps, tx: Transaction, { checkoutId, orderId }: Hold): Promise<void> {
  deps.logger.error({ checkoutId }, 'A released checkout was paid: its lines are refunded');
  const lines = orderId === null ? [] : await readLines(tx, (await takeOrderOf(tx, orderId)).fulfilments);
  return answerCompleted(tx, checkoutId, { orderRefs: [], failedLineIds: refundedLineIds(lines) });
}

async function moveAll(
  tx: Transaction,
  taken: TakenOrder,
  { to, now }: { to: 'CONFIRMED' | 'CANCELLED'; now: Date },
): Promise<void> {
  for (const { status } of taken.fulfilments) {
    invariant(step(status, { to, as: ['SYSTEM'], path: [] }).ok, `a held fulfilment can become ${to}`);
  }
  const mover = { by: 'SYSTEM', personId: null, comment: null, now } as const;
  await moveFulfilments(tx, taken, { moved: taken.fulfilments, to, mover });
}

async function takeOrderOf(tx: Transaction, orderId: string): Promise<TakenOrder> {
  const taken = await takeFulfilments(tx, orderId);
  invariant(taken, 'the order of a hold is there');
  return taken;
}
