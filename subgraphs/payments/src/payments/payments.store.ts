import { invariant } from '@caravan/core/errors';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, eq, getTableColumns, inArray, isNotNull, lt, lte } from 'drizzle-orm';
import type { Checkout } from '../checkout/checkout.domain.ts';
import { checkouts } from '../checkout/checkout.tables.ts';
import { type Counts, newestFirst } from '../pages.store.ts';
import type { Payment } from './payments.domain.ts';
import { orderLinks, paymentChanges, payments } from './payments.tables.ts';

export type PaymentChange = typeof paymentChanges.$inferSelect;

const openStatuses = ['PENDING', 'AUTHORISED'] as const;

export async function insertPayment(tx: Transaction, payment: Payment): Promise<void> {
  await tx.insert(payments).values(payment);
}

/** A payment is of one checkout for good, so it needs no lock to find that. */
export async function lockCheckoutOf(tx: Transaction, paymentId: string): Promise<Checkout | null> {
  const [row] = await tx
    .select(getTableColumns(checkouts))
    .from(checkouts)
    .innerJoin(payments, eq(payments.checkoutId, checkouts.id))
    .where(eq(payments.id, paymentId))
    .for('no key update', { of: checkouts });
  return row ?? null;
}

/** Lock its checkout first: that is the order in which a trade's rows are locked. */
export async function lockPayment(tx: Transaction, id: string): Promise<Payment | null> {
  const [row] = await tx.select().from(payments).where(eq(payments.id, id)).for('no key update');
  return row ?? null;
}

export async function savePayment(tx: Transaction, payment: Payment): Promise<void> {
  const { id, ...values } = payment;
  const saved = await tx.update(payments).set(values).where(eq(payments.id, id)).returning({ id: payments.id });
  invariant(saved.length === 1, 'a payment that is saved exists');
}

export async function insertPaymentChange(tx: Transaction, change: PaymentChange): Promise<void> {
  await tx.insert(paymentChanges).values(change);
}

export async function findPayments(executor: Executor, ids: readonly string[]): Promise<Payment[]> {
  return executor
    .select()
    .from(payments)
    .where(inArray(payments.id, [...ids]));
}

/** Attempts of each checkout, oldest first. */
export async function findPaymentsOfCheckouts(executor: Executor, checkoutIds: readonly string[]): Promise<Payment[]> {
  return executor
    .select()
    .from(payments)
    .where(inArray(payments.checkoutId, [...checkoutIds]))
    .orderBy(asc(payments.id));
}

export async function findNewestPayment(executor: Executor, checkoutId: string): Promise<Payment | null> {
  const found = await findPaymentsOfCheckouts(executor, [checkoutId]);
  return found.at(-1) ?? null;
}

export async function findOpenPayment(executor: Executor, checkoutId: string): Promise<Payment | null> {
  const [row] = await executor
    .select()
    .from(payments)
    .where(and(eq(payments.checkoutId, checkoutId), inArray(payments.status, [...openStatuses])));
  return row ?? null;
}

/** Open payments that the provider knows and that were made before an instant, oldest first. */
export async function findOpenSince(executor: Executor, before: Date): Promise<Payment[]> {
  return executor
    .select()
    .from(payments)
    .where(
      and(inArray(payments.status, [...openStatuses]), isNotNull(payments.providerRef), lt(payments.createdAt, before)),
    )
    .orderBy(asc(payments.createdAt))
    .limit(200);
}

export async function findPaymentChanges(executor: Executor, paymentIds: readonly string[]): Promise<PaymentChange[]> {
  return executor
    .select()
    .from(paymentChanges)
    .where(inArray(paymentChanges.paymentId, [...paymentIds]))
    .orderBy(asc(paymentChanges.version));
}

/** One page of a buyer's payments, newest first. */
/** The same page of several buyers' payments, newest first. */
export async function findPaymentPages(
  executor: Executor,
  buyerIds: readonly string[],
  page: PageRequest,
): Promise<Payment[]> {
  const { order, beyond, placeIn, mostPlaces } = newestFirst(payments.id, page);
  const ranked = executor
    .select({ id: payments.id, place: placeIn(payments.buyerId) })
    .from(payments)
    .where(and(inArray(payments.buyerId, [...buyerIds]), beyond))
    .as('ranked');
  const ids = executor.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, mostPlaces));
  return executor.select().from(payments).where(inArray(payments.id, ids)).orderBy(order);
}

export async function countPayments(executor: Executor, buyerIds: readonly string[]): Promise<Counts> {
  const rows = await executor
    .select({ ownerId: payments.buyerId, total: count() })
    .from(payments)
    .where(inArray(payments.buyerId, [...buyerIds]))
    .groupBy(payments.buyerId);
  return new Map(rows.map(({ ownerId, total }) => [ownerId, total]));
}

export type OrderLink = typeof orderLinks.$inferSelect;

export async function saveOrderLink(tx: Transaction, link: OrderLink): Promise<void> {
  await tx.insert(orderLinks).values(link).onConflictDoNothing();
}

export async function findOrderLinks(executor: Executor, orderIds: readonly string[]): Promise<OrderLink[]> {
  return executor
    .select()
    .from(orderLinks)
    .where(inArray(orderLinks.orderId, [...orderIds]));
}
