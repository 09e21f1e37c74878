import type { Sealed } from '@caravan/contracts/event';
import type { Transaction } from '@caravan/database/database';
import { and, eq } from 'drizzle-orm';
import { addresses } from './addresses.tables.ts';

export async function upsertAddress(
  tx: Transaction,
  address: { id: string; userId: string; address: Sealed },
): Promise<void> {
  await tx
    .insert(addresses)
    .values(address)
    .onConflictDoUpdate({
      target: addresses.id,
      set: { address: address.address },
      setWhere: eq(addresses.userId, address.userId),
    });
}

export async function deleteAddress(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<void> {
  await tx.delete(addresses).where(and(eq(addresses.id, id), eq(addresses.userId, userId)));
}

export async function deleteAddressesOf(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.userId, userId));
}

/** All of them; identity's events tell them again. */
export async function deleteAddresses(tx: Transaction): Promise<void> {
  await tx.delete(addresses);
}

export async function selectAddress(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<Sealed | undefined> {
  const [row] = await tx
    .select({ address: addresses.address })
    .from(addresses)
    .where(and(eq(addresses.id, id), eq(addresses.userId, userId)));
  return row?.address;
}
