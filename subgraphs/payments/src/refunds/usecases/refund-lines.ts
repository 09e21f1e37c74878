import type { Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { findEscrows, lockEscrows } from '../../escrow/escrow.store.ts';
import { lockTrade } from '../../payments/usecases/lock-trade.ts';
import { type RefundSource, refundableMinor } from '../refunds.domain.ts';
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

/** @throws When a line is not paid as far as we know yet; the event is tried again. */
async function refundRest(
  deps: Deps,
  tx: Transaction,
  rest: { source: RefundSource; sourceKey: string; lineIds: readonly string[]; reason: string },
) {
  const { lineIds, ...request } = rest;
  const known = await findEscrows(tx, lineIds);
  if (known.length < new Set(lineIds).size) throw new Error('Lines were cancelled before they were paid.');
  for (const paymentId of new Set(known.map((escrow) => escrow.paymentId))) {
    if (paymentId === null) continue;
    const trade = await lockTrade(tx, paymentId);
    const ofPayment = known.filter((escrow) => escrow.paymentId === paymentId).map(({ lineId }) => lineId);
    const parts = (await lockEscrows(tx, ofPayment))
      .map((escrow) => ({ lineId: escrow.lineId, amountMinor: refundableMinor(escrow) }))
      .filter(({ amountMinor }) => amountMinor > 0n);
    if (parts.length === 0) continue;
    const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
    await requestRefund(deps, tx, trade, { ...request, requestedBy: null, amountMinor, parts });
  }
}
