import type { Transaction } from '@caravan/database/database';
import { eraseRows } from '@caravan/database/erasure';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../deps.ts';
import { pseudonymisePayments } from './erasure.store.ts';
import { fates } from './fates.ts';

export const eraseLateJob = 'erasure.erase-late';
/** Longer than access tokens are believed after the end of their session, and than a checkout takes. */
const lateMs = 3_600_000;

/**
 * Erases what payments keeps about a person; the books go on under the bare id. Once more later, for what calls and
 * checkouts brought in that had begun before.
 */
export async function erasePerson(deps: Deps, tx: Transaction, userId: string): Promise<void> {
  await eraseNow(tx, userId);
  await addJob(tx, eraseLateJob, { userId }, { runAt: new Date(deps.now().getTime() + lateMs) });
}

export async function eraseLate(deps: Deps, { userId }: { userId: string }): Promise<void> {
  await deps.database.transaction((tx) => eraseNow(tx, userId));
}

async function eraseNow(tx: Transaction, userId: string): Promise<void> {
  await pseudonymisePayments(tx, userId);
  await eraseRows(tx, fates, { id: userId });
}
