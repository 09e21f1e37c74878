import { CheckoutConfirmed, PaymentRequested } from '@caravan/contracts/checkout';
import { PaymentChanged } from '@caravan/contracts/payments';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { touchOrders } from './orders.usecases.ts';

/** Whoever watches an order reads its payments anew: payments' own facts of it have changed. */
export const orderPayments = consumer<Deps>('marketplace.order-payments', [
  on(PaymentRequested, (deps, tx, { data }) => touchOrders(tx, data.orderRefs, deps.now())),
  on(PaymentChanged, (deps, tx, { data }) => touchOrders(tx, data.orderRefs, deps.now())),
  on(CheckoutConfirmed, (deps, tx, { data }) => touchOrders(tx, data.orderRefs, deps.now())),
]);
