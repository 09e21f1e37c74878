import type { Transaction } from '@caravan/database/database';
import { eraseRows } from '@caravan/database/erasure';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../deps.ts';
import { touchOrders } from '../orders/orders.usecases.ts';
import { leaveStore } from '../stores/leaving.usecases.ts';
import { dropDeliveryAddresses, dropWords, storesOf } from './erasure.store.ts';
import { fates } from './fates.ts';

export const eraseLateJob = 'erasure.erase-late';
/** Longer than access tokens are believed after the end of their session, and than a checkout takes. */
const lateMs = 3_600_000;

/**
 * Erases what marketplace keeps about a person; orders and their history go on under the bare id. Once more later, for
 * what calls and checkouts brought in that had begun before.
 */
export async function erasePerson(deps: Deps, tx: Transaction, userId: string): Promise<void> {
  await eraseNow(deps, tx, userId);
  await addJob(tx, eraseLateJob, { userId }, { runAt: new Date(deps.now().getTime() + lateMs) });
}

export async function eraseLate(deps: Deps, { userId }: { userId: string }): Promise<void> {
  await deps.database.transaction((tx) => eraseNow(deps, tx, userId));
}

async function eraseNow(deps: Deps, tx: Transaction, userId: string): Promise<void> {
  for (const storeId of await storesOf(tx, userId)) await leaveStore(tx, { storeId, userId });
  const changed = await dropDeliveryAddresses(tx, userId);
  await dropWords(tx, userId);
  await eraseRows(tx, fates, { id: userId });
  await touchOrders(tx, changed, deps.now());
}
