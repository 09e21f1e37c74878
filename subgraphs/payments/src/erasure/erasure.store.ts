import type { Transaction } from '@caravan/database/database';
import { and, eq, inArray, isNotNull, ne, notInArray, or } from 'drizzle-orm';
import { paymentChanges, payments } from '../payments/payments.tables.ts';
import { refunds } from '../refunds/refunds.tables.ts';

/** Takes what is personal off somebody's payments and their refunds; no amount, state or account changes. */
export async function pseudonymisePayments(tx: Transaction, userId: string): Promise<void> {
  // In the order in which everybody else locks payments.
  const locked = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(eq(payments.buyerId, userId))
    .orderBy(payments.id)
    .for('update');
  const ids = locked.map(({ id }) => id);
  const ofPayments = ids.length > 0 ? inArray(refunds.paymentId, ids) : undefined;
  await tx
    .update(refunds)
    .set({ reason: erasedReason })
    .where(and(ne(refunds.reason, erasedReason), or(eq(refunds.requestedBy, userId), ofPayments)));
  if (ids.length === 0) return;
  await tx
    .update(paymentChanges)
    .set({ comment: null })
    .where(and(inArray(paymentChanges.paymentId, ids), isNotNull(paymentChanges.comment)));
  await tx
    .update(payments)
    .set({ redirectUrl: null })
    .where(and(inArray(payments.id, ids), notInArray(payments.status, ['PENDING', 'AUTHORISED'])));
}

const erasedReason = 'Erased.';
