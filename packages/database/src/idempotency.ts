import { createHash } from 'node:crypto';
import { type IdempotencyKeyReused, invariant } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';

/** The tables that every subgraph's schema has: `idempotency_keys`. */
export const databaseMigrations = new URL('../migrations/', import.meta.url);

export type IdempotencyClaim = {
  /** Whose key it is: keys of two people never meet. */
  principalId: string;
  /** Name of the mutation: the same key may be used for another one. */
  operation: string;
  /** Made by the client, 1 to 255 characters. */
  key: string;
  /** Everything that decides the answer; compared by hash. */
  input: unknown;
  /** How long the answer is replayed; 24 h by default, `Infinity` for as long as the row lives. */
  keptSeconds?: number;
};

/**
 * Runs `work` at most once per claim, in the caller's transaction.
 *
 * Calls in parallel wait for the one that came first: when it commits they get its answer (or
 * `IdempotencyKeyReused` if their input differs), when it rolls back the next one works.
 * A failed Result is not stored.
 *
 * @param work - Its ok value must survive JSON unchanged (no bigint, no Date): that is what is replayed.
 */
export async function idempotent<Value, Refusal>(
  tx: Transaction,
  claim: IdempotencyClaim,
  work: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | IdempotencyKeyReused>> {
  const inputHash = hashOf(claim.input);
  const earlier = await claimKey(tx, claim, inputHash);
  if (earlier) {
    if (earlier.input_hash !== inputHash) return fail({ kind: 'IdempotencyKeyReused' });
    invariant(earlier.answered, 'an idempotency key is claimed once per transaction');
    return ok(earlier.answer as Value);
  }
  const result = await work();
  if (result.ok) await storeAnswer(tx, claim, result.value);
  else await releaseKey(tx, claim);
  return result;
}

/** Removes the keys whose time is over; for a job. Returns how many. */
export async function pruneIdempotencyKeys(database: Database): Promise<number> {
  const removed = await database.query.execute(sql`delete from idempotency_keys where expires_at <= now() returning 1`);
  return removed.length;
}

type EarlierCall = { input_hash: string; answered: boolean; answer: unknown };

/** Null when the key is ours now. The upsert locks the row in either case, which is what parallel calls wait for. */
async function claimKey(tx: Transaction, claim: IdempotencyClaim, inputHash: string): Promise<EarlierCall | null> {
  const kept = claim.keptSeconds ?? 86_400;
  const expires = Number.isFinite(kept) ? sql`now() + make_interval(secs => ${kept}::float8)` : sql`'infinity'`;
  const claimed = await tx.execute(sql`
    insert into idempotency_keys as k (principal_id, operation, key, input_hash, expires_at)
    values (${claim.principalId}, ${claim.operation}, ${claim.key}, ${inputHash}, ${expires})
    on conflict (principal_id, operation, key) do update
      set input_hash = excluded.input_hash, expires_at = excluded.expires_at, answer = null, created_at = now()
      where k.expires_at <= now()
    returning 1`);
  if (claimed.length > 0) return null;
  const [earlier] = await tx.execute<EarlierCall>(sql`
    select input_hash, answer is not null as answered, answer from idempotency_keys where ${isClaim(claim)}`);
  invariant(earlier, 'a key that could not be claimed is there');
  return earlier;
}

async function storeAnswer(tx: Transaction, claim: IdempotencyClaim, value: unknown) {
  const answer = JSON.stringify(value ?? null);
  await tx.execute(sql`update idempotency_keys set answer = ${answer}::text::jsonb where ${isClaim(claim)}`);
}

async function releaseKey(tx: Transaction, claim: IdempotencyClaim) {
  await tx.execute(sql`delete from idempotency_keys where ${isClaim(claim)}`);
}

function isClaim(claim: IdempotencyClaim) {
  return sql`principal_id = ${claim.principalId} and operation = ${claim.operation} and key = ${claim.key}`;
}

function hashOf(input: unknown): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex');
}

/** JSON with sorted keys; bigint as text, absent and undefined fields are the same. */
function canonicalJson(input: unknown): string {
  return JSON.stringify(input ?? null, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
