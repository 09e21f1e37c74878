import { type NotFound, notFound, type Unavailable } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Deps } from '../../deps.ts';
import { ProviderUnavailable } from '../../providers/provider.ts';
import type { Checkout, CheckoutNotCancellable } from '../checkout.domain.ts';
import { lockCheckout } from '../checkout.store.ts';
import { endUnpaid } from './end-unpaid.ts';
import { releaseCheckout } from './steps.ts';

export type CancelCheckoutError = NotFound | CheckoutNotCancellable | Unavailable;

const end = { to: 'CANCELLED', comment: 'The buyer cancelled it.' } as const;

/** Ends the buyer's own unpaid checkout, or changes nothing. Repeating it answers the same. */
export async function cancelCheckout(
  deps: Deps,
  command: { checkoutId: string; buyerId: string | null },
): Promise<Result<Checkout, CancelCheckoutError>> {
  const checkout = await deps.database.transaction(async (tx) => {
    const locked = await lockCheckout(tx, command.checkoutId);
    if (locked?.buyerId !== command.buyerId) return null;
    return locked.status === 'RESERVING' ? releaseCheckout(deps, tx, locked, end) : locked;
  });
  if (!checkout) return fail(notFound(['input', 'checkoutId']));
  const ended = checkout.status === 'AWAITING_PAYMENT' ? await cancelAwaiting(deps, checkout.id) : checkout;
  if (!ended) return fail({ kind: 'Unavailable' });
  if (ended.status !== 'CANCELLED') return fail({ kind: 'CheckoutNotCancellable', status: ended.status });
  return ok(ended);
}

async function cancelAwaiting(deps: Deps, checkoutId: string): Promise<Checkout | null> {
  try {
    return await endUnpaid(deps, checkoutId, end);
  } catch (error) {
    if (error instanceof ProviderUnavailable) return null;
    throw error;
  }
}
