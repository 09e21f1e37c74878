import type { Executor, Transaction } from '@caravan/database/database';
import { asc, eq, inArray } from 'drizzle-orm';
import { escrows } from './escrow.tables.ts';

export type Escrow = typeof escrows.$inferSelect;

export async function insertEscrows(tx: Transaction, opened: readonly (typeof escrows.$inferInsert)[]): Promise<void> {
  if (opened.length > 0) await tx.insert(escrows).values([...opened]);
}

/** In sorted order, so that refunds and releases never deadlock. */
export async function lockEscrows(tx: Transaction, lineIds: readonly string[]): Promise<Escrow[]> {
  return tx
    .select()
    .from(escrows)
    .where(inArray(escrows.lineId, [...lineIds]))
    .orderBy(asc(escrows.lineId))
    .for('no key update');
}

export async function lockEscrowsOfFulfilment(tx: Transaction, fulfilmentId: string): Promise<Escrow[]> {
  return tx
    .select()
    .from(escrows)
    .where(eq(escrows.fulfilmentId, fulfilmentId))
    .orderBy(asc(escrows.lineId))
    .for('no key update');
}

export async function lockEscrowsOfPayment(tx: Transaction, paymentId: string): Promise<Escrow[]> {
  return tx
    .select()
    .from(escrows)
    .where(eq(escrows.paymentId, paymentId))
    .orderBy(asc(escrows.lineId))
    .for('no key update');
}

export async function saveEscrow(
  tx: Transaction,
  lineId: string,
  change: Partial<Pick<Escrow, 'refundedMinor' | 'pendingRefundMinor' | 'commissionMinor' | 'releaseAt' | 'released'>>,
): Promise<void> {
  await tx.update(escrows).set(change).where(eq(escrows.lineId, lineId));
}

export async function findEscrowsOfPayments(executor: Executor, paymentIds: readonly string[]): Promise<Escrow[]> {
  return executor
    .select()
    .from(escrows)
    .where(inArray(escrows.paymentId, [...paymentIds]))
    .orderBy(asc(escrows.lineId));
}

export async function findEscrows(executor: Executor, lineIds: readonly string[]): Promise<Escrow[]> {
  return executor
    .select()
    .from(escrows)
    .where(inArray(escrows.lineId, [...lineIds]));
}
