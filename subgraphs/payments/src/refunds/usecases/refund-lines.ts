import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import { findEscrows, lockEscrows } from '../../escrow/escrow.store.ts';
import { lockTrade } from '../../payments/usecases/lock-trade.ts';
import { refundableMinor } from '../refunds.domain.ts';
import { requestRefund } from './create-refund.ts';

/** Lines of a paid order were cancelled: whatever is left of them goes back. */
export function refundCancelledLines(
  deps: Deps,
  tx: Transaction,
  cancelled: { eventId: string; lineIds: readonly string[]; reason: string | null },
): Promise<void> {
  const { eventId: sourceKey, lineIds, reason } = cancelled;
  return refundRest(deps, tx, { source: 'LINES_CANCELLED', sourceKey, lineIds, reason: reason ?? 'Cancelled.' });
}

export type RefundRest = {
  readonly source: 'LINES_CANCELLED' | 'LINES_FAILED';
  readonly sourceKey: string;
  readonly lineIds: readonly string[];
  readonly reason: string;
};

/** A line that had a refund on its way when it was cancelled, or failed; a job. */
export async function refundWaiting(deps: Deps, rest: RefundRest): Promise<void> {
  await deps.database.transaction((tx) => refundRest(deps, tx, rest));
}

/** A participant could not complete lines that were paid. */
export function refundFailedLines(
  deps: Deps,
  tx: Transaction,
  failed: { participant: string; failedLineIds: readonly string[] },
): Promise<void> {
  const { participant: sourceKey, failedLineIds: lineIds } = failed;
  const reason = 'It could not be delivered after all.';
  return refundRest(deps, tx, { source: 'LINES_FAILED', sourceKey, lineIds, reason });
}

/**
 * Gives back what is left of lines. What is on its way back already may yet be refused: those lines wait until that is
 * known.
 *
 * @throws When a line is not paid as far as we know yet; the event is tried again.
 */
async function refundRest(deps: Deps, tx: Transaction, rest: RefundRest) {
  const { lineIds, ...request } = rest;
  const known = await findEscrows(tx, lineIds);
  if (known.length < new Set(lineIds).size) throw new Error('Lines were cancelled before they were paid.');
  for (const paymentId of new Set(known.map((escrow) => escrow.paymentId))) {
    if (paymentId === null) continue;
    const trade = await lockTrade(tx, paymentId);
    const ofPayment = known.filter((escrow) => escrow.paymentId === paymentId).map(({ lineId }) => lineId);
    const escrows = await lockEscrows(tx, ofPayment);
    const waiting = escrows.filter(({ pendingRefundMinor }) => pendingRefundMinor > 0n).map(({ lineId }) => lineId);
    if (waiting.length > 0) await askLater(deps, tx, { ...rest, lineIds: waiting });
    const parts = escrows
      .filter(({ lineId }) => !waiting.includes(lineId))
      .map((escrow) => ({ lineId: escrow.lineId, amountMinor: refundableMinor(escrow) }))
      .filter(({ amountMinor }) => amountMinor > 0n);
    if (parts.length === 0) continue;
    const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
    await requestRefund(deps, tx, trade, { ...request, requestedBy: null, amountMinor, parts });
  }
}

/** A line that waited becomes a refund of its own, once. */
async function askLater(deps: Deps, tx: Transaction, { source, sourceKey, lineIds, reason }: RefundRest) {
  const runAt = new Date(deps.now().getTime() + deps.settings.reconcileSeconds * 1_000);
  for (const lineId of lineIds) {
    const ownKey = sourceKey.startsWith(lineId) ? sourceKey : `${lineId}:${sourceKey}`;
    const payload = { source, sourceKey: ownKey, lineIds: [lineId], reason };
    await addJob(tx, 'payments.refund-waiting', payload, { runAt, key: `refund-waiting:${lineId}` });
  }
}
