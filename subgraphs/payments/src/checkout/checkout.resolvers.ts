import { fromMoneyData } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { pageResolvers } from '../pages.ts';
import { viewPayments } from '../payments/payment-views.ts';
import type { Checkout } from './checkout.domain.ts';
import { maySeeCheckout, watchCheckout } from './checkout-reads.usecases.ts';
import { cancelCheckout } from './usecases/cancel-checkout.ts';
import { retryPayment } from './usecases/retry-payment.ts';
import { startCheckout } from './usecases/start-checkout.ts';

export const checkoutResolvers: Resolvers = {
  Query: {
    async checkout(_root, { id }, { principal, loaders }) {
      const checkout = await loaders.checkout.load(fromTypeId('checkout', id));
      return checkout && maySeeCheckout(principal, checkout) ? checkout : null;
    },
  },
  Mutation: {
    async startCheckout(_root, { input }, { deps, principal }) {
      const { deliveryAddressId, expectedTotal = null, paymentMethod = 'SANDBOX_CARD', ...rest } = input;
      const addressId = deliveryAddressId == null ? null : fromTypeId('address', deliveryAddressId);
      const command = { ...rest, expectedTotal, paymentMethod, principal, deliveryAddressId: addressId };
      return payload(await startCheckout(deps, command), 'checkout', {
        SignInRequired: () => 'Sign in to buy. Your cart comes along.',
        CheckoutAlreadyOpen: () => 'Another checkout of yours is open: pay or cancel it first.',
      });
    },
    async cancelCheckout(_root, { input }, { deps, principal }) {
      const command = { checkoutId: fromTypeId('checkout', input.checkoutId), buyerId: principal.id };
      return payload(await cancelCheckout(deps, command), 'checkout', {
        CheckoutNotCancellable: () => 'This checkout is paid or over already.',
      });
    },
    async retryPayment(_root, { input }, { deps, principal }) {
      invariant(principal.id, 'an authenticated caller has an id');
      const { paymentMethod: method = 'SANDBOX_CARD', idempotencyKey } = input;
      const checkoutId = fromTypeId('checkout', input.checkoutId);
      const command = { checkoutId, buyerId: principal.id, method, idempotencyKey };
      return payload(await retryPayment(deps, command), 'checkout', {
        PaymentNotRetryable: () => 'This checkout does not wait for another payment.',
      });
    },
  },
  Subscription: {
    checkoutUpdated: {
      subscribe: (_root, { id }, { deps, principal }) => watchCheckout(deps, principal, fromTypeId('checkout', id)),
      resolve: (checkout: Checkout) => checkout,
    },
  },
  Checkout: {
    async __resolveReference({ id }, { principal, loaders }) {
      const checkout = await loaders.checkout.load(fromTypeId('checkout', id));
      return checkout && maySeeCheckout(principal, checkout) ? checkout : null;
    },
    id: ({ id }) => toTypeId('checkout', id),
    buyer: ({ buyerId }) => ({ id: buyerId }),
    lines: ({ id }, _input, { loaders }) => loaders.linesOfCheckout.load(id),
    total: ({ totalMinor, currency }) => (totalMinor === null ? null : money(totalMinor, currency)),
    async payment({ id }, _input, context) {
      const payments = await viewPayments(context, await context.loaders.paymentsOfCheckout.load(id));
      return payments.at(-1) ?? null;
    },
    payments: async ({ id }, _input, context) =>
      viewPayments(context, await context.loaders.paymentsOfCheckout.load(id)),
    async orders({ id }, _input, { loaders }) {
      const lines = await loaders.linesOfCheckout.load(id);
      return [...new Set(lines.map(({ ref }) => ref))].map((orderId) => ({ id: orderId }));
    },
    history: ({ id }, _input, { loaders }) => loaders.changesOfCheckout.load(id),
    rejectionReasons: ({ rejections }) => [...rejections],
  },
  CheckoutLine: {
    id: ({ lineId }) => toTypeId('checkoutLine', lineId),
    amount: (line) => money(line.amountMinor, line.currency),
    order: ({ ref }) => ({ id: ref }),
    store: ({ payeeId }) => ({ id: payeeId }),
  },
  CheckoutRejectionReason: {
    cartItemId: ({ cartItemId }) => (cartItemId === null ? null : toTypeId('cartItem', cartItemId)),
    expected: (reason) => (reason.kind === 'TOTAL_CHANGED' ? fromMoneyData(reason.expected) : null),
    actual: (reason) => (reason.kind === 'TOTAL_CHANGED' ? fromMoneyData(reason.actual) : null),
  },
  CheckoutConnection: pageResolvers,
  User: {
    checkouts: ({ id }, page, { loaders }) => loaders.checkoutsOfBuyer(page).load(id),
  },
};
