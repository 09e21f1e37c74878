import type { Executor, Transaction } from '@caravan/database/database';
import { deleteWaitingFor, isUsernameWaiting } from './registrations.store.ts';

/**
 * Drops what waits for that email: its owner got an account in another way.
 *
 * @returns Ids of users that will never be; erase their keys after the commit.
 */
export function dropRegistration(tx: Transaction, email: string): Promise<string[]> {
  return deleteWaitingFor(tx, email);
}

/** Whether somebody who registered waits for that username. */
export function isUsernameReserved(executor: Executor, username: string): Promise<boolean> {
  return isUsernameWaiting(executor, username);
}
