import { toMoneyData } from '@caravan/contracts/event';
import { PaymentChanged } from '@caravan/contracts/payments';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { findLines } from '../../checkout/checkout.store.ts';
import type { Deps } from '../../deps.ts';
import type { Payment } from '../payments.domain.ts';
import { insertPaymentChange, savePayment } from '../payments.store.ts';

/** Changes a locked payment, writes its history and announces it. */
export async function changePayment(
  deps: Deps,
  tx: Transaction,
  payment: Payment,
  change: Partial<Omit<Payment, 'id' | 'version'>> & { comment: string | null },
): Promise<Payment> {
  const { comment, ...fields } = change;
  const changed = { ...payment, ...fields, version: payment.version + 1 };
  await savePayment(tx, changed);
  await recordPayment(deps, tx, changed, comment);
  return changed;
}

/** Writes a payment's newest state to its history and announces it. */
export async function recordPayment(
  deps: Deps,
  tx: Transaction,
  payment: Payment,
  comment: string | null,
): Promise<void> {
  const { id: paymentId, version, status, checkoutId, buyerId } = payment;
  await insertPaymentChange(tx, { paymentId, version, status, comment, at: deps.now() });
  const lines = await findLines(tx, [checkoutId]);
  const orderRefs = [...new Set(lines.map(({ ref }) => ref))];
  const amount = toMoneyData(payment);
  await publish(tx, PaymentChanged, {
    subject: paymentId,
    data: { paymentId, checkoutId, buyerId, orderRefs, status, amount, version },
  });
}
