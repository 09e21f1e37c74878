import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Checkout } from '../../checkout/checkout.domain.ts';
import { releaseCheckout, touchCheckout } from '../../checkout/usecases/steps.ts';
import type { Deps } from '../../deps.ts';
import type { ProviderPayment } from '../../providers/provider.ts';
import { isForward, isOpen } from '../payments.domain.ts';
import { findOpenPayment, findPaymentsOfCheckouts } from '../payments.store.ts';
import { capturePayment } from './capture-payment.ts';
import { changePayment } from './change-payment.ts';
import { lockTrade, type Trade } from './lock-trade.ts';

/**
 * Takes over what the provider says about a payment, however often and in whatever order it says it: a state that
 * is not further than ours changes nothing.
 */
export async function applyProviderPayment(
  deps: Deps,
  tx: Transaction,
  told: { paymentId: string; payment: ProviderPayment },
): Promise<void> {
  const { checkout, payment } = await lockTrade(tx, told.paymentId);
  const { ref, status, failure, captured, redirectUrl } = told.payment;
  invariant(payment.providerRef === null || payment.providerRef === ref, 'a payment is one payment at its provider');
  if (status === 'PENDING') return learnPage(deps, tx, { checkout, payment }, { ref, redirectUrl });
  if (!isForward(payment.status, status)) return;
  if (status === 'CAPTURED') {
    invariant(captured, 'a captured payment has an amount');
    await capturePayment(deps, tx, { checkout, payment: { ...payment, providerRef: ref } }, captured);
    return cancelOther(deps, tx, checkout.id, payment.id);
  }
  const comment = failure?.message ?? 'The payment was given up.';
  await changePayment(deps, tx, payment, { providerRef: ref, status, failure, redirectUrl: null, comment });
  await afterFailure(deps, tx, checkout, comment);
}

async function learnPage(
  deps: Deps,
  tx: Transaction,
  { checkout, payment }: Trade,
  { ref: providerRef, redirectUrl }: { ref: string; redirectUrl: string | null },
) {
  if (payment.providerRef === providerRef) return;
  if (isOpen(payment.status)) {
    await changePayment(deps, tx, payment, { providerRef, redirectUrl, comment: 'The payment page is ready.' });
    await touchCheckout(deps, tx, checkout, 'The payment page is ready.');
    return;
  }
  // It was given up while the provider created it.
  await changePayment(deps, tx, payment, { providerRef, comment: null });
  await addJob(tx, 'payments.cancel-attempt', { paymentId: payment.id });
}

/** The buyer may try again within the time, until the attempts are used up. */
async function afterFailure(deps: Deps, tx: Transaction, checkout: Checkout, comment: string) {
  if (checkout.status !== 'AWAITING_PAYMENT') return;
  const attempts = await findPaymentsOfCheckouts(tx, [checkout.id]);
  const failed = attempts.filter(({ status }) => !isOpen(status)).length;
  if (failed < deps.settings.paymentAttempts) await touchCheckout(deps, tx, checkout, comment);
  else await releaseCheckout(deps, tx, checkout, { to: 'FAILED', comment: 'Too many payments failed.' });
}

/** An attempt given up as failed was captured after all: the one opened after it must not be paid, too. */
async function cancelOther(deps: Deps, tx: Transaction, checkoutId: string, capturedId: string) {
  const open = await findOpenPayment(tx, checkoutId);
  if (!open || open.id === capturedId) return;
  if (open.providerRef) return addJob(tx, 'payments.cancel-attempt', { paymentId: open.id });
  // If the provider is creating it just now, it is cancelled there when we learn its page.
  await changePayment(deps, tx, open, { status: 'VOIDED', comment: 'Another payment paid.' });
}

/** The provider will not open an attempt: it has failed, without ever having been one of the provider's. */
export async function failUnopened(
  deps: Deps,
  tx: Transaction,
  { paymentId, code }: { paymentId: string; code: string },
): Promise<void> {
  const { checkout, payment } = await lockTrade(tx, paymentId);
  if (!isOpen(payment.status) || payment.providerRef !== null) return;
  const message = 'The payment provider refused this payment.';
  await changePayment(deps, tx, payment, { status: 'FAILED', failure: { code, message }, comment: message });
  await afterFailure(deps, tx, checkout, message);
}
