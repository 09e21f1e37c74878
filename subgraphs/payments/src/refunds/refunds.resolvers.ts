import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { decimalText } from '@caravan/core/money';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { viewPayment, viewRefunds } from '../payments/payment-views.ts';
import type { Context } from '../subgraph.ts';
import { refundPayment } from './usecases/refund-payment.ts';

export const refundResolvers: Resolvers = {
  Mutation: {
    async refundPayment(_root, { input }, context) {
      const { caller, deps } = context;
      const lines = input.lines?.map(({ lineId, amount = null }) => ({
        lineId: fromTypeId('checkoutLine', lineId),
        amount,
      }));
      const result = await refundPayment(deps, caller, {
        paymentId: fromTypeId('payment', input.paymentId),
        lines: lines ?? null,
        amount: input.amount ?? null,
        reason: input.reason,
        idempotencyKey: input.idempotencyKey,
      });
      const viewed = result.ok ? { ok: true as const, value: await view(context, result.value) } : result;
      return payload(viewed, ['refund', 'payment'], {
        RefundNotAllowed: () => 'Only OWNERs and MANAGERs of the store refund its lines.',
        RefundTooLarge: ({ refundable }) => `At most ${decimalText(refundable)} ${refundable.currency} can go back.`,
      });
    },
  },
  Refund: {
    id: ({ id }) => toTypeId('refund', id),
    lines: ({ lines }) => lines.map(({ lineId, amount }) => ({ lineId: toTypeId('checkoutLine', lineId), amount })),
  },
};

/** The refund and its payment as the caller sees them. */
async function view(context: Context, { refundId, paymentId }: { refundId: string; paymentId: string }) {
  const found = await context.loaders.payment.load(paymentId);
  const payment = found && (await viewPayment(context, found));
  const refunds = payment ? await viewRefunds(context.loaders, payment) : [];
  return { payment, refund: refunds.find(({ id }) => id === refundId) ?? null };
}
