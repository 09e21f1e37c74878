import { invariant } from '@caravan/core/errors';
import { newId, toTypeId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Checkout } from '../../checkout/checkout.domain.ts';
import type { Deps } from '../../deps.ts';
import { providerOf } from '../../providers/provider.ts';
import { isOpen, type Payment } from '../payments.domain.ts';
import { findPayments, insertPayment } from '../payments.store.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { recordPayment } from './change-payment.ts';

const providerOfMethod = { SANDBOX_CARD: 'sandbox' } as const;

/** Opens an attempt to pay for a locked checkout; a job creates it at the provider after the commit. */
export async function openAttempt(deps: Deps, tx: Transaction, checkout: Checkout): Promise<void> {
  invariant(checkout.totalMinor !== null, 'what is asked for is known');
  const payment: Payment = {
    id: newId(),
    checkoutId: checkout.id,
    buyerId: checkout.buyerId,
    provider: providerOfMethod[checkout.paymentMethod],
    providerRef: null,
    method: checkout.paymentMethod,
    status: 'PENDING',
    amountMinor: checkout.totalMinor,
    currency: checkout.currency,
    capturedMinor: 0n,
    capturedCurrency: null,
    refundedMinor: 0n,
    pendingRefundMinor: 0n,
    disposition: null,
    redirectUrl: null,
    failure: null,
    version: 1,
    createdAt: deps.now(),
    capturedAt: null,
  };
  await insertPayment(tx, payment);
  await recordPayment(deps, tx, payment, null);
  await addJob(tx, 'payments.create-payment', { paymentId: payment.id });
}

/** Creates a payment at its provider, or asks about it when that happened before; a job. */
export async function createAtProvider(deps: Deps, { paymentId }: { paymentId: string }): Promise<void> {
  const [payment] = await findPayments(deps.database.query, [paymentId]);
  invariant(payment, 'a payment that is created at its provider exists');
  if (!isOpen(payment.status) && payment.providerRef === null) return;
  const provider = providerOf(deps, payment.provider);
  const { amountMinor, currency } = payment;
  const returnUrl = `${deps.publicUrl()}/?checkout=${toTypeId('checkout', payment.checkoutId)}`;
  const created = payment.providerRef
    ? await provider.fetchStatus(payment.providerRef)
    : await provider.createPayment({ paymentId, amount: { amountMinor, currency }, returnUrl });
  await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId, payment: created }));
}

/** Makes sure that an attempt which is no longer wanted cannot be paid; a job. */
export async function cancelAttempt(deps: Deps, { paymentId }: { paymentId: string }): Promise<void> {
  const [payment] = await findPayments(deps.database.query, [paymentId]);
  if (!payment?.providerRef) return;
  const cancelled = await providerOf(deps, payment.provider).cancel(payment.providerRef);
  await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId, payment: cancelled }));
}
