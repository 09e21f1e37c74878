import type { Connection } from '@caravan/core/pages';
import type { Checkout } from './checkout/checkout.domain.ts';
import type { VisiblePayment } from './payments/payment-views.ts';
import type { StoreTransaction } from './stores/stores.store.ts';

/** A page of a list, which is counted only when asked. */
export type Page<Node> = Connection<Node> & { countAll(): Promise<number> };

export type CheckoutPage = Page<Checkout>;
export type PaymentPage = Page<VisiblePayment>;
export type StoreTransactionPage = Page<StoreTransaction>;

/** Resolvers that every connection has. */
export const pageResolvers = {
  nodes: <Node>(page: Page<Node>) => page.edges.map(({ node }) => node),
  totalCount: <Node>(page: Page<Node>) => page.countAll(),
};
