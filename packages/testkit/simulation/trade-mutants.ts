import type { Mutant } from './mutant.ts';

const payments = 'subgraphs/payments/src';
const marketplace = 'subgraphs/marketplace/src';

/** Of stock, holds, carts, orders, keys and events. */
export const tradeMutants: readonly Mutant[] = [
  {
    name: 'stock is checked without a lock and then written',
    edits: [
      {
        file: `${marketplace}/stock/stock.store.ts`,
        find: ".orderBy(asc(stockLevels.variantId))\n    .for('no key update');",
        put: '.orderBy(asc(stockLevels.variantId));',
      },
      // The database refuses to oversell, too: both have to go for it to happen.
      {
        file: 'packages/testkit/simulation/memory/triggers.ts',
        find: 'if (reserved > onHand) throw',
        put: 'if (reserved > 1e9) throw',
      },
    ],
  },
  {
    name: 'released stock stays promised',
    edits: [
      {
        file: `${marketplace}/checkout/checkout.usecases.ts`,
        find: 'await releaseStock(tx, { reference: checkoutId, now });',
        put: '',
      },
    ],
  },
  {
    name: 'cancelled lines do not return to stock',
    edits: [
      {
        file: `${marketplace}/fulfilments/cancel.usecases.ts`,
        find: "await returnStock(tx, { reference: taken.order.checkoutId, lineIds, reason: 'Cancelled', now });",
        put: '',
      },
    ],
  },
  {
    name: 'a release leaves no tombstone',
    edits: [
      {
        file: `${marketplace}/checkout/checkout.usecases.ts`,
        find: 'return insertHold(tx, tombstone, now);',
        put: 'return;',
      },
    ],
  },
  {
    name: 'a hold made after the release is neither refused nor released again',
    edits: [
      {
        file: `${marketplace}/checkout/checkout.usecases.ts`,
        find: 'return insertHold(tx, tombstone, now);',
        put: 'return;',
      },
      {
        file: `${payments}/checkout/usecases/take-reply.ts`,
        find: 'return publishReleased(tx, checkout);',
        put: 'return;',
      },
    ],
  },
  {
    name: 'an order is moved without its lock',
    edits: [
      {
        file: `${marketplace}/orders/orders.store.ts`,
        find: ".where(eq(orders.id, orderId)).for('update')",
        put: '.where(eq(orders.id, orderId))',
      },
    ],
  },
  {
    name: 'the cart is emptied whatever was bought',
    edits: [
      {
        file: `${marketplace}/cart/cart.usecases.ts`,
        find: 'await subtractBought(tx, buyerId, { bought, now });',
        put: 'await deleteCart(tx, buyerId);',
      },
    ],
  },
  {
    name: 'what was bought stays in the cart',
    edits: [
      {
        file: `${marketplace}/checkout/checkout.usecases.ts`,
        find: 'await removeBought(tx, buyerId, { bought: boughtItems, now });',
        put: '',
      },
    ],
  },
  {
    name: 'a buyer may have two open checkouts',
    edits: [
      {
        file: `${payments}/checkout/checkout.tables.ts`,
        find: "uniqueIndex('checkouts_one_open_per_buyer')",
        put: "index('checkouts_one_open_per_buyer')",
      },
    ],
  },
  {
    name: 'the same key starts another checkout',
    edits: [
      { file: 'packages/database/src/idempotency.ts', find: '  if (earlier) {', put: '  if (earlier && !inputHash) {' },
    ],
  },
  {
    name: 'an event has its effect each time it arrives',
    edits: [
      {
        file: 'packages/events/src/inbox.ts',
        find: "if (claim === 'claimed') await subscriptionFor",
        put: "if (claim !== 'parked') await subscriptionFor",
      },
    ],
  },
  {
    name: 'an order is confirmed without its checkout being paid',
    edits: [
      {
        file: `${marketplace}/checkout/checkout.usecases.ts`,
        find: "await moveAll(tx, taken, { to: 'CANCELLED', now });",
        put: "await moveAll(tx, taken, { to: 'CONFIRMED', now });",
      },
    ],
  },
];
