import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import type { Order } from '../orders/orders.domain.ts';
import { noteProgress, takeOrder } from '../orders/orders.usecases.ts';
import {
  type Actor,
  type Fulfilment,
  type FulfilmentChange,
  type FulfilmentStatus,
  type OrderLine,
  step,
} from './fulfilments.domain.ts';
import { announceMoved } from './fulfilments.events.ts';
import {
  insertChanges,
  insertFulfilments,
  insertLines,
  saveStatus,
  selectFulfilmentsOfOrders,
  selectLinesOfFulfilments,
} from './fulfilments.store.ts';

/** An order whose row is locked, with its parts as they are now. */
export type TakenOrder = { readonly order: Order; readonly fulfilments: readonly Fulfilment[] };

/** Who moves a fulfilment, why and when. */
export type Mover = {
  readonly by: Actor;
  readonly personId: string | null;
  readonly comment: string | null;
  readonly now: Date;
};

/** Locks an order and reads its fulfilments, which nobody else can change until the transaction ends. */
export async function takeFulfilments(tx: Transaction, orderId: string): Promise<TakenOrder | undefined> {
  const order = await takeOrder(tx, orderId);
  return order && { order, fulfilments: await selectFulfilmentsOfOrders(tx, [orderId]) };
}

/** Creates the fulfilments of an order that was just placed, with their first entry of history. */
export async function placeFulfilments(
  tx: Transaction,
  { fulfilments, lines, now }: { fulfilments: readonly Fulfilment[]; lines: readonly OrderLine[]; now: Date },
): Promise<void> {
  await insertFulfilments(tx, fulfilments);
  await insertLines(tx, lines);
  const mover: Mover = { by: 'SYSTEM', personId: null, comment: null, now };
  await insertChanges(
    tx,
    fulfilments.map((fulfilment) => entry(fulfilment, null, mover)),
  );
}

/**
 * Moves fulfilments of a taken order, writes their history, announces each step, and notes what it means for the
 * order. Whether the step is legal is for the caller to decide with the transition table.
 */
export async function moveFulfilments(
  tx: Transaction,
  { order, fulfilments }: TakenOrder,
  { moved, to, mover }: { moved: readonly Fulfilment[]; to: FulfilmentStatus; mover: Mover },
): Promise<TakenOrder> {
  const ids = new Set(moved.map(({ id }) => id));
  if (moved.length > 0) {
    await saveStatus(tx, [...ids], to);
    await insertChanges(
      tx,
      moved.map((fulfilment) => entry({ ...fulfilment, status: to }, fulfilment.status, mover)),
    );
  }
  for (const fulfilment of moved) {
    await announceMoved(tx, order, { fulfilment: { ...fulfilment, status: to }, from: fulfilment.status });
  }
  const all = fulfilments.map((fulfilment) => (ids.has(fulfilment.id) ? { ...fulfilment, status: to } : fulfilment));
  const statuses = all.map(({ status }) => status);
  return { order: await noteProgress(tx, order, { statuses, now: mover.now }), fulfilments: all };
}

/** Notes in the history that a fulfilment goes on with fewer lines. */
export async function noteReduced(tx: Transaction, reduced: readonly Fulfilment[], mover: Mover): Promise<void> {
  if (reduced.length === 0) return;
  await insertChanges(
    tx,
    reduced.map((fulfilment) => entry(fulfilment, fulfilment.status, mover)),
  );
}

/** All lines of these fulfilments, cancelled ones included. */
export async function readLines(tx: Transaction, fulfilments: readonly Fulfilment[]): Promise<OrderLine[]> {
  return selectLinesOfFulfilments(
    tx,
    fulfilments.map(({ id }) => id),
  );
}

/** The store of a delivered fulfilment was paid: the trade is complete. A repeat changes nothing. */
export async function completeFulfilment(
  deps: Deps,
  tx: Transaction,
  { orderId, fulfilmentId }: { orderId: string; fulfilmentId: string },
): Promise<void> {
  const taken = await takeFulfilments(tx, orderId);
  const fulfilment = taken?.fulfilments.find(({ id }) => id === fulfilmentId);
  invariant(taken && fulfilment, 'escrow belongs to a fulfilment of ours');
  if (!step(fulfilment.status, { to: 'COMPLETED', as: ['SYSTEM'], path: [] }).ok) return;
  const mover: Mover = { by: 'SYSTEM', personId: null, comment: null, now: deps.now() };
  await moveFulfilments(tx, taken, { moved: [fulfilment], to: 'COMPLETED', mover });
}

function entry(fulfilment: Fulfilment, from: FulfilmentStatus | null, mover: Mover): FulfilmentChange {
  const { by, personId, comment, now } = mover;
  const { id, orderId, status } = fulfilment;
  return { id: newId(), orderId, fulfilmentId: id, from, to: status, comment, by, personId, at: now };
}
