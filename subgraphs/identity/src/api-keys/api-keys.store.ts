import type { Executor, Transaction } from '@caravan/database/database';
import { and, desc, eq, getTableColumns, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { ApiKey } from './api-keys.domain.ts';
import { apiKeys } from './api-keys.tables.ts';

const { keyHash: _hash, ...columns } = getTableColumns(apiKeys);

/** Makes the making of keys wait for each other: that keeps their number. */
export async function lockApiKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.api_keys', 0))`);
}

export async function countWorkingKeys(executor: Executor, now: Date): Promise<number> {
  return executor.$count(apiKeys, works(now));
}

export async function insertApiKey(tx: Transaction, key: ApiKey & { keyHash: string }): Promise<void> {
  await tx.insert(apiKeys).values({ ...key, scopes: [...key.scopes] });
}

export function findApiKeys(
  executor: Executor,
  { now, includeEnded, limit }: { now: Date; includeEnded: boolean; limit: number },
): Promise<ApiKey[]> {
  return executor
    .select(columns)
    .from(apiKeys)
    .where(includeEnded ? undefined : works(now))
    .orderBy(desc(sql`coalesce(${works(now)}, false)`), desc(apiKeys.id))
    .limit(limit);
}

/** With its hash, for those who have to tell routers of it. */
export async function lockApiKey(tx: Transaction, id: string): Promise<(ApiKey & { keyHash: string }) | null> {
  const [key] = await tx.select().from(apiKeys).where(eq(apiKeys.id, id)).for('update');
  return key ?? null;
}

export async function markRevoked(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, id));
}

/** News of a use may come late, and more than once. */
export async function markApiKeyUsed(tx: Transaction, id: string, time: Date): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: time })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, time))));
}

function works(now: Date): SQL | undefined {
  return and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));
}
