import { newId } from '@caravan/core/ids';
import { formatMoney, money } from '@caravan/core/money';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { touchCheckout } from '../../checkout/usecases/steps.ts';
import type { Deps } from '../../deps.ts';
import { lockEscrows, saveEscrow } from '../../escrow/escrow.store.ts';
import { changePayment } from '../../payments/usecases/change-payment.ts';
import type { Trade } from '../../payments/usecases/lock-trade.ts';
import type { RefundPart, RefundSource } from '../refunds.domain.ts';
import { insertRefund } from '../refunds.store.ts';

export type RefundRequest = {
  readonly source: RefundSource;
  /** Asked for twice, it is one refund. */
  readonly sourceKey: string;
  readonly reason: string;
  readonly requestedBy: string | null;
  readonly amountMinor: bigint;
  /** Lines it gives back; none when the payment paid for nothing. */
  readonly parts: readonly RefundPart[];
};

/**
 * Sets aside what goes back to the buyer of a locked trade, before the provider is asked. The database refuses
 * more than was captured and neither refunded nor set aside.
 *
 * @returns The refund's id, or null when it was asked for before.
 */
export async function createRefund(
  deps: Deps,
  tx: Transaction,
  trade: Trade,
  request: RefundRequest,
): Promise<string | null> {
  const { payment, checkout } = trade;
  const { parts, ...refund } = request;
  const id = newId();
  const currency = payment.capturedCurrency ?? payment.currency;
  const inserted = await insertRefund(
    tx,
    { ...refund, id, paymentId: payment.id, currency, status: 'PENDING', requestedAt: deps.now() },
    parts,
  );
  if (!inserted) return null;
  await setAside(tx, parts);
  const pendingRefundMinor = payment.pendingRefundMinor + refund.amountMinor;
  const comment = `${formatMoney(money(refund.amountMinor, currency), 'en')} are on their way back: ${refund.reason}`;
  await changePayment(deps, tx, payment, { pendingRefundMinor, comment });
  await touchCheckout(deps, tx, checkout, null);
  return id;
}

/** The provider is asked by a job after the commit. */
export async function requestRefund(
  deps: Deps,
  tx: Transaction,
  trade: Trade,
  request: RefundRequest,
): Promise<string | null> {
  const refundId = await createRefund(deps, tx, trade, request);
  if (refundId) await addJob(tx, 'payments.send-refund', { refundId });
  return refundId;
}

async function setAside(tx: Transaction, parts: readonly RefundPart[]) {
  if (parts.length === 0) return;
  const amounts = new Map(parts.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
  for (const { lineId, pendingRefundMinor } of await lockEscrows(tx, [...amounts.keys()])) {
    await saveEscrow(tx, lineId, { pendingRefundMinor: pendingRefundMinor + (amounts.get(lineId) ?? 0n) });
  }
}
