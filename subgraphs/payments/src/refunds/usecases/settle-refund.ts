import { invariant } from '@caravan/core/errors';
import { formatMoney, money } from '@caravan/core/money';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { touchCheckout } from '../../checkout/usecases/steps.ts';
import type { Deps } from '../../deps.ts';
import { type Escrow, lockEscrows, saveEscrow } from '../../escrow/escrow.store.ts';
import { scheduleRelease } from '../../escrow/escrow.usecases.ts';
import {
  clearing,
  escrowOf,
  type NewEntry,
  type Posting,
  payable,
  revenue,
  suspense,
} from '../../ledger/ledger.domain.ts';
import { post } from '../../ledger/ledger.store.ts';
import { type Payment, refundedStatus } from '../../payments/payments.domain.ts';
import { findPayments } from '../../payments/payments.store.ts';
import { changePayment } from '../../payments/usecases/change-payment.ts';
import { lockTrade } from '../../payments/usecases/lock-trade.ts';
import { providerOf } from '../../providers/provider.ts';
import { giveBack, isOwed, pauseAfterRefusalMs, type Refund, type RefundLine } from '../refunds.domain.ts';
import { findRefundLines, findRefunds, findRefundsOfPayments, lockRefund, saveSettled } from '../refunds.store.ts';

/** Asks the provider to send a refund; a job, repeated until it answers. */
export async function sendRefund(deps: Deps, { refundId }: { refundId: string }): Promise<void> {
  const [refund] = await findRefunds(deps.database.query, [refundId]);
  if (refund?.status !== 'PENDING') return;
  const [payment] = await findPayments(deps.database.query, [refund.paymentId]);
  invariant(payment?.providerRef, 'captured money came from a payment that its provider knows');
  const { amountMinor, currency } = refund;
  const outcome = await providerOf(deps, payment.provider).refund({
    refundId,
    ref: payment.providerRef,
    amount: { amountMinor, currency },
  });
  if (outcome === 'PENDING') return;
  await deps.database.transaction((tx) => settleRefund(deps, tx, { refundId, status: outcome }));
}

/** Books the end of a refund, once: the money left, or what was set aside is free again. */
export async function settleRefund(
  deps: Deps,
  tx: Transaction,
  outcome: { refundId: string; status: 'SUCCEEDED' | 'FAILED' },
): Promise<void> {
  const { refundId, status } = outcome;
  const [found] = await findRefunds(tx, [refundId]);
  invariant(found, 'a refund that is settled was asked for');
  const { checkout, payment } = await lockTrade(tx, found.paymentId);
  const refund = await lockRefund(tx, refundId);
  if (refund?.status !== 'PENDING') return;
  const lines = await findRefundLines(tx, [refundId]);
  const escrows =
    lines.length > 0
      ? await lockEscrows(
          tx,
          lines.map(({ lineId }) => lineId),
        )
      : [];
  await saveSettled(tx, refundId, { status, settledAt: deps.now() });
  if (status === 'SUCCEEDED') await bookRefund(deps, tx, { payment, refund }, { lines, escrows });
  else await freeRefund(deps, tx, { payment, refund }, { lines, escrows });
  await touchCheckout(deps, tx, checkout, null);
  for (const fulfilmentId of new Set(escrows.filter(waitsForRelease).map((escrow) => escrow.fulfilmentId))) {
    await scheduleRelease(tx, fulfilmentId);
  }
}

type Settled = { payment: Payment; refund: Refund };
type Parts = { lines: readonly RefundLine[]; escrows: readonly Escrow[] };

function waitsForRelease({ releaseAt, released }: Escrow): boolean {
  return releaseAt !== null && !released;
}

async function bookRefund(deps: Deps, tx: Transaction, { payment, refund }: Settled, { lines, escrows }: Parts) {
  const { amountMinor, currency } = refund;
  const amounts = amountByLine(lines);
  const refundedMinor = payment.refundedMinor + amountMinor;
  await changePayment(deps, tx, payment, {
    status: refundedStatus(payment.capturedMinor, refundedMinor),
    refundedMinor,
    pendingRefundMinor: payment.pendingRefundMinor - amountMinor,
    comment: `${formatMoney(money(amountMinor, currency), 'en')} went back: ${refund.reason}`,
  });
  const postings: Posting[] = [{ account: clearing(payment.provider, currency), amountMinor }];
  for (const escrow of escrows) {
    const part = amounts.get(escrow.lineId) ?? 0n;
    const giving = giveBack(escrow, part);
    await saveEscrow(tx, escrow.lineId, {
      refundedMinor: escrow.refundedMinor + part,
      pendingRefundMinor: escrow.pendingRefundMinor - part,
      commissionMinor: escrow.commissionMinor - giving.revenue,
    });
    postings.push(
      { account: escrowOf(escrow.lineId, currency), amountMinor: -giving.escrow },
      { account: payable(escrow.storeId, currency), amountMinor: -giving.payable },
      { account: revenue(currency), amountMinor: -giving.revenue },
    );
  }
  if (escrows.length === 0) postings.push({ account: suspense(payment.provider, currency), amountMinor: -amountMinor });
  await post(tx, refundEntry(refund, escrows, postings), deps.now());
}

function refundEntry(refund: Refund, escrows: readonly Escrow[], postings: Posting[]): NewEntry {
  const orders = [...new Set(escrows.map(({ orderId }) => orderId))];
  const kind = escrows.length === 0 ? 'SUSPENSE_REFUND' : 'REFUND';
  return { kind, reference: refund.id, orderId: orders.length === 1 ? (orders[0] ?? null) : null, postings };
}

async function freeRefund(deps: Deps, tx: Transaction, { payment, refund }: Settled, { lines, escrows }: Parts) {
  const amounts = amountByLine(lines);
  deps.logger.error({ refundId: refund.id, paymentId: payment.id }, 'The provider refused a refund');
  await changePayment(deps, tx, payment, {
    pendingRefundMinor: payment.pendingRefundMinor - refund.amountMinor,
    comment: 'The provider refused a refund.',
  });
  for (const { lineId, pendingRefundMinor } of escrows) {
    await saveEscrow(tx, lineId, { pendingRefundMinor: pendingRefundMinor - (amounts.get(lineId) ?? 0n) });
  }
  if (isOwed(refund)) await askAgainLater(deps, tx, refund);
}

async function askAgainLater(deps: Deps, tx: Transaction, { id: refundId, paymentId, source }: Refund) {
  const known = await findRefundsOfPayments(tx, [paymentId]);
  const refused = known.filter((other) => other.source === source && other.status === 'FAILED').length;
  const runAt = new Date(deps.now().getTime() + pauseAfterRefusalMs(refused));
  await addJob(tx, 'payments.refund-again', { refundId }, { runAt, key: `refund-again:${refundId}` });
}

function amountByLine(lines: readonly RefundLine[]): ReadonlyMap<string, bigint> {
  return new Map(lines.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
}
