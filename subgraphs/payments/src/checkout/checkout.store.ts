import type { CheckoutLine, Participant } from '@caravan/contracts/checkout';
import { fromMoneyData } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, eq, exists, inArray, lt, lte } from 'drizzle-orm';
import { type Counts, newestFirst } from '../pages.store.ts';
import {
  type Checkout,
  type HeldLine,
  openStatuses,
  type ParticipantReply,
  type ParticipantState,
} from './checkout.domain.ts';
import { checkoutChanges, checkoutLines, checkoutParticipants, checkouts } from './checkout.tables.ts';

export type CheckoutChange = typeof checkoutChanges.$inferSelect;

/** False when the buyer has another open checkout. */
export async function insertCheckout(
  tx: Transaction,
  checkout: Checkout,
  participants: readonly Participant[],
): Promise<boolean> {
  const inserted = await tx.insert(checkouts).values(checkout).onConflictDoNothing().returning({ id: checkouts.id });
  if (inserted.length === 0) return false;
  await tx
    .insert(checkoutParticipants)
    .values(participants.map((participant) => ({ checkoutId: checkout.id, participant, state: 'WAITING' as const })));
  return true;
}

export async function lockCheckout(tx: Transaction, id: string): Promise<Checkout | null> {
  const [row] = await tx.select().from(checkouts).where(eq(checkouts.id, id)).for('no key update');
  return row ?? null;
}

export async function findCheckouts(executor: Executor, ids: readonly string[]): Promise<Checkout[]> {
  return executor
    .select()
    .from(checkouts)
    .where(inArray(checkouts.id, [...ids]));
}

export async function findOpenCheckout(executor: Executor, buyerId: string): Promise<Checkout | null> {
  const [row] = await executor
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.buyerId, buyerId), inArray(checkouts.status, [...openStatuses])));
  return row ?? null;
}

export async function saveCheckout(tx: Transaction, checkout: Checkout, change: Omit<CheckoutChange, 'checkoutId'>) {
  const { id, ...values } = checkout;
  const saved = await tx.update(checkouts).set(values).where(eq(checkouts.id, id)).returning({ id: checkouts.id });
  invariant(saved.length === 1, 'a checkout that is saved exists');
  await tx.insert(checkoutChanges).values({ checkoutId: id, ...change });
}

export async function insertFirstChange(tx: Transaction, checkout: Checkout, comment: string) {
  await tx.insert(checkoutChanges).values({
    checkoutId: checkout.id,
    version: checkout.version,
    from: null,
    to: checkout.status,
    comment,
    at: checkout.createdAt,
  });
}

/** Moves a participant's state once; false when it was there already, or takes no part. */
export async function setReply(
  tx: Transaction,
  reply: { checkoutId: string; participant: Participant; from: ParticipantState; to: ParticipantState },
): Promise<boolean> {
  const moved = await tx
    .update(checkoutParticipants)
    .set({ state: reply.to })
    .where(
      and(
        eq(checkoutParticipants.checkoutId, reply.checkoutId),
        eq(checkoutParticipants.participant, reply.participant),
        eq(checkoutParticipants.state, reply.from),
      ),
    )
    .returning({ participant: checkoutParticipants.participant });
  return moved.length === 1;
}

export async function findReplies(executor: Executor, checkoutId: string): Promise<ParticipantReply[]> {
  return executor
    .select({ participant: checkoutParticipants.participant, state: checkoutParticipants.state })
    .from(checkoutParticipants)
    .where(eq(checkoutParticipants.checkoutId, checkoutId));
}

export async function insertLines(
  tx: Transaction,
  held: { checkoutId: string; participant: Participant; lines: readonly CheckoutLine[] },
) {
  if (held.lines.length === 0) return;
  const { checkoutId, participant } = held;
  await tx.insert(checkoutLines).values(
    held.lines.map(({ amount, payee, releaseRule, ...line }) => ({
      ...line,
      ...fromMoneyData(amount),
      checkoutId,
      participant,
      payeeId: payee.id,
      releaseDays: releaseRule.days,
    })),
  );
}

export async function findLines(executor: Executor, checkoutIds: readonly string[]): Promise<HeldLine[]> {
  return executor
    .select()
    .from(checkoutLines)
    .where(inArray(checkoutLines.checkoutId, [...checkoutIds]))
    .orderBy(asc(checkoutLines.participant), asc(checkoutLines.lineId));
}

export async function findLinesOfOrders(executor: Executor, orderIds: readonly string[]) {
  return executor
    .selectDistinct({ orderId: checkoutLines.ref, checkoutId: checkoutLines.checkoutId })
    .from(checkoutLines)
    .where(inArray(checkoutLines.ref, [...orderIds]));
}

export async function findChanges(executor: Executor, checkoutIds: readonly string[]): Promise<CheckoutChange[]> {
  return executor
    .select()
    .from(checkoutChanges)
    .where(inArray(checkoutChanges.checkoutId, [...checkoutIds]))
    .orderBy(asc(checkoutChanges.version));
}

/** One page of a buyer's checkouts, newest first. */
/** The same page of several buyers' checkouts, newest first. */
export async function findCheckoutPages(
  executor: Executor,
  buyerIds: readonly string[],
  page: PageRequest,
): Promise<Checkout[]> {
  const { order, beyond, placeIn, mostPlaces } = newestFirst(checkouts.id, page);
  const ranked = executor
    .select({ id: checkouts.id, place: placeIn(checkouts.buyerId) })
    .from(checkouts)
    .where(and(inArray(checkouts.buyerId, [...buyerIds]), beyond))
    .as('ranked');
  const ids = executor.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, mostPlaces));
  return executor.select().from(checkouts).where(inArray(checkouts.id, ids)).orderBy(order);
}

export async function countCheckouts(executor: Executor, buyerIds: readonly string[]): Promise<Counts> {
  const rows = await executor
    .select({ ownerId: checkouts.buyerId, total: count() })
    .from(checkouts)
    .where(inArray(checkouts.buyerId, [...buyerIds]))
    .groupBy(checkouts.buyerId);
  return new Map(rows.map(({ ownerId, total }) => [ownerId, total]));
}

/** Ids of checkouts that wait to be paid and have a line of this store. */
export async function findAwaitingPaymentTo(executor: Executor, storeId: string): Promise<string[]> {
  const ofStore = executor
    .select({ checkoutId: checkoutLines.checkoutId })
    .from(checkoutLines)
    .where(and(eq(checkoutLines.checkoutId, checkouts.id), eq(checkoutLines.payeeId, storeId)));
  const rows = await executor
    .select({ id: checkouts.id })
    .from(checkouts)
    .where(and(eq(checkouts.status, 'AWAITING_PAYMENT'), exists(ofStore)));
  return rows.map(({ id }) => id);
}

/** Unpaid checkouts whose time was over before an instant: their timers failed. */
export async function findOverdue(executor: Executor, before: Date): Promise<Checkout[]> {
  return executor
    .select()
    .from(checkouts)
    .where(and(inArray(checkouts.status, ['RESERVING', 'AWAITING_PAYMENT']), lt(checkouts.expiresAt, before)))
    .orderBy(checkouts.expiresAt)
    .limit(200);
}

/** Checkouts in a status since before an instant, oldest first. */
export async function findStuck(
  executor: Executor,
  stuck: { status: (typeof openStatuses)[number]; before: Date },
): Promise<Checkout[]> {
  return executor
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.status, stuck.status), lt(checkouts.changedAt, stuck.before)))
    .orderBy(checkouts.changedAt)
    .limit(100);
}
