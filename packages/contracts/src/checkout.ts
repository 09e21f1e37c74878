import { z } from 'zod';
import { defineEvent, moneyData, uuid } from './event.ts';

/**
 * The checkout saga: payments publishes Started, Paid, Confirmed and Released, participants answer
 * Reserved, Rejected and Completed. All travel on one topic with the checkout id as subject, so that
 * a participant meets them in order. Steps and promises: docs/adr and design checkout.md.
 */
const topic = 'caravan.checkout';

/** Name of a subgraph that takes part in checkouts. */
export const participant = z.enum(['marketplace', 'rentals', 'professional-services', 'logistics']);
export type Participant = z.output<typeof participant>;

export const rejectionReason = z.object({
  kind: z.enum([
    'INSUFFICIENT_STOCK',
    'NOT_FOR_SALE',
    'SHIPPING_NOT_CHOSEN',
    'ADDRESS_UNKNOWN',
    'CART_CHANGED',
    'CLOSED',
    'UNAVAILABLE',
  ]),
  /** Cart line it concerns, if it concerns one. */
  cartItemId: uuid.nullable(),
});
export type RejectionReason = z.output<typeof rejectionReason>;

export const checkoutLine = z.object({
  /** Made by the participant; one escrow account each. */
  lineId: uuid,
  /** Id of the order object (order, rental, engagement) that the line belongs to. */
  ref: uuid,
  /** What is delivered together; the release rule waits for it. */
  fulfilmentId: uuid,
  kind: z.enum(['PRODUCT', 'SHIPPING']),
  description: z.string(),
  payee: z.object({ kind: z.enum(['STORE']), id: uuid }),
  amount: moneyData,
  /** Shipping is passed on whole; commission is taken from the rest. */
  commissionable: z.boolean(),
  releaseRule: z.object({ kind: z.enum(['ON_DELIVERY']), days: z.int().nonnegative() }),
});
export type CheckoutLine = z.output<typeof checkoutLine>;

/** Subject: checkout id. */
export const CheckoutStarted = defineEvent({
  type: 'payments.CheckoutStarted',
  version: 1,
  topic,
  description:
    'A buyer checks out: each participant reserves what the buyer has in the cart in this currency, and answers.',
  data: z.object({
    checkoutId: uuid,
    buyerId: uuid,
    currency: z.string().length(3),
    deliveryAddressId: uuid.nullable(),
    participants: z.array(participant),
  }),
});

/** Subject: checkout id. */
export const CheckoutReserved = defineEvent({
  type: 'checkout.CheckoutReserved',
  version: 1,
  topic,
  description:
    'A participant holds what the buyer wants until Paid or Released. Without lines of its own it answers an empty list.',
  data: z.object({ checkoutId: uuid, participant, lines: z.array(checkoutLine) }),
});

/** Subject: checkout id. */
export const CheckoutRejected = defineEvent({
  type: 'checkout.CheckoutRejected',
  version: 1,
  topic,
  description: 'A participant cannot hold what the buyer wants; it holds nothing.',
  data: z.object({ checkoutId: uuid, participant, reasons: z.array(rejectionReason) }),
});

/** Subject: checkout id. */
export const PaymentRequested = defineEvent({
  type: 'payments.PaymentRequested',
  version: 1,
  topic,
  description: 'All participants hold their part; the buyer is asked for the total.',
  data: z.object({ checkoutId: uuid, orderRefs: z.array(uuid), total: moneyData }),
});

/** Subject: checkout id. */
export const CheckoutPaid = defineEvent({
  type: 'payments.CheckoutPaid',
  version: 1,
  topic,
  description:
    'The money is captured: participants turn holds into orders. Sent again each minute until all have completed.',
  data: z.object({ checkoutId: uuid, orderRefs: z.array(uuid) }),
});

/** Subject: checkout id. */
export const CheckoutCompleted = defineEvent({
  type: 'checkout.CheckoutCompleted',
  version: 1,
  topic,
  description: 'A participant turned its holds into confirmed orders. Lines that could not be are refunded.',
  data: z.object({ checkoutId: uuid, participant, orderRefs: z.array(uuid), failedLineIds: z.array(uuid) }),
});

/** Subject: checkout id. */
export const CheckoutReleased = defineEvent({
  type: 'payments.CheckoutReleased',
  version: 1,
  topic,
  description: 'The checkout ended unpaid: every hold is freed, also one that is made after this event.',
  data: z.object({
    checkoutId: uuid,
    reason: z.enum(['REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED']),
  }),
});

/** Subject: checkout id. */
export const CheckoutConfirmed = defineEvent({
  type: 'payments.CheckoutConfirmed',
  version: 1,
  topic,
  description: 'Every participant has completed: the trade stands.',
  data: z.object({ checkoutId: uuid, orderRefs: z.array(uuid) }),
});

/** Subject: checkout id. For the live feed of `checkoutUpdated`. */
export const CheckoutChanged = defineEvent({
  type: 'payments.CheckoutChanged',
  version: 1,
  topic,
  description: 'What the buyer sees of the checkout has changed. Carries the version to drop repeats.',
  data: z.object({ checkoutId: uuid, buyerId: uuid, version: z.int() }),
});
