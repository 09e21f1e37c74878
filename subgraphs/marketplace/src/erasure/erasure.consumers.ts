import { UserErased } from '@caravan/contracts/identity';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { erasePerson } from './erasure.usecases.ts';

/** Carts and addresses are erased by the consumers that fill them as well: those keep the order of a person's events. */
export const erasure = consumer<Deps>('marketplace.erasure', [
  on(UserErased, (deps, tx, { data }) => erasePerson(deps, tx, data.userId)),
]);
