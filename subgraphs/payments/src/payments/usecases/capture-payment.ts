import type { Money } from '@caravan/core/money';
import type { Transaction } from '@caravan/database/database';
import type { HeldLine } from '../../checkout/checkout.domain.ts';
import { findLines } from '../../checkout/checkout.store.ts';
import { payCheckout } from '../../checkout/usecases/pay-checkout.ts';
import type { Deps } from '../../deps.ts';
import { openEscrows } from '../../escrow/escrow.usecases.ts';
import { clearing, escrowOf, suspense } from '../../ledger/ledger.domain.ts';
import { post } from '../../ledger/ledger.store.ts';
import { refundSuspense } from '../../refunds/usecases/refund-suspense.ts';
import { wakeWebhooks } from '../../webhooks/wake-webhooks.usecases.ts';
import { dispositionOf, type Payment } from '../payments.domain.ts';
import { changePayment } from './change-payment.ts';
import type { Trade } from './lock-trade.ts';

/** Books captured money of a locked trade: into escrow per line, or into suspense and back when it pays for nothing. */
export async function capturePayment(deps: Deps, tx: Transaction, trade: Trade, captured: Money): Promise<void> {
  const { checkout, payment } = trade;
  const { disposition, comment } = dispositionOf(checkout.status, payment, captured);
  const changed = await changePayment(deps, tx, payment, {
    status: 'CAPTURED',
    disposition,
    capturedMinor: captured.amountMinor,
    capturedCurrency: captured.currency,
    capturedAt: deps.now(),
    redirectUrl: null,
    failure: null,
    comment,
  });
  if (disposition === 'ESCROW') {
    const lines = await findLines(tx, [checkout.id]);
    await payCheckout(deps, tx, checkout, { comment: 'The money was taken.', lines });
    await captureIntoEscrow(deps, tx, payment, lines);
  } else {
    deps.logger.error({ paymentId: payment.id, checkoutId: checkout.id, comment }, 'Captured money matches nothing');
    await captureIntoSuspense(deps, tx, trade, captured);
    if (captured.amountMinor > 0n) await refundSuspense(deps, tx, { checkout, payment: changed }, comment);
  }
  await wakeWebhooks(tx, payment.id);
}

async function captureIntoEscrow(deps: Deps, tx: Transaction, payment: Payment, lines: readonly HeldLine[]) {
  await openEscrows(deps, tx, { lines, paymentId: payment.id });
  const { amountMinor, currency, provider } = payment;
  const [orderId, ...otherOrders] = new Set(lines.map(({ ref }) => ref));
  const postings = [
    { account: clearing(provider, currency), amountMinor: -amountMinor },
    ...lines.map((line) => ({ account: escrowOf(line.lineId, currency), amountMinor: line.amountMinor })),
  ];
  await post(
    tx,
    {
      kind: 'CAPTURE',
      reference: payment.id,
      orderId: orderId && otherOrders.length === 0 ? orderId : null,
      postings,
    },
    deps.now(),
  );
}

async function captureIntoSuspense(deps: Deps, tx: Transaction, { payment }: Trade, captured: Money) {
  const { amountMinor, currency } = captured;
  const postings = [
    { account: clearing(payment.provider, currency), amountMinor: -amountMinor },
    { account: suspense(payment.provider, currency), amountMinor },
  ];
  await post(tx, { kind: 'SUSPENSE_CAPTURE', reference: payment.id, orderId: null, postings }, deps.now());
}
