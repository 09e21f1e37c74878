import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Refund, RefundLine, RefundPart, RefundStatus } from './refunds.domain.ts';
import { refundLines, refunds } from './refunds.tables.ts';

export type NewRefund = typeof refunds.$inferInsert;

/** False when this source asked for it before. */
export async function insertRefund(tx: Transaction, refund: NewRefund, parts: readonly RefundPart[]): Promise<boolean> {
  const inserted = await tx.insert(refunds).values(refund).onConflictDoNothing().returning({ id: refunds.id });
  if (inserted.length === 0) return false;
  if (parts.length > 0) await tx.insert(refundLines).values(parts.map((part) => ({ refundId: refund.id, ...part })));
  return true;
}

/** Whether this source asked for a refund before. */
export async function isKnown(
  executor: Executor,
  { paymentId, source, sourceKey }: Pick<NewRefund, 'paymentId' | 'source' | 'sourceKey'>,
): Promise<boolean> {
  const rows = await executor
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.paymentId, paymentId), eq(refunds.source, source), eq(refunds.sourceKey, sourceKey)));
  return rows.length > 0;
}

export async function lockRefund(tx: Transaction, id: string): Promise<Refund | null> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, id)).for('no key update');
  return row ?? null;
}

export async function saveSettled(tx: Transaction, id: string, settled: { status: RefundStatus; settledAt: Date }) {
  await tx.update(refunds).set(settled).where(eq(refunds.id, id));
}

export async function findRefunds(executor: Executor, ids: readonly string[]): Promise<Refund[]> {
  return executor
    .select()
    .from(refunds)
    .where(inArray(refunds.id, [...ids]));
}

export async function findRefundsOfPayments(executor: Executor, paymentIds: readonly string[]): Promise<Refund[]> {
  return executor
    .select()
    .from(refunds)
    .where(inArray(refunds.paymentId, [...paymentIds]))
    .orderBy(asc(refunds.id));
}

/** Refunds on their way since before an instant, oldest first. */
export async function findPendingSince(executor: Executor, before: Date): Promise<Refund[]> {
  return executor
    .select()
    .from(refunds)
    .where(and(eq(refunds.status, 'PENDING'), lt(refunds.requestedAt, before)))
    .orderBy(asc(refunds.requestedAt))
    .limit(200);
}

export async function findRefundLines(executor: Executor, refundIds: readonly string[]): Promise<RefundLine[]> {
  return executor
    .select()
    .from(refundLines)
    .where(inArray(refundLines.refundId, [...refundIds]))
    .orderBy(asc(refundLines.lineId));
}
