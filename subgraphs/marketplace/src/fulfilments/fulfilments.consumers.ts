import { EscrowReleased } from '@caravan/contracts/payments';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { completeFulfilment } from './fulfilments.usecases.ts';

export const fulfilmentEscrow = consumer<Deps>('marketplace.fulfilment-escrow', [
  on(EscrowReleased, (deps, tx, { data }) =>
    completeFulfilment(deps, tx, { orderId: data.orderRef, fulfilmentId: data.fulfilmentId }),
  ),
]);
