import { CheckoutChanged } from '@caravan/contracts/checkout';
import { CaravanError } from '@caravan/core/errors';
import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { CheckoutPage } from '../pages.ts';
import type { Checkout } from './checkout.domain.ts';
import { countCheckouts, findCheckoutPage, findCheckouts } from './checkout.store.ts';

/** A checkout is its buyer's, and support's. */
export function maySeeCheckout(principal: Principal, { buyerId }: Pick<Checkout, 'buyerId'>): boolean {
  return buyerId === principal.id || hasScope(principal, 'payment:read:any');
}

/** One page of a person's checkouts, newest first; null for those who may not see them. */
export async function readCheckouts(
  deps: Deps,
  principal: Principal,
  { userId, ...page }: { userId: string } & PageArguments,
): Promise<CheckoutPage | null> {
  if (!maySeeCheckout(principal, { buyerId: userId })) return null;
  const request = deps.pager.request('checkouts', page);
  const rows = await findCheckoutPage(deps.database.query, userId, request);
  const connection = deps.pager.connection('checkouts', request, rows, ({ id }) => [id]);
  return { ...connection, countAll: () => countCheckouts(deps.database.query, userId) };
}

/**
 * The checkout as it is, then after every change.
 *
 * @throws CaravanError `NOT_FOUND` when there is none or it is not the caller's to see.
 */
export async function watchCheckout(
  deps: Deps,
  principal: Principal,
  id: string,
): Promise<AsyncIterableIterator<Checkout>> {
  const read = () => findCheckouts(deps.database.query, [id]);
  const [checkout] = await read();
  if (!checkout || !maySeeCheckout(principal, checkout))
    throw new CaravanError('NOT_FOUND', 'There is no such checkout.');
  return deps.feed.watch({
    contract: CheckoutChanged,
    matches: (event) => event.subject === id,
    current: read,
    keyOf: (state) => state.id,
  });
}
