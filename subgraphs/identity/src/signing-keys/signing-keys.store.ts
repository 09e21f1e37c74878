import type { Executor, Transaction } from '@caravan/database/database';
import { desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { JWK } from 'jose';
import type { KeyTimes } from './signing-keys.domain.ts';
import { signingKeys } from './signing-keys.tables.ts';

export type StoredSigningKey = KeyTimes & { readonly publicKey: JWK; readonly privateKeySealed: string };

/** Makes processes that start or rotate at once wait for each other, until the transaction ends. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.signing_keys', 0))`);
}

export function allSigningKeys(executor: Executor): Promise<StoredSigningKey[]> {
  return executor.select().from(signingKeys).orderBy(signingKeys.signsFrom);
}

export async function signingKeyAt(executor: Executor, time: Date): Promise<StoredSigningKey | null> {
  const [key] = await executor
    .select()
    .from(signingKeys)
    .where(lte(signingKeys.signsFrom, time))
    .orderBy(desc(signingKeys.signsFrom))
    .limit(1);
  return key ?? null;
}

export async function findPublicKey(executor: Executor, id: string): Promise<JWK | null> {
  const [key] = await executor
    .select({ publicKey: signingKeys.publicKey })
    .from(signingKeys)
    .where(eq(sql`${signingKeys.id}::text`, id));
  return key?.publicKey ?? null;
}

export async function insertSigningKey(tx: Transaction, key: StoredSigningKey): Promise<void> {
  await tx.insert(signingKeys).values(key);
}

export async function deleteSigningKeys(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(signingKeys).where(inArray(signingKeys.id, [...ids]));
}
