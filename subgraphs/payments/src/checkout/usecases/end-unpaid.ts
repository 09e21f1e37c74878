import { invariant } from '@caravan/core/errors';
import type { Deps } from '../../deps.ts';
import { findOpenPayment } from '../../payments/payments.store.ts';
import { applyProviderPayment } from '../../payments/usecases/apply-provider-payment.ts';
import { changePayment } from '../../payments/usecases/change-payment.ts';
import { providerOf } from '../../providers/provider.ts';
import type { Checkout } from '../checkout.domain.ts';
import { findCheckouts, lockCheckout } from '../checkout.store.ts';
import { releaseCheckout } from './steps.ts';

type End = { readonly to: 'EXPIRED' | 'CANCELLED'; readonly comment: string };

/**
 * Ends a checkout that waits for its payment. The open attempt is cancelled at the provider first; when the money
 * was taken already, the checkout is PAID instead.
 *
 * @returns The checkout as it is then.
 */
export async function endUnpaid(deps: Deps, checkoutId: string, end: End): Promise<Checkout> {
  const cancelledId = await cancelOpenAttempt(deps, checkoutId);
  const ended = await deps.database.transaction(async (tx) => {
    const checkout = await lockCheckout(tx, checkoutId);
    invariant(checkout, 'a checkout that ends exists');
    if (checkout.status !== 'AWAITING_PAYMENT') return checkout;
    const open = await findOpenPayment(tx, checkoutId);
    // It was created at the provider after we looked: it has to be cancelled there, too.
    if (open?.providerRef && open.id !== cancelledId) return null;
    if (open)
      await changePayment(deps, tx, open, { status: 'VOIDED', redirectUrl: null, comment: 'The checkout ended.' });
    return releaseCheckout(deps, tx, checkout, end);
  });
  return ended ?? endUnpaid(deps, checkoutId, end);
}

/** Answers which attempt can no longer be paid. Not inside a transaction: it asks the provider. */
async function cancelOpenAttempt(deps: Deps, checkoutId: string): Promise<string | null> {
  const [checkout] = await findCheckouts(deps.database.query, [checkoutId]);
  if (checkout?.status !== 'AWAITING_PAYMENT') return null;
  const open = await findOpenPayment(deps.database.query, checkoutId);
  if (!open?.providerRef) return null;
  const payment = await providerOf(deps, open.provider).cancel(open.providerRef);
  if (payment.status === 'CAPTURED') {
    await deps.database.transaction((tx) => applyProviderPayment(deps, tx, { paymentId: open.id, payment }));
  }
  return open.id;
}

/** The buyer did not pay in time; a job. */
export async function expireCheckout(deps: Deps, { checkoutId }: { checkoutId: string }): Promise<void> {
  await endUnpaid(deps, checkoutId, { to: 'EXPIRED', comment: 'It was not paid in time.' });
}

/** Not every participant answered in time; a job. */
export async function endReserving(deps: Deps, { checkoutId }: { checkoutId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const checkout = await lockCheckout(tx, checkoutId);
    if (checkout?.status !== 'RESERVING') return;
    await releaseCheckout(deps, tx, checkout, {
      to: 'REJECTED',
      comment: 'Not every part answered in time.',
      rejections: [{ kind: 'UNAVAILABLE', cartItemId: null }],
    });
  });
}
