import { StoreStaffChanged, StoreSuspended } from '@caravan/contracts/marketplace';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { StoreRole } from './stores.domain.ts';
import { activeStaffAmong, lockStaff } from './stores.store.ts';

/** Tells that people joined, changed role in, or left (`role` null) a store, or that the store's status changed for them. */
export async function publishStaffChanges(
  tx: Transaction,
  storeId: string,
  people: readonly { userId: string; role: StoreRole | null }[],
): Promise<void> {
  await lockStaff(
    tx,
    people.map(({ userId }) => userId),
  );
  const active = await activeStaffAmong(
    tx,
    people.map(({ userId }) => userId),
  );
  for (const { userId, role } of people) {
    const data = { storeId, userId, role, worksForAnyStore: active.has(userId) };
    await publish(tx, StoreStaffChanged, { subject: storeId, data });
  }
}

export async function publishSuspended(tx: Transaction, storeId: string): Promise<void> {
  await publish(tx, StoreSuspended, { subject: storeId, data: { storeId } });
}
