import type { Executor, Transaction } from '@caravan/database/database';
import { and, eq, inArray } from 'drizzle-orm';
import type { SealedNationalId } from './national-ids.domain.ts';
import { nationalIds } from './national-ids.tables.ts';
import type { SupportedCountry } from './national-numbers.domain.ts';

/** In the order of their countries. */
export async function nationalIdsOf(executor: Executor, userIds: readonly string[]): Promise<SealedNationalId[]> {
  const rows = await executor
    .select()
    .from(nationalIds)
    .where(inArray(nationalIds.userId, [...userIds]))
    .orderBy(nationalIds.country);
  return rows as SealedNationalId[];
}

export async function findNationalIds(executor: Executor, ids: readonly string[]): Promise<SealedNationalId[]> {
  const rows = await executor
    .select()
    .from(nationalIds)
    .where(inArray(nationalIds.id, [...ids]));
  return rows as SealedNationalId[];
}

/** False when another person has the number. */
export async function insertNationalId(tx: Transaction, nationalId: SealedNationalId): Promise<boolean> {
  const inserted = await tx
    .insert(nationalIds)
    .values(nationalId)
    .onConflictDoNothing({ target: nationalIds.fingerprint })
    .returning({ id: nationalIds.id });
  return inserted.length > 0;
}

export async function deleteNationalId(
  tx: Transaction,
  { userId, country }: { userId: string; country: SupportedCountry },
): Promise<boolean> {
  const deleted = await tx
    .delete(nationalIds)
    .where(and(eq(nationalIds.userId, userId), eq(nationalIds.country, country)))
    .returning({ id: nationalIds.id });
  return deleted.length > 0;
}
