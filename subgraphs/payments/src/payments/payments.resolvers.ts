import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Resolvers } from '../generated/graphql.ts';
import { pageResolvers } from '../pages.ts';
import { readPaymentsOfOrder } from './payment-reads.usecases.ts';
import { amountOf, refundedOf, seenLines, viewPayment, viewRefunds } from './payment-views.ts';
import { decisive, isOpen } from './payments.domain.ts';

export const paymentResolvers: Resolvers = {
  Query: {
    async payment(_root, { id }, context) {
      const payment = await context.loaders.payment.load(fromTypeId('payment', id));
      return payment && viewPayment(context, payment);
    },
  },
  Payment: {
    async __resolveReference({ id }, context) {
      const payment = await context.loaders.payment.load(fromTypeId('payment', id));
      return payment && viewPayment(context, payment);
    },
    id: ({ id }) => toTypeId('payment', id),
    amount: (payment, _input, { loaders }) => amountOf(loaders, payment),
    refunded: (payment, _input, { loaders }) => refundedOf(loaders, payment),
    redirectUrl: ({ buyerId, status, redirectUrl }, _input, { principal }) =>
      buyerId === principal.id && isOpen(status) ? redirectUrl : null,
    subject: ({ checkoutId, seenStores }, _input, { loaders }) =>
      seenStores === 'ALL' ? loaders.checkout.load(checkoutId) : null,
    async orders(payment, _input, { loaders }) {
      const lines = await seenLines(loaders, payment);
      return [...new Set(lines.map(({ ref }) => ref))].map((id) => ({ id }));
    },
    lines: (payment, _input, { loaders }) => seenLines(loaders, payment),
    refunds: (payment, _input, { loaders }) => viewRefunds(loaders, payment),
    async history({ id, seenStores }, _input, { loaders }) {
      const changes = await loaders.changesOfPayment.load(id);
      // Comments tell amounts of the whole payment.
      return seenStores === 'ALL' ? changes : changes.map((change) => ({ ...change, comment: null }));
    },
  },
  PaymentSubject: { __resolveType: () => 'Checkout' },
  PaymentConnection: pageResolvers,
  User: {
    __resolveReference: ({ id }) => ({ id: fromTypeId('user', id) }),
    id: ({ id }) => toTypeId('user', id),
    payments: ({ id }, page, { loaders }) => loaders.paymentsOfBuyer(page).load(id),
  },
  Order: {
    __resolveReference: ({ id }) => ({ id: fromTypeId('order', id) }),
    id: ({ id }) => toTypeId('order', id),
    payments: ({ id }, _input, context) => readPaymentsOfOrder(context, id),
    async paymentStatus({ id }, _input, context) {
      const payments = await readPaymentsOfOrder(context, id);
      return payments ? (decisive(payments)?.status ?? null) : null;
    },
  },
};
