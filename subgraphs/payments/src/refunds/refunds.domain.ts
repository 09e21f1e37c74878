import { allocate, applyBasisPoints, money } from '@caravan/core/money';

export type RefundStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED';

/** Why there is a refund: someone asked, lines were cancelled or could not be completed, money paid for nothing, or the provider made it. */
export type RefundSource = 'REQUESTED' | 'LINES_CANCELLED' | 'LINES_FAILED' | 'SUSPENSE' | 'PROVIDER';

/** Nobody asks for these a second time: the buyer has to get the money, so a refused one is sent again. */
export function isOwed({ source }: Pick<Refund, 'source'>): boolean {
  return source === 'SUSPENSE' || source === 'LINES_CANCELLED' || source === 'LINES_FAILED';
}

/** From 15 minutes, doubled by each refusal, to a day. */
export function pauseAfterRefusalMs(refusals: number): number {
  return Math.min(86_400_000, 900_000 * 2 ** Math.max(0, refusals - 1));
}

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly source: RefundSource;
  readonly status: RefundStatus;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly settledAt: Date | null;
};

export type RefundLine = { readonly refundId: string; readonly lineId: string; readonly amountMinor: bigint };
export type RefundPart = { readonly lineId: string; readonly amountMinor: bigint };

export type EscrowedLine = {
  readonly lineId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly refundedMinor: bigint;
  readonly pendingRefundMinor: bigint;
  readonly commissionBps: number;
  readonly commissionMinor: bigint;
  readonly released: boolean;
};

export function refundableMinor(
  line: Pick<EscrowedLine, 'amountMinor' | 'refundedMinor' | 'pendingRefundMinor'>,
): bigint {
  return line.amountMinor - line.refundedMinor - line.pendingRefundMinor;
}

/** Shares an amount among lines by what is left of each, so that the parts sum to it and none exceeds what is left. */
export function shareOut(amountMinor: bigint, currency: string, lines: readonly EscrowedLine[]): RefundPart[] {
  const shares = allocate(money(amountMinor, currency), lines.map(refundableMinor));
  return lines
    .map(({ lineId }, index) => ({ lineId, amountMinor: shares[index]?.amountMinor ?? 0n }))
    .filter((part) => part.amountMinor > 0n);
}

/** Commission on what the buyer has not got back of a line, rounded half-even. */
export function commissionOf(
  line: Pick<EscrowedLine, 'amountMinor' | 'currency' | 'commissionBps'>,
  refundedMinor: bigint,
): bigint {
  return applyBasisPoints(money(line.amountMinor - refundedMinor, line.currency), line.commissionBps).amountMinor;
}

/** Who gives back a part of a line: escrow before the release; after it the payee and, in proportion, the commission. */
export type Giving = { readonly escrow: bigint; readonly payable: bigint; readonly revenue: bigint };

export function giveBack(line: EscrowedLine, amountMinor: bigint): Giving {
  if (!line.released) return { escrow: amountMinor, payable: 0n, revenue: 0n };
  // The rest's commission is computed anew, never the part's: parts rounded by themselves would not add up.
  const revenue = line.commissionMinor - commissionOf(line, line.refundedMinor + amountMinor);
  return { escrow: 0n, payable: amountMinor - revenue, revenue };
}
