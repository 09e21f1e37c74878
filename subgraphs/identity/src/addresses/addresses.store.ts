import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Address, AddressFields } from './addresses.domain.ts';
import { addresses } from './addresses.tables.ts';

export function addressesOf(executor: Executor, userIds: readonly string[]): Promise<Address[]> {
  return executor
    .select()
    .from(addresses)
    .where(inArray(addresses.userId, [...userIds]));
}

export async function findAddress(executor: Executor, id: string): Promise<Address | null> {
  const [address] = await executor.select().from(addresses).where(eq(addresses.id, id));
  return address ?? null;
}

export async function insertAddress(tx: Transaction, address: Address): Promise<void> {
  await tx.insert(addresses).values(address);
}

export async function replaceAddress(tx: Transaction, id: string, fields: AddressFields): Promise<void> {
  await tx
    .update(addresses)
    .set({ ...fields, revision: sql`${addresses.revision} + 1` })
    .where(eq(addresses.id, id));
}

export async function deleteAddress(tx: Transaction, id: string): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.id, id));
}

/** The ids of those that are gone. */
export async function deleteAddressesOf(tx: Transaction, userId: string): Promise<string[]> {
  const deleted = await tx.delete(addresses).where(eq(addresses.userId, userId)).returning({ id: addresses.id });
  return deleted.map(({ id }) => id);
}

/** Moves the mark in two steps, so that there are never two defaults. */
export async function markDefault(tx: Transaction, { userId, id }: { userId: string; id: string }): Promise<void> {
  await tx
    .update(addresses)
    .set({ isDefault: false })
    .where(and(eq(addresses.userId, userId), eq(addresses.isDefault, true)));
  await tx.update(addresses).set({ isDefault: true }).where(eq(addresses.id, id));
}
