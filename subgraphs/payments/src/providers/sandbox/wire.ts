import { z } from 'zod';
import type { ProviderEvent, ProviderPayment } from '../provider.ts';

/** The sandbox provider's JSON, as its README documents it. */
const amount = z.string().regex(/^\d+$/);
const currency = z.string().length(3);

export const paymentJson = z.object({
  id: z.string(),
  status: z.enum(['requires_payment', 'requires_challenge', 'captured', 'failed', 'cancelled']),
  reference: z.uuid(),
  currency,
  captured_minor: amount.nullable(),
  failure_code: z.string().nullable(),
  failure_message: z.string().nullable(),
  url: z.url(),
});

export const refundJson = z.object({
  id: z.string(),
  payment_id: z.string(),
  payment_reference: z.uuid(),
  /** Our refund's id; null when it was made at the provider. */
  reference: z.uuid().nullable(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amount_minor: amount,
  currency,
});

export const webhookJson = z.object({ id: z.string().min(1).max(255), type: z.string(), data: z.unknown() });

const statuses = {
  requires_payment: 'PENDING',
  requires_challenge: 'PENDING',
  captured: 'CAPTURED',
  failed: 'FAILED',
  cancelled: 'VOIDED',
} as const;

export function toPayment(json: z.output<typeof paymentJson>): ProviderPayment {
  const status = statuses[json.status];
  return {
    ref: json.id,
    status,
    captured:
      json.captured_minor === null ? null : { amountMinor: BigInt(json.captured_minor), currency: json.currency },
    failure:
      json.failure_code === null
        ? null
        : { code: json.failure_code, message: json.failure_message ?? 'The payment failed.' },
    redirectUrl: status === 'PENDING' ? json.url : null,
  };
}

export function toEvent(text: string): ProviderEvent {
  const { type, data } = webhookJson.parse(JSON.parse(text));
  if (type.startsWith('payment.')) {
    const payment = paymentJson.parse(data);
    return { kind: 'PAYMENT', paymentId: payment.reference, payment: toPayment(payment) };
  }
  if (type === 'refund.succeeded' || type === 'refund.failed') {
    const refund = refundJson.parse(data);
    return {
      kind: 'REFUND',
      paymentId: refund.payment_reference,
      refundRef: refund.id,
      refundId: refund.reference,
      status: type === 'refund.succeeded' ? 'SUCCEEDED' : 'FAILED',
      amount: { amountMinor: BigInt(refund.amount_minor), currency: refund.currency },
    };
  }
  return { kind: 'IGNORED' };
}
