import { CheckoutCompleted, CheckoutRejected, CheckoutReserved } from '@caravan/contracts/checkout';
import { UserErased } from '@caravan/contracts/identity';
import {
  FulfilmentStatusChanged,
  OrderLinesCancelled,
  OrderPlaced,
  StoreStaffChanged,
  StoreSuspended,
} from '@caravan/contracts/marketplace';
import { consumer, on } from '@caravan/events/consumer';
import { takeCompleted, takeRejected, takeReserved } from './checkout/usecases/take-reply.ts';
import type { Deps } from './deps.ts';
import { erasePerson } from './erasure/erasure.usecases.ts';
import { beginRelease } from './escrow/escrow.usecases.ts';
import { saveOrderLink } from './payments/payments.store.ts';
import { refundCancelledLines } from './refunds/usecases/refund-lines.ts';
import { forgetStaff, saveStaff } from './stores/stores.store.ts';
import { endCheckoutsOf } from './stores/suspended.usecases.ts';

/** Answers of those who take part in a checkout. */
const checkoutConsumer = consumer<Deps>('payments.checkout', [
  on(CheckoutReserved, (deps: Deps, tx, { data }) => takeReserved(deps, tx, data)),
  on(CheckoutRejected, (deps: Deps, tx, { data }) => takeRejected(deps, tx, data)),
  on(CheckoutCompleted, (deps: Deps, tx, { data }) => takeCompleted(deps, tx, data)),
]);

const orderConsumer = consumer<Deps>('payments.orders', [
  on(OrderPlaced, (_deps: Deps, tx, { data }) => saveOrderLink(tx, data)),
  on(FulfilmentStatusChanged, async (deps: Deps, tx, { data }) => {
    if (data.to === 'DELIVERED') await beginRelease(deps, tx, data.fulfilmentId);
  }),
  on(OrderLinesCancelled, (deps: Deps, tx, { id, data }) => refundCancelledLines(deps, tx, { eventId: id, ...data })),
]);

/** Who works for which store, as marketplace tells it. */
const staffConsumer = consumer<Deps>(
  'payments.store-staff',
  [on(StoreStaffChanged, (_deps: Deps, tx, { data }) => saveStaff(tx, data))],
  { rebuildable: { reset: forgetStaff } },
);

const storeConsumer = consumer<Deps>('payments.stores', [
  on(StoreSuspended, (deps: Deps, tx, { data }) => endCheckoutsOf(deps, tx, data.storeId)),
]);

const erasure = consumer<Deps>('payments.erasure', [
  on(UserErased, (deps: Deps, tx, { data }) => erasePerson(deps, tx, data.userId)),
]);

export const consumers = [checkoutConsumer, orderConsumer, staffConsumer, storeConsumer, erasure];
