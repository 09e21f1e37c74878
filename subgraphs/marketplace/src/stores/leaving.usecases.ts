import type { Transaction } from '@caravan/database/database';
import { keepsAnOwner, move } from './stores.domain.ts';
import { publishStaffChanges, publishSuspended } from './stores.events.ts';
import { deleteStaff, lockStore, readStaff, saveStore } from './stores.store.ts';

/**
 * Takes somebody who was erased off the staff. A store must have an owner, so its only one stays as a bare id, and the
 * store sells no more: nobody would answer for it.
 */
export async function leaveStore(
  tx: Transaction,
  { storeId, userId }: { storeId: string; userId: string },
): Promise<void> {
  const store = await lockStore(tx, storeId);
  const staff = await readStaff(tx, [storeId]);
  if (!store || !staff.some((member) => member.userId === userId)) return;
  if (keepsAnOwner(staff, userId, null)) {
    await deleteStaff(tx, { storeId, userId });
    return publishStaffChanges(tx, storeId, [{ userId, role: null }]);
  }
  const suspended = move(store, 'SUSPENDED');
  if (!suspended.ok) return;
  await saveStore(tx, suspended.value);
  await publishStaffChanges(tx, storeId, staff);
  await publishSuspended(tx, storeId);
}
