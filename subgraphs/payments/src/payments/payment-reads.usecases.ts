import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { Loaders } from '../loaders.ts';
import { type PaymentPage, readPages } from '../pages.ts';
import { type VisiblePayment, viewPayments } from './payment-views.ts';
import { countPayments, findPaymentPages } from './payments.store.ts';

/** A page of each person's payments, newest first; null for those who may not be seen. */
export async function readPayments(
  { pager, database: { query } }: Deps,
  principal: Principal,
  { userIds, page }: { userIds: readonly string[]; page: PageArguments },
): Promise<(PaymentPage | null)[]> {
  const seesAll = hasScope(principal, 'payment:read:any');
  const owners = userIds.filter((id) => seesAll || id === principal.id);
  const pages = await readPages<VisiblePayment>(pager, page, {
    name: 'payments',
    owners,
    ownerOf: ({ buyerId }) => buyerId,
    find: async (request) =>
      (await findPaymentPages(query, owners, request)).map((payment) => ({ ...payment, seenStores: 'ALL' })),
    count: () => countPayments(query, owners),
  });
  return userIds.map((id) => pages.get(id) ?? null);
}

/** Attempts to pay for an order, oldest first; null for those who may not see them. */
export async function readPaymentsOfOrder(
  viewer: { principal: Principal; loaders: Loaders },
  orderId: string,
): Promise<VisiblePayment[] | null> {
  const { loaders, principal } = viewer;
  const found = await loaders.checkoutOfOrder.load(orderId);
  if (!found) return null;
  const payments = await viewPayments(viewer, await loaders.paymentsOfCheckout.load(found.checkoutId));
  if (payments.length > 0) return payments;
  const checkout = await loaders.checkout.load(found.checkoutId);
  const seesAll = checkout?.buyerId === principal.id || hasScope(principal, 'payment:read:any');
  return seesAll ? [] : null;
}
