import { invariant } from '@caravan/core/errors';
import { newId, toTypeId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Checkout } from '../../checkout/checkout.domain.ts';
import { findCheckouts } from '../../checkout/checkout.store.ts';
import type { Deps } from '../../deps.ts';
import { ProviderRefused, providerOf } from '../../providers/provider.ts';
import { isCaptured, type Payment } from '../payments.domain.ts';
import { findPayments, insertPayment } from '../payments.store.ts';
import { applyProviderPayment, failUnopened } from './apply-provider-payment.ts';
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
  if (isCaptured(payment.status)) return;
  if (payment.providerRef !== null) return askProvider(deps, payment, payment.providerRef);
  // One that ended before we learned its page may be there all the same: asked again, we learn it and cancel it.
  if (payment.status === 'FAILED') return;
  const { amountMinor, currency, checkoutId } = payment;
  const returnUrl = `${deps.publicUrl()}/?checkout=${toTypeId('checkout', checkoutId)}`;
  const request = { paymentId, amount: { amountMinor, currency }, returnUrl };
  try {
    const created = await providerOf(deps, payment.provider).createPayment(request);
    await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId, payment: created }));
  } catch (error) {
    if (!(error instanceof ProviderRefused) || !error.isAboutRequest) throw error;
    const { code } = error;
    await deps.database.transaction((tx) => failUnopened(deps, tx, { paymentId, code }));
  }
}

/** What can still be paid is asked about; what its checkout no longer waits for is cancelled. */
async function askProvider(deps: Deps, { id: paymentId, provider: name, checkoutId }: Payment, ref: string) {
  const [checkout] = await findCheckouts(deps.database.query, [checkoutId]);
  const provider = providerOf(deps, name);
  const isWanted = checkout?.status === 'AWAITING_PAYMENT';
  const told = isWanted ? await provider.fetchStatus(ref) : await provider.cancel(ref);
  await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId, payment: told }));
}

/** Makes sure that an attempt which is no longer wanted cannot be paid; a job. */
export async function cancelAttempt(deps: Deps, { paymentId }: { paymentId: string }): Promise<void> {
  const [payment] = await findPayments(deps.database.query, [paymentId]);
  if (!payment?.providerRef) return;
  const cancelled = await providerOf(deps, payment.provider).cancel(payment.providerRef);
  await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId, payment: cancelled }));
}
