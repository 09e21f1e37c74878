import { z } from 'zod';
import { defineEvent, moneyData, uuid } from './event.ts';

const payment = {
  paymentId: uuid,
  checkoutId: uuid,
  buyerId: uuid,
  /** Order objects that the payment pays for. */
  orderRefs: z.array(uuid),
};

/** Subject: payment id. */
export const PaymentChanged = defineEvent({
  type: 'payments.PaymentChanged',
  version: 1,
  topic: 'caravan.payments.payment',
  description: 'A payment moved: created, captured, failed, refunded in part or whole. Whoever shows it reads it anew.',
  data: z.object({
    ...payment,
    status: z.enum(['PENDING', 'AUTHORISED', 'CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED']),
    amount: moneyData,
    version: z.int(),
  }),
});

/** Subject: fulfilment id. */
export const EscrowReleased = defineEvent({
  type: 'payments.EscrowReleased',
  version: 1,
  topic: 'caravan.payments.escrow',
  description: 'The money of every line of a fulfilment was released to its payee: the trade is complete.',
  data: z.object({ fulfilmentId: uuid, checkoutId: uuid, orderRef: uuid, storeId: uuid, lineIds: z.array(uuid) }),
});
