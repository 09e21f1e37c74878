import { GuestMerged, UserErased } from '@caravan/contracts/identity';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { dropCart, mergeCarts } from './cart.usecases.ts';

export const cartMerge = consumer<Deps>('marketplace.cart', [
  on(GuestMerged, (deps, tx, { data }) => mergeCarts(deps, tx, data)),
  on(UserErased, (_deps, tx, { data }) => dropCart(tx, data.userId)),
]);
