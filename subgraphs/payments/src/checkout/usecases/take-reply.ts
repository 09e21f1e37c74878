import type { CheckoutLine, Participant, RejectionReason } from '@caravan/contracts/checkout';
import { CheckoutConfirmed, PaymentRequested } from '@caravan/contracts/checkout';
import { toMoneyData } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import type { Money } from '@caravan/core/money';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob, removeJob } from '@caravan/jobs/add-job';
import type { Deps } from '../../deps.ts';
import { openEscrows } from '../../escrow/escrow.usecases.ts';
import { openAttempt } from '../../payments/usecases/open-attempt.ts';
import { refundFailedLines } from '../../refunds/usecases/refund-lines.ts';
import { type Checkout, decide, type HeldLine, isReleased } from '../checkout.domain.ts';
import { findLines, findReplies, insertLines, lockCheckout, setReply } from '../checkout.store.ts';
import { payCheckout } from './pay-checkout.ts';
import { moveCheckout, publishReleased, releaseCheckout, timerKey } from './steps.ts';

type Reply = { readonly checkoutId: string; readonly participant: Participant };

/** A participant holds its part. The last one decides: the total is fixed and the buyer asked for it. */
export async function takeReserved(
  deps: Deps,
  tx: Transaction,
  reply: Reply & { lines: readonly CheckoutLine[] },
): Promise<void> {
  const checkout = await requireCheckout(tx, reply.checkoutId);
  if (isReleased(checkout.status)) return publishReleased(tx, checkout);
  if (!(await setReply(tx, { ...reply, from: 'WAITING', to: 'RESERVED' }))) return;
  invariant(
    reply.lines.every(({ amount }) => amount.currency === checkout.currency),
    'a checkout holds lines of one currency',
  );
  await insertLines(tx, reply);
  const lines = await findLines(tx, [checkout.id]);
  const decision = decide(checkout, await findReplies(tx, checkout.id), lines);
  if (decision.kind === 'WAIT') return;
  if (decision.kind === 'REJECT') {
    const { rejections } = decision;
    await releaseCheckout(deps, tx, checkout, { to: 'REJECTED', comment: 'It cannot be had as asked.', rejections });
  } else if (decision.kind === 'FREE') {
    await openEscrows(deps, tx, { lines, paymentId: null });
    await payCheckout(deps, tx, checkout, { comment: 'There is nothing to pay.', totalMinor: 0n, lines });
  } else await askForPayment(deps, tx, checkout, { total: decision.total, lines });
}

async function askForPayment(
  deps: Deps,
  tx: Transaction,
  checkout: Checkout,
  { total, lines }: { total: Money; lines: readonly HeldLine[] },
): Promise<void> {
  const { id: checkoutId } = checkout;
  const expiresAt = new Date(deps.now().getTime() + deps.settings.paymentSeconds * 1_000);
  const comment = 'Everything is held; waiting for the payment.';
  const asked = await moveCheckout(deps, tx, checkout, {
    to: 'AWAITING_PAYMENT',
    comment,
    totalMinor: total.amountMinor,
    expiresAt,
  });
  await addJob(tx, 'payments.expire-checkout', { checkoutId }, { runAt: expiresAt, key: timerKey(checkoutId) });
  await openAttempt(deps, tx, asked);
  await publish(tx, PaymentRequested, {
    subject: checkoutId,
    data: { checkoutId, orderRefs: refsOf(lines), total: toMoneyData(total) },
  });
}

/** A participant cannot hold its part: the others free theirs. */
export async function takeRejected(
  deps: Deps,
  tx: Transaction,
  reply: Reply & { reasons: readonly RejectionReason[] },
): Promise<void> {
  const checkout = await requireCheckout(tx, reply.checkoutId);
  const first = await setReply(tx, { ...reply, from: 'WAITING', to: 'REJECTED' });
  if (!first || checkout.status !== 'RESERVING') return;
  const comment = 'It cannot be had as asked.';
  await releaseCheckout(deps, tx, checkout, { to: 'REJECTED', comment, rejections: reply.reasons });
}

/** A participant turned its holds into orders. After the last one the trade stands; what failed is refunded. */
export async function takeCompleted(
  deps: Deps,
  tx: Transaction,
  reply: Reply & { failedLineIds: readonly string[] },
): Promise<void> {
  const checkout = await requireCheckout(tx, reply.checkoutId);
  if (!(await setReply(tx, { ...reply, from: 'RESERVED', to: 'COMPLETED' }))) return;
  invariant(checkout.status === 'PAID', 'only a paid checkout is completed');
  const replies = await findReplies(tx, checkout.id);
  if (replies.every(({ state }) => state === 'COMPLETED')) await confirm(deps, tx, checkout);
  if (reply.failedLineIds.length === 0) return;
  deps.logger.error({ checkoutId: checkout.id, lineIds: reply.failedLineIds }, 'Paid lines could not be completed');
  await refundFailedLines(deps, tx, reply);
}

async function confirm(deps: Deps, tx: Transaction, checkout: Checkout) {
  await moveCheckout(deps, tx, checkout, { to: 'CONFIRMED', comment: 'The orders are confirmed.' });
  await removeJob(tx, timerKey(checkout.id));
  const orderRefs = refsOf(await findLines(tx, [checkout.id]));
  await publish(tx, CheckoutConfirmed, { subject: checkout.id, data: { checkoutId: checkout.id, orderRefs } });
}

export function refsOf(lines: readonly Pick<HeldLine, 'ref'>[]): string[] {
  return [...new Set(lines.map(({ ref }) => ref))];
}

async function requireCheckout(tx: Transaction, id: string): Promise<Checkout> {
  const checkout = await lockCheckout(tx, id);
  invariant(checkout, 'participants answer for checkouts that were started');
  return checkout;
}
