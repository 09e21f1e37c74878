import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import { lockEscrows } from '../../escrow/escrow.store.ts';
import { lockTrade } from '../../payments/usecases/lock-trade.ts';
import { isOwed, type RefundPart, refundableMinor } from '../refunds.domain.ts';
import { findRefundLines, findRefunds } from '../refunds.store.ts';
import { requestRefund } from './create-refund.ts';

/** Sends money that has to go back and was refused as another refund, less what went back meanwhile; a job. */
export async function refundAgain(deps: Deps, { refundId }: { refundId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const [refused] = await findRefunds(tx, [refundId]);
    if (refused?.status !== 'FAILED' || !isOwed(refused)) return;
    const trade = await lockTrade(tx, refused.paymentId);
    const { capturedMinor, refundedMinor, pendingRefundMinor } = trade.payment;
    const left = capturedMinor - refundedMinor - pendingRefundMinor;
    const parts = await partsOf(tx, refundId);
    // What is on its way back may be refused as this one was: only when that is known is it known what is left.
    if (parts === 'WAIT') return askLater(deps, tx, refundId);
    const wanted = refused.source === 'SUSPENSE' ? refused.amountMinor : sumOf(parts);
    const amountMinor = wanted < left ? wanted : left;
    if (amountMinor <= 0n) return;
    const { source, reason } = refused;
    await requestRefund(deps, tx, trade, {
      source,
      sourceKey: refundId,
      reason,
      requestedBy: null,
      amountMinor,
      parts,
    });
  });
}

async function askLater(deps: Deps, tx: Transaction, refundId: string): Promise<void> {
  const runAt = new Date(deps.now().getTime() + deps.settings.reconcileSeconds * 1_000);
  await addJob(tx, 'payments.refund-again', { refundId }, { runAt, key: `refund-again:${refundId}` });
}

/** What is left of each line, at most what was refused of it. */
async function partsOf(tx: Transaction, refundId: string): Promise<RefundPart[] | 'WAIT'> {
  const refused = new Map((await findRefundLines(tx, [refundId])).map((part) => [part.lineId, part.amountMinor]));
  if (refused.size === 0) return [];
  const escrows = await lockEscrows(tx, [...refused.keys()]);
  if (escrows.some(({ pendingRefundMinor }) => pendingRefundMinor > 0n)) return 'WAIT';
  return escrows
    .map((escrow) => {
      const [left, part] = [refundableMinor(escrow), refused.get(escrow.lineId) ?? 0n];
      return { lineId: escrow.lineId, amountMinor: part < left ? part : left };
    })
    .filter(({ amountMinor }) => amountMinor > 0n);
}

function sumOf(parts: readonly RefundPart[]): bigint {
  return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
