import { z } from 'zod';
import { defineEvent, moneyData, uuid } from './event.ts';

export const storeRoles = ['OWNER', 'MANAGER', 'CLERK'] as const;
export const fulfilmentStatuses = [
  'PENDING',
  'CONFIRMED',
  'PREPARING',
  'READY',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
] as const;
/** An order is as far as the least of its fulfilments. */
export const orderStatuses = [...fulfilmentStatuses] as const;

/** Subject: store id. */
export const StoreStaffChanged = defineEvent({
  type: 'marketplace.StoreStaffChanged',
  version: 1,
  topic: 'caravan.marketplace.store',
  description: 'A person joined, changed role in, or left the staff of a store. `role` is null when they left.',
  data: z.object({
    storeId: uuid,
    userId: uuid,
    role: z.enum(storeRoles).nullable(),
    /** Whether the person still works for any active store. */
    worksForAnyStore: z.boolean(),
  }),
});

/** Subject: store id. */
export const StoreSuspended = defineEvent({
  type: 'marketplace.StoreSuspended',
  version: 1,
  topic: 'caravan.marketplace.store',
  description: 'A store was taken out of sale: checkouts of its goods that are not paid yet end.',
  data: z.object({ storeId: uuid }),
});

/** Subject: product id. */
export const ProductChanged = defineEvent({
  type: 'marketplace.ProductChanged',
  version: 1,
  topic: 'caravan.marketplace.product',
  description:
    'A product was edited, put on or taken off sale, or got another variant or variant terms. Bulk uploads tell of themselves.',
  data: z.object({ productId: uuid, storeId: uuid }),
});

/** Subject: product id. */
export const PriceChanged = defineEvent({
  type: 'marketplace.PriceChanged',
  version: 1,
  topic: 'caravan.marketplace.product',
  description: 'A variant costs something else from now on, or is compared to another former price.',
  data: z.object({
    productId: uuid,
    variantId: uuid,
    storeId: uuid,
    price: moneyData,
    compareAtPrice: moneyData.nullable(),
  }),
});

/** Subject: order id. */
export const OrderPlaced = defineEvent({
  type: 'marketplace.OrderPlaced',
  version: 1,
  topic: 'caravan.marketplace.order',
  description:
    'An order was created for a checkout that is being paid. It is confirmed, or cancelled when the checkout ends unpaid.',
  data: z.object({ orderId: uuid, checkoutId: uuid, buyerId: uuid, storeIds: z.array(uuid) }),
});

/** Subject: order id. */
export const OrderChanged = defineEvent({
  type: 'marketplace.OrderChanged',
  version: 1,
  topic: 'caravan.marketplace.order',
  description:
    'What a viewer of the order sees has changed: its status, a fulfilment, or its payment. Carries the version to drop repeats.',
  data: z.object({
    orderId: uuid,
    buyerId: uuid,
    storeIds: z.array(uuid),
    status: z.enum(orderStatuses),
    version: z.int(),
  }),
});

/** Subject: order id. */
export const FulfilmentStatusChanged = defineEvent({
  type: 'marketplace.FulfilmentStatusChanged',
  version: 1,
  topic: 'caravan.marketplace.order',
  description: 'A fulfilment moved along the transition table. On DELIVERED the release of its escrow begins.',
  data: z.object({
    fulfilmentId: uuid,
    orderId: uuid,
    checkoutId: uuid,
    storeId: uuid,
    from: z.enum(fulfilmentStatuses),
    to: z.enum(fulfilmentStatuses),
  }),
});

/** Subject: order id. */
export const OrderLinesCancelled = defineEvent({
  type: 'marketplace.OrderLinesCancelled',
  version: 1,
  topic: 'caravan.marketplace.order',
  description: 'Lines of a paid order were cancelled before shipping: their money goes back to the buyer.',
  data: z.object({
    orderId: uuid,
    checkoutId: uuid,
    /** Checkout lines (products and shipping) whose money goes back whole. */
    lineIds: z.array(uuid),
    by: z.enum(['BUYER', 'STORE', 'ADMIN', 'SYSTEM']),
    /** Null: what people say may be personal, and the log cannot forget it. The order's history has it. */
    reason: z.string().nullable(),
  }),
});

/** Subject: import job id. */
export const ImportProgressed = defineEvent({
  type: 'marketplace.ImportProgressed',
  version: 1,
  topic: 'caravan.marketplace.import',
  description: 'A bulk upload moved on or ended. Published per batch of rows, for those who watch it.',
  data: z.object({ importJobId: uuid, storeId: uuid, version: z.int() }),
});
