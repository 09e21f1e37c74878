import { addJob } from '@caravan/jobs/add-job';
import { findOverdue } from '../../checkout/checkout.store.ts';
import { timerKey } from '../../checkout/usecases/steps.ts';
import type { Deps } from '../../deps.ts';
import { findPendingSince } from '../../refunds/refunds.store.ts';
import { findOpenSince } from '../payments.store.ts';

/**
 * Asks the provider about payments and refunds that are open for long, since a webhook may be lost, and ends
 * checkouts whose timer gave up while the provider was away; a job that adds one for each, so that none holds up
 * the others.
 */
export async function reconcile(deps: Deps): Promise<void> {
  const { query } = deps.database;
  const before = new Date(deps.now().getTime() - deps.settings.reconcileSeconds * 1_000);
  for (const { id: paymentId } of await findOpenSince(query, before)) {
    await addJob(query, 'payments.create-payment', { paymentId }, { key: `reconcile:${paymentId}` });
  }
  for (const { id: refundId } of await findPendingSince(query, before)) {
    await addJob(query, 'payments.send-refund', { refundId }, { key: `reconcile:${refundId}` });
  }
  for (const { id: checkoutId, status } of await findOverdue(query, before)) {
    const name = status === 'RESERVING' ? 'payments.end-reserving' : 'payments.expire-checkout';
    await addJob(query, name, { checkoutId }, { key: timerKey(checkoutId) });
  }
}
