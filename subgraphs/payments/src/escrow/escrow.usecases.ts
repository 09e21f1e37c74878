import { EscrowReleased } from '@caravan/contracts/payments';
import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { addJob } from '@caravan/jobs/add-job';
import type { HeldLine } from '../checkout/checkout.domain.ts';
import type { Deps } from '../deps.ts';
import { escrowOf, type Posting, payable, revenue } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.store.ts';
import { commissionOf } from '../refunds/refunds.domain.ts';
import { type Escrow, insertEscrows, lockEscrowsOfFulfilment, saveEscrow } from './escrow.store.ts';

/** Opens an escrow for each paid line; the rate of commission is fixed now. */
export async function openEscrows(
  deps: Deps,
  tx: Transaction,
  paid: { lines: readonly HeldLine[]; paymentId: string | null },
): Promise<void> {
  await insertEscrows(
    tx,
    paid.lines.map((line) => ({
      lineId: line.lineId,
      checkoutId: line.checkoutId,
      paymentId: paid.paymentId,
      orderId: line.ref,
      fulfilmentId: line.fulfilmentId,
      storeId: line.payeeId,
      amountMinor: line.amountMinor,
      currency: line.currency,
      commissionBps: line.commissionable ? deps.settings.commissionBps : 0,
      releaseDays: line.releaseDays,
    })),
  );
}

/**
 * A fulfilment was delivered: the time until its release begins.
 *
 * @throws When its lines are not paid yet as far as we know; the event is tried again.
 */
export async function beginRelease(deps: Deps, tx: Transaction, fulfilmentId: string): Promise<void> {
  const escrows = await lockEscrowsOfFulfilment(tx, fulfilmentId);
  if (escrows.length === 0) throw new Error(`Fulfilment ${fulfilmentId} was delivered before it was paid.`);
  for (const { lineId, releaseAt, releaseDays } of escrows) {
    const due = new Date(deps.now().getTime() + releaseDays * 86_400_000);
    if (releaseAt === null) await saveEscrow(tx, lineId, { releaseAt: due });
  }
  await scheduleRelease(tx, fulfilmentId);
}

/** Adds the job that releases a delivered fulfilment when the last of its lines is due. */
export async function scheduleRelease(tx: Transaction, fulfilmentId: string): Promise<void> {
  const dueTimes = (await lockEscrowsOfFulfilment(tx, fulfilmentId)).map(({ releaseAt }) => releaseAt?.getTime());
  invariant(dueTimes.length > 0 && dueTimes.every((time) => time !== undefined), 'a delivered fulfilment is due');
  const runAt = new Date(Math.max(...dueTimes));
  await addJob(tx, 'payments.release-escrow', { fulfilmentId }, { runAt, key: `release:${fulfilmentId}` });
}

/**
 * Pays a delivered fulfilment's lines out of escrow to the store, less the commission; a job. Lines with a refund on
 * its way wait for it: its end schedules the release anew.
 */
export async function releaseEscrow(deps: Deps, { fulfilmentId }: { fulfilmentId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const escrows = await lockEscrowsOfFulfilment(tx, fulfilmentId);
    const [first] = escrows;
    if (!first || !escrows.every(mayRelease)) return;
    // The clock of the jobs is another one: run too early by ours, it comes again.
    if (escrows.some(({ releaseAt }) => releaseAt && releaseAt > deps.now())) return scheduleRelease(tx, fulfilmentId);
    const postings: Posting[] = [];
    for (const escrow of escrows) {
      const commissionMinor = commissionOf(escrow, escrow.refundedMinor);
      await saveEscrow(tx, escrow.lineId, { released: true, commissionMinor });
      postings.push(...releasePostings(escrow, commissionMinor));
    }
    const { orderId, checkoutId, storeId } = first;
    await post(tx, { kind: 'ESCROW_RELEASE', reference: fulfilmentId, orderId, postings }, deps.now());
    const lineIds = escrows.map(({ lineId }) => lineId);
    await publish(tx, EscrowReleased, {
      subject: fulfilmentId,
      data: { fulfilmentId, checkoutId, orderRef: orderId, storeId, lineIds },
    });
  });
}

/** Whether nothing but time is in the way. */
function mayRelease({ released, pendingRefundMinor, releaseAt }: Escrow): boolean {
  return !released && pendingRefundMinor === 0n && releaseAt !== null;
}

function releasePostings(escrow: Escrow, commissionMinor: bigint): Posting[] {
  const { lineId, currency, storeId } = escrow;
  const restMinor = escrow.amountMinor - escrow.refundedMinor;
  return [
    { account: escrowOf(lineId, currency), amountMinor: -restMinor },
    { account: payable(storeId, currency), amountMinor: restMinor - commissionMinor },
    { account: revenue(currency), amountMinor: commissionMinor },
  ];
}
