import type { Money } from '@caravan/core/money';
import {
  type PaymentProvider,
  type ProviderPayment,
  ProviderRefused,
  ProviderUnavailable,
} from '../providers/provider.ts';

export type ScriptedProvider = PaymentProvider & {
  /** The buyer pays, by default what was asked for. */
  capture(paymentId: string, captured?: Money): ProviderPayment;
  decline(paymentId: string): ProviderPayment;
  of(paymentId: string): ProviderPayment;
  readonly refunds: Map<string, Money>;
  /** While true, no call is answered. */
  down: boolean;
  refusesRefunds: boolean;
  refusesPayments: boolean;
};

/** A provider in memory for tests of the use cases: it does what a test tells it. The real one has tests of its own. */
export function scriptedProvider(): ScriptedProvider {
  const payments = new Map<string, ProviderPayment & { asked: Money }>();
  const refunds = new Map<string, Money>();
  const of = (paymentId: string) => {
    const payment = payments.get(paymentId);
    if (!payment) throw new Error(`The provider does not know the payment ${paymentId}.`);
    return payment;
  };
  const set = (paymentId: string, change: Partial<ProviderPayment>) => {
    const changed = { ...of(paymentId), redirectUrl: null, ...change };
    payments.set(paymentId, changed);
    return changed;
  };
  const answer = <Value>(value: () => Value): Promise<Value> =>
    provider.down ? Promise.reject(new ProviderUnavailable('down')) : Promise.resolve().then(value);

  const provider: ScriptedProvider = {
    name: 'sandbox',
    refunds,
    down: false,
    refusesRefunds: false,
    refusesPayments: false,
    of,
    capture: (id, captured) => set(id, { status: 'CAPTURED', captured: captured ?? of(id).asked }),
    decline: (id) =>
      set(id, { status: 'FAILED', failure: { code: 'card_declined', message: 'The card was declined.' } }),
    createPayment: ({ paymentId, amount }) =>
      answer(() => {
        if (provider.refusesPayments) throw new ProviderRefused(422, 'amount_too_small');
        const known = payments.get(paymentId);
        if (known) return known;
        const redirectUrl = `http://provider.test/pay/${paymentId}`;
        const payment = { ref: paymentId, status: 'PENDING', captured: null, failure: null, redirectUrl } as const;
        payments.set(paymentId, { ...payment, asked: amount });
        return payment;
      }),
    cancel: (ref) => answer(() => (of(ref).status === 'PENDING' ? set(ref, { status: 'VOIDED' }) : of(ref))),
    refund: ({ refundId, amount }) =>
      answer(() => {
        if (provider.refusesRefunds) return 'FAILED';
        refunds.set(refundId, amount);
        return 'SUCCEEDED';
      }),
    fetchStatus: (ref) => answer(() => of(ref)),
    verifyWebhook: ({ body }) => (JSON.parse(body.toString()) as { eventId: string }).eventId,
    readWebhook: (body) =>
      JSON.parse(body, (key, value: unknown) => (key === 'amountMinor' ? BigInt(value as string) : value)).event,
  };
  return provider;
}
