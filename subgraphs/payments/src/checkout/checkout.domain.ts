import type { CheckoutLine, Participant, RejectionReason } from '@caravan/contracts/checkout';
import type { MoneyData } from '@caravan/contracts/event';
import type { Money } from '@caravan/core/money';

export const checkoutStatuses = [
  'RESERVING',
  'AWAITING_PAYMENT',
  'PAID',
  'CONFIRMED',
  'REJECTED',
  'FAILED',
  'EXPIRED',
  'CANCELLED',
] as const;
export type CheckoutStatus = (typeof checkoutStatuses)[number];

/** Every legal move; a pair that is absent is illegal. */
export const nextStatuses: Readonly<Record<CheckoutStatus, readonly CheckoutStatus[]>> = {
  RESERVING: ['AWAITING_PAYMENT', 'PAID', 'REJECTED', 'CANCELLED'],
  AWAITING_PAYMENT: ['PAID', 'FAILED', 'EXPIRED', 'CANCELLED'],
  PAID: ['CONFIRMED'],
  CONFIRMED: [],
  REJECTED: [],
  FAILED: [],
  EXPIRED: [],
  CANCELLED: [],
};

/** While in one of these, the owner cannot start another checkout: it would hold the same cart lines again. */
export const openStatuses = ['RESERVING', 'AWAITING_PAYMENT', 'PAID'] as const;

/** Ends at which nothing was paid: every hold is released. */
export const releasedStatuses = ['REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED'] as const;
export type ReleasedStatus = (typeof releasedStatuses)[number];

export function isReleased(status: CheckoutStatus): status is ReleasedStatus {
  return (releasedStatuses as readonly string[]).includes(status);
}

export function mayBecome(from: CheckoutStatus, to: CheckoutStatus): boolean {
  return nextStatuses[from].includes(to);
}

export const paymentMethods = ['SANDBOX_CARD'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export type Rejection =
  | RejectionReason
  | { kind: 'EMPTY_CART'; cartItemId: null }
  | { kind: 'TOTAL_CHANGED'; cartItemId: null; expected: MoneyData; actual: MoneyData };

export type Checkout = {
  readonly id: string;
  readonly buyerId: string;
  readonly status: CheckoutStatus;
  readonly version: number;
  readonly currency: string;
  readonly deliveryAddressId: string | null;
  readonly expectedMinor: bigint | null;
  readonly paymentMethod: PaymentMethod;
  readonly totalMinor: bigint | null;
  readonly rejections: readonly Rejection[];
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

/** How far a participant is with a checkout. */
export type ParticipantState = 'WAITING' | 'RESERVED' | 'REJECTED' | 'COMPLETED';
export type ParticipantReply = { readonly participant: Participant; readonly state: ParticipantState };

/** A line as it was reserved; the snapshot that is paid for. */
export type HeldLine = Omit<CheckoutLine, 'amount' | 'releaseRule' | 'payee'> & {
  readonly checkoutId: string;
  readonly participant: Participant;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payeeId: string;
  readonly releaseDays: number;
};

/** What happens when every participant holds its part. The total comes from the held lines alone. */
export type Decision =
  | { readonly kind: 'WAIT' }
  | { readonly kind: 'REJECT'; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'FREE' }
  | { readonly kind: 'ASK'; readonly total: Money };

export function decide(
  checkout: Pick<Checkout, 'currency' | 'expectedMinor'>,
  replies: readonly ParticipantReply[],
  lines: readonly Pick<HeldLine, 'amountMinor'>[],
): Decision {
  if (replies.some(({ state }) => state === 'WAITING')) return { kind: 'WAIT' };
  if (lines.length === 0) return { kind: 'REJECT', rejections: [{ kind: 'EMPTY_CART', cartItemId: null }] };
  const totalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const { currency, expectedMinor } = checkout;
  if (expectedMinor !== null && expectedMinor !== totalMinor) {
    const expected = { amountMinor: expectedMinor.toString(), currency };
    const actual = { amountMinor: totalMinor.toString(), currency };
    return { kind: 'REJECT', rejections: [{ kind: 'TOTAL_CHANGED', cartItemId: null, expected, actual }] };
  }
  return totalMinor === 0n ? { kind: 'FREE' } : { kind: 'ASK', total: { amountMinor: totalMinor, currency } };
}

export type SignInRequired = { kind: 'SignInRequired' };
export type CheckoutAlreadyOpen = { kind: 'CheckoutAlreadyOpen'; path: readonly string[]; checkout: Checkout };
export type CheckoutNotCancellable = { kind: 'CheckoutNotCancellable'; status: CheckoutStatus };
export type PaymentNotRetryable = { kind: 'PaymentNotRetryable'; status: CheckoutStatus };
