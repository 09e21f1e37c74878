import { money } from '@caravan/core/money';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, eq, getTableColumns, inArray, isNull } from 'drizzle-orm';
import type { Fulfilment, FulfilmentChange, FulfilmentStatus, OrderLine } from './fulfilments.domain.ts';
import { fulfilmentChanges, fulfilments, orderLines } from './fulfilments.tables.ts';

export async function insertFulfilments(tx: Transaction, created: readonly Fulfilment[]): Promise<void> {
  await tx.insert(fulfilments).values(
    created.map(({ itemsTotal, shippingTotal, ...fulfilment }) => ({
      ...fulfilment,
      itemsTotalMinor: itemsTotal.amountMinor,
      shippingTotalMinor: shippingTotal.amountMinor,
      currency: itemsTotal.currency,
    })),
  );
}

export async function insertLines(tx: Transaction, lines: readonly OrderLine[]): Promise<void> {
  await tx.insert(orderLines).values(
    lines.map(({ unitPrice, shippingPrice, ...line }) => ({
      ...line,
      unitPriceMinor: unitPrice.amountMinor,
      shippingMinor: shippingPrice.amountMinor,
      currency: unitPrice.currency,
    })),
  );
}

export async function insertChanges(tx: Transaction, changes: readonly FulfilmentChange[]): Promise<void> {
  await tx.insert(fulfilmentChanges).values([...changes]);
}

export async function saveStatus(tx: Transaction, ids: readonly string[], status: FulfilmentStatus): Promise<void> {
  await tx
    .update(fulfilments)
    .set({ status })
    .where(inArray(fulfilments.id, [...ids]));
}

export async function saveTrackingNumber(tx: Transaction, id: string, trackingNumber: string): Promise<void> {
  await tx.update(fulfilments).set({ trackingNumber }).where(eq(fulfilments.id, id));
}

export async function cancelLines(
  tx: Transaction,
  lineIds: readonly string[],
  { reason, at }: { reason: string | null; at: Date },
): Promise<void> {
  await tx
    .update(orderLines)
    .set({ cancelledAt: at, cancelReason: reason })
    .where(and(inArray(orderLines.id, [...lineIds]), isNull(orderLines.cancelledAt)));
}

export async function selectFulfilments(executor: Executor, ids: readonly string[]): Promise<Fulfilment[]> {
  const rows = await executor
    .select()
    .from(fulfilments)
    .where(inArray(fulfilments.id, [...ids]));
  return rows.map(toFulfilment);
}

/** Sorted by id within an order. */
export async function selectFulfilmentsOfOrders(
  executor: Executor,
  orderIds: readonly string[],
): Promise<Fulfilment[]> {
  const rows = await executor
    .select()
    .from(fulfilments)
    .where(inArray(fulfilments.orderId, [...orderIds]))
    .orderBy(asc(fulfilments.id));
  return rows.map(toFulfilment);
}

/** By title within a fulfilment. */
export async function selectLinesOfFulfilments(executor: Executor, ids: readonly string[]): Promise<OrderLine[]> {
  const rows = await executor
    .select()
    .from(orderLines)
    .where(inArray(orderLines.fulfilmentId, [...ids]))
    .orderBy(asc(orderLines.title), asc(orderLines.variantTitle), asc(orderLines.id));
  return rows.map(toLine);
}

const { position: _, ...changeColumns } = getTableColumns(fulfilmentChanges);

/** Oldest first within an order. */
export async function selectChangesOfOrders(
  executor: Executor,
  orderIds: readonly string[],
): Promise<FulfilmentChange[]> {
  return executor
    .select(changeColumns)
    .from(fulfilmentChanges)
    .where(inArray(fulfilmentChanges.orderId, [...orderIds]))
    .orderBy(asc(fulfilmentChanges.position));
}

/** Oldest first within a fulfilment. */
export async function selectChangesOfFulfilments(
  executor: Executor,
  ids: readonly string[],
): Promise<FulfilmentChange[]> {
  return executor
    .select(changeColumns)
    .from(fulfilmentChanges)
    .where(inArray(fulfilmentChanges.fulfilmentId, [...ids]))
    .orderBy(asc(fulfilmentChanges.position));
}

function toFulfilment(row: typeof fulfilments.$inferSelect): Fulfilment {
  const { itemsTotalMinor, shippingTotalMinor, currency, ...fulfilment } = row;
  return {
    ...fulfilment,
    itemsTotal: money(itemsTotalMinor, currency),
    shippingTotal: money(shippingTotalMinor, currency),
  };
}

function toLine(row: typeof orderLines.$inferSelect): OrderLine {
  const { unitPriceMinor, shippingMinor, currency, ...line } = row;
  return { ...line, unitPrice: money(unitPriceMinor, currency), shippingPrice: money(shippingMinor, currency) };
}
