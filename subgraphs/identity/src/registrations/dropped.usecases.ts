import type { Executor, Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import { destroyKeysJob } from '../erasure/delete-account.usecases.ts';
import { deleteWaitingFor, isUsernameWaiting } from './registrations.store.ts';

/**
 * Drops what waits for that email: its owner got an account in another way. What was sealed for users that will never be
 * becomes unreadable, by a job, which also runs after a crash.
 */
export async function dropRegistration(tx: Transaction, email: string): Promise<void> {
  const userIds = await deleteWaitingFor(tx, email);
  if (userIds.length > 0) await addJob(tx, destroyKeysJob, { userIds });
}

/** Whether somebody who registered waits for that username. */
export function isUsernameReserved(executor: Executor, username: string): Promise<boolean> {
  return isUsernameWaiting(executor, username);
}
