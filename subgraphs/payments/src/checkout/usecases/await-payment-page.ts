import { CheckoutChanged } from '@caravan/contracts/checkout';
import { invariant } from '@caravan/core/errors';
import type { Deps } from '../../deps.ts';
import { findNewestPayment } from '../../payments/payments.store.ts';
import type { Checkout } from '../checkout.domain.ts';
import { findCheckouts } from '../checkout.store.ts';

/**
 * The checkout once the buyer can do something (pay, or read why not), or as it is when `startWaitMs` are over. It
 * is told by the live feed; nothing is polled.
 */
export async function awaitPaymentPage(deps: Deps, checkoutId: string): Promise<Checkout> {
  const states = deps.feed.watch({
    contract: CheckoutChanged,
    matches: (event) => event.subject === checkoutId,
    current: () => findCheckouts(deps.database.query, [checkoutId]),
    keyOf: ({ id }) => id,
    signal: AbortSignal.timeout(deps.settings.startWaitMs),
  });
  for await (const state of states) if (await isSettled(deps, state)) return state;
  const [latest] = await findCheckouts(deps.database.query, [checkoutId]);
  invariant(latest, 'a checkout that was started exists');
  return latest;
}

async function isSettled(deps: Deps, { id, status }: Checkout): Promise<boolean> {
  if (status === 'RESERVING') return false;
  if (status !== 'AWAITING_PAYMENT') return true;
  const payment = await findNewestPayment(deps.database.query, id);
  return payment?.status !== 'PENDING' || payment.redirectUrl !== null;
}
