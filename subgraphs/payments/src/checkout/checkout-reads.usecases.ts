import { CheckoutChanged } from '@caravan/contracts/checkout';
import { CaravanError } from '@caravan/core/errors';
import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import { type CheckoutPage, readPages } from '../pages.ts';
import type { Checkout } from './checkout.domain.ts';
import { countCheckouts, findCheckoutPages, findCheckouts } from './checkout.store.ts';

/** A checkout is its buyer's, and support's. */
export function maySeeCheckout(principal: Principal, { buyerId }: Pick<Checkout, 'buyerId'>): boolean {
  return buyerId === principal.id || hasScope(principal, 'payment:read:any');
}

/** A page of each person's checkouts, newest first; null for those who may not be seen. */
export async function readCheckouts(
  { pager, database: { query } }: Deps,
  principal: Principal,
  { userIds, page }: { userIds: readonly string[]; page: PageArguments },
): Promise<(CheckoutPage | null)[]> {
  const owners = userIds.filter((buyerId) => maySeeCheckout(principal, { buyerId }));
  const pages = await readPages<Checkout>(pager, page, {
    name: 'checkouts',
    owners,
    ownerOf: ({ buyerId }) => buyerId,
    find: (request) => findCheckoutPages(query, owners, request),
    count: () => countCheckouts(query, owners),
  });
  return userIds.map((id) => pages.get(id) ?? null);
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
