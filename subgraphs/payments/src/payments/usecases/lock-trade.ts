import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import type { Checkout } from '../../checkout/checkout.domain.ts';
import { lockCheckout } from '../../checkout/checkout.store.ts';
import type { Payment } from '../payments.domain.ts';
import { findPayments, lockPayment } from '../payments.store.ts';

export type Trade = { readonly checkout: Checkout; readonly payment: Payment };

/** Locks a payment and what it pays for in the one order of all: checkout, payment, refund, escrows, accounts. */
export async function lockTrade(tx: Transaction, paymentId: string): Promise<Trade> {
  const [found] = await findPayments(tx, [paymentId]);
  invariant(found, 'a payment that is moved exists');
  const checkout = await lockCheckout(tx, found.checkoutId);
  const payment = await lockPayment(tx, paymentId);
  invariant(checkout && payment, 'checkouts and payments are never deleted');
  return { checkout, payment };
}
