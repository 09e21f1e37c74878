import { CheckoutPaid, CheckoutReleased, CheckoutStarted } from '@caravan/contracts/checkout';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { confirm, release, reserve } from './checkout.usecases.ts';

export const checkoutParticipant = consumer<Deps>('marketplace.checkout', [
  on(CheckoutStarted, (deps, tx, { data }) => reserve(deps, tx, data)),
  on(CheckoutPaid, (deps, tx, { data }) => confirm(deps, tx, data.checkoutId)),
  on(CheckoutReleased, (deps, tx, { data }) => release(deps, tx, data.checkoutId)),
]);
