import { invariant } from '@caravan/core/errors';
import type { Money } from '@caravan/core/money';
import type { PaymentFailure } from '../payments/payments.domain.ts';

/** A payment as its provider knows it. */
export type ProviderPayment = {
  readonly ref: string;
  readonly status: 'PENDING' | 'CAPTURED' | 'FAILED' | 'VOIDED';
  /** What was taken; null unless CAPTURED. */
  readonly captured: Money | null;
  readonly failure: PaymentFailure | null;
  /** The hosted page; null when nothing is to be done there. */
  readonly redirectUrl: string | null;
};

/** What a webhook says. Types that we do not know are IGNORED. */
export type ProviderEvent =
  | { readonly kind: 'PAYMENT'; readonly paymentId: string; readonly payment: ProviderPayment }
  | {
      readonly kind: 'REFUND';
      readonly paymentId: string;
      readonly refundRef: string;
      /** Null when the refund was not asked for by us. */
      readonly refundId: string | null;
      readonly status: 'SUCCEEDED' | 'FAILED';
      readonly amount: Money;
    }
  | { readonly kind: 'IGNORED' };

/**
 * A company that takes money. Outgoing calls carry our ids as idempotency keys, so that a repeated call has
 * no second effect; they throw `ProviderUnavailable` when trying again may help, `ProviderRefused` when not.
 */
export type PaymentProvider = {
  readonly name: string;
  createPayment(request: { paymentId: string; amount: Money; returnUrl: string }): Promise<ProviderPayment>;
  /** VOIDED, or what it had become before: CAPTURED when the money was taken already. */
  cancel(ref: string): Promise<ProviderPayment>;
  refund(request: { refundId: string; ref: string; amount: Money }): Promise<'SUCCEEDED' | 'PENDING' | 'FAILED'>;
  fetchStatus(ref: string): Promise<ProviderPayment>;
  /** Id of a genuine webhook's event; null when its signature, age or form is wrong. */
  verifyWebhook(webhook: WebhookRequest, now: Date): string | null;
  /** Reads the body of a webhook that was verified. */
  readWebhook(body: string): ProviderEvent;
};

export type WebhookRequest = { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer };

export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`The payment provider refused: ${status} ${code}`);
    this.status = status;
    this.code = code;
  }

  /** Says that what was asked for cannot be, now or later; a wrong key or address of ours says nothing about it. */
  get isAboutRequest(): boolean {
    return [400, 402, 409, 422].includes(this.status);
  }
}

export function providerOf(deps: { providers: ReadonlyMap<string, PaymentProvider> }, name: string): PaymentProvider {
  const provider = deps.providers.get(name);
  invariant(provider, `the payment provider ${name} is configured`);
  return provider;
}
