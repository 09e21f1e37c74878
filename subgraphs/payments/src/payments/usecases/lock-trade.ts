import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import type { Checkout } from '../../checkout/checkout.domain.ts';
import type { Payment } from '../payments.domain.ts';
import { lockCheckoutOf, lockPayment } from '../payments.store.ts';

export type Trade = { readonly checkout: Checkout; readonly payment: Payment };

/** Locks a payment and what it pays for in the one order of all: checkout, payment, refund, escrows, accounts. */
export async function lockTrade(tx: Transaction, paymentId: string): Promise<Trade> {
  const checkout = await lockCheckoutOf(tx, paymentId);
  invariant(checkout, 'a payment that is moved exists');
  const payment = await lockPayment(tx, paymentId);
  invariant(payment, 'payments are never deleted');
  return { checkout, payment };
}
