import type { Money } from '@caravan/core/money';
import type { PaymentMethod } from '../checkout/checkout.domain.ts';

/** How far a payment is. States move to a higher rank only, so that late or repeated webhooks change nothing. */
export const ranks = {
  PENDING: 0,
  AUTHORISED: 1,
  FAILED: 2,
  VOIDED: 2,
  CAPTURED: 3,
  PARTIALLY_REFUNDED: 4,
  REFUNDED: 5,
} as const;
export type PaymentStatus = keyof typeof ranks;

export function isForward(from: PaymentStatus, to: PaymentStatus): boolean {
  return ranks[to] > ranks[from];
}

export function isCaptured(status: PaymentStatus): boolean {
  return ranks[status] >= ranks.CAPTURED;
}

export function isOpen(status: PaymentStatus): boolean {
  return status === 'PENDING' || status === 'AUTHORISED';
}

export type PaymentFailure = { readonly code: string; readonly message: string };

/** Where captured money lies: in escrow for the lines it paid, or in suspense since it paid for nothing. */
export type Disposition = 'ESCROW' | 'SUSPENSE';

export type Payment = {
  readonly id: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly provider: string;
  /** The provider's id; null until it was created there. */
  readonly providerRef: string | null;
  readonly method: PaymentMethod;
  readonly status: PaymentStatus;
  readonly amountMinor: bigint;
  /** What really came; differs from the amount only in suspense. */
  readonly capturedMinor: bigint;
  readonly currency: string;
  /** Currency that really came. */
  readonly capturedCurrency: string | null;
  readonly refundedMinor: bigint;
  readonly pendingRefundMinor: bigint;
  readonly disposition: Disposition | null;
  readonly redirectUrl: string | null;
  readonly failure: PaymentFailure | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly capturedAt: Date | null;
};

/** Status of a captured payment by what went back. */
export function refundedStatus(capturedMinor: bigint, refundedMinor: bigint): PaymentStatus {
  if (refundedMinor === 0n) return 'CAPTURED';
  return refundedMinor < capturedMinor ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

/** The payment that counts for its order: the one that paid for it, else the newest. */
export function decisive<Some extends Pick<Payment, 'disposition'>>(oldestFirst: readonly Some[]): Some | null {
  return oldestFirst.find(({ disposition }) => disposition === 'ESCROW') ?? oldestFirst.at(-1) ?? null;
}

/**
 * What captured money is for. It pays only for a checkout that still waits for it, and only when it is exactly
 * what was asked for; everything else is held in suspense and goes back whole.
 */
export function dispositionOf(
  checkoutStatus: string,
  asked: Money,
  captured: Money,
): { readonly disposition: Disposition; readonly comment: string } {
  if (captured.amountMinor !== asked.amountMinor || captured.currency !== asked.currency) {
    return { disposition: 'SUSPENSE', comment: 'The amount differs from what was asked for; it goes back.' };
  }
  if (checkoutStatus === 'AWAITING_PAYMENT') return { disposition: 'ESCROW', comment: 'The money was taken.' };
  const comment =
    checkoutStatus === 'PAID' || checkoutStatus === 'CONFIRMED'
      ? 'Another payment had paid already; it goes back.'
      : 'The checkout was over already; it goes back.';
  return { disposition: 'SUSPENSE', comment };
}
