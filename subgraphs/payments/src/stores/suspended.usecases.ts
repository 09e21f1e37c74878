import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { findAwaitingPaymentTo } from '../checkout/checkout.store.ts';
import { endUnpaid } from '../checkout/usecases/end-unpaid.ts';
import type { Deps } from '../deps.ts';

const job = 'payments.end-checkouts-of-store';

/** A store sells no more: what is not paid ends, what is paid goes on. Reservations on their way are met later. */
export async function endCheckoutsOf(deps: Deps, tx: Transaction, storeId: string): Promise<void> {
  const runAt = new Date(deps.now().getTime() + 2 * deps.settings.reservingSeconds * 1_000);
  await addJob(tx, job, { storeId });
  await addJob(tx, job, { storeId }, { runAt });
}

/** Adds a job for each checkout that waits to be paid to a store, so that none holds up the others; a job. */
export async function endAwaitingOf(deps: Deps, { storeId }: { storeId: string }): Promise<void> {
  const { query } = deps.database;
  for (const checkoutId of await findAwaitingPaymentTo(query, storeId)) {
    await addJob(query, 'payments.end-for-suspension', { checkoutId }, { key: `suspension:${checkoutId}` });
  }
}

/** A job. Money that was taken meanwhile makes the checkout PAID instead. */
export async function endForSuspension(deps: Deps, { checkoutId }: { checkoutId: string }): Promise<void> {
  await endUnpaid(deps, checkoutId, { to: 'CANCELLED', comment: 'A store sells no more.' });
}
