import { type Money, money, sum } from '@caravan/core/money';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { HeldLine } from '../checkout/checkout.domain.ts';
import type { Loaders } from '../loaders.ts';
import type { Refund, RefundLine } from '../refunds/refunds.domain.ts';
import type { Payment } from './payments.domain.ts';

/** A payment as somebody may see it: whole, or the lines of the stores they work for. */
export type VisiblePayment = Payment & { readonly seenStores: 'ALL' | ReadonlySet<string> };

export type VisibleRefund = Omit<Refund, 'amountMinor'> & {
  readonly amount: Money;
  readonly lines: readonly { readonly lineId: string; readonly amount: Money }[];
};

type Viewer = { readonly principal: Principal; readonly loaders: Loaders };

/** Null when the viewer may not see it at all. */
export async function viewPayment({ principal, loaders }: Viewer, payment: Payment): Promise<VisiblePayment | null> {
  if (payment.buyerId === principal.id || hasScope(principal, 'payment:read:any')) {
    return { ...payment, seenStores: 'ALL' };
  }
  const roles = await loaders.roles();
  if (roles.size === 0) return null;
  const lines = await loaders.linesOfCheckout.load(payment.checkoutId);
  const seenStores = new Set(lines.map(({ payeeId }) => payeeId).filter((storeId) => roles.has(storeId)));
  return seenStores.size > 0 ? { ...payment, seenStores } : null;
}

export async function viewPayments(viewer: Viewer, payments: readonly Payment[]): Promise<VisiblePayment[]> {
  const views = await Promise.all(payments.map((payment) => viewPayment(viewer, payment)));
  return views.filter((view) => view !== null);
}

/** What is asked for or was taken, of the part that is seen. */
export async function amountOf(loaders: Loaders, payment: VisiblePayment): Promise<Money> {
  const { seenStores, currency } = payment;
  if (seenStores === 'ALL') {
    return payment.capturedCurrency
      ? money(payment.capturedMinor, payment.capturedCurrency)
      : money(payment.amountMinor, currency);
  }
  return sum(await seenLines(loaders, payment), currency);
}

/** Lines it pays for, of the part that is seen. */
export async function seenLines(loaders: Loaders, { checkoutId, seenStores }: VisiblePayment): Promise<HeldLine[]> {
  const lines = await loaders.linesOfCheckout.load(checkoutId);
  return seenStores === 'ALL' ? lines : lines.filter(({ payeeId }) => seenStores.has(payeeId));
}

export async function refundedOf(loaders: Loaders, payment: VisiblePayment): Promise<Money> {
  const { seenStores } = payment;
  if (seenStores === 'ALL') return money(payment.refundedMinor, payment.capturedCurrency ?? payment.currency);
  const escrows = await loaders.escrowsOfPayment.load(payment.id);
  const seen = escrows.filter(({ storeId }) => seenStores.has(storeId));
  return sum(
    seen.map(({ refundedMinor }) => money(refundedMinor, payment.currency)),
    payment.currency,
  );
}

/** Refunds with the lines that are seen; those of other stores alone are left out. */
export async function viewRefunds(loaders: Loaders, payment: VisiblePayment): Promise<VisibleRefund[]> {
  const refunds = await loaders.refundsOfPayment.load(payment.id);
  const views = await Promise.all(
    refunds.map(async (refund) => viewRefund(refund, await seenParts(loaders, payment, refund), payment.seenStores)),
  );
  return views.filter((view) => view !== null);
}

function viewRefund(
  { amountMinor, ...refund }: Refund,
  seen: readonly RefundLine[],
  seenStores: VisiblePayment['seenStores'],
): VisibleRefund | null {
  const { currency } = refund;
  const lines = seen.map((line) => ({ lineId: line.lineId, amount: money(line.amountMinor, currency) }));
  if (seenStores === 'ALL') return { ...refund, amount: money(amountMinor, currency), lines };
  const amount = sum(
    lines.map((line) => line.amount),
    currency,
  );
  return lines.length > 0 ? { ...refund, amount, lines } : null;
}

async function seenParts(loaders: Loaders, payment: VisiblePayment, refund: Refund): Promise<RefundLine[]> {
  const parts = await loaders.linesOfRefund.load(refund.id);
  const seen = new Set((await seenLines(loaders, payment)).map(({ lineId }) => lineId));
  return parts.filter(({ lineId }) => seen.has(lineId));
}
