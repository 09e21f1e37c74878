import type { PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { Loaders } from '../loaders.ts';
import type { PaymentPage } from '../pages.ts';
import { type VisiblePayment, viewPayments } from './payment-views.ts';
import { countPayments, findPaymentPage } from './payments.store.ts';

/** One page of a person's payments, newest first; null for those who may not see them. */
export async function readPayments(
  deps: Deps,
  principal: Principal,
  { userId, ...page }: { userId: string } & PageArguments,
): Promise<PaymentPage | null> {
  if (userId !== principal.id && !hasScope(principal, 'payment:read:any')) return null;
  const request = deps.pager.request('payments', page);
  const rows = await findPaymentPage(deps.database.query, userId, request);
  const views = rows.map((payment) => ({ ...payment, seenStores: 'ALL' as const }));
  const connection = deps.pager.connection('payments', request, views, ({ id }) => [id]);
  return { ...connection, countAll: () => countPayments(deps.database.query, userId) };
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
