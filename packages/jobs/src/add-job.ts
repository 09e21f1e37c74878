import { currentOperation } from '@caravan/core/operation-context';
import type { Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

export type JobPayload = { readonly [field: string]: JsonValue };
type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [field: string]: JsonValue };

/** How a job lies in the queue: its payload, and the request or saga that asked for it. */
export type StoredJob = { payload: JobPayload; correlationId: string | null };

/**
 * Adds a job in the caller's transaction: it exists when, and only when, that commits.
 *
 * `add_job` and `remove_job` are graphile-worker's, in the schema `<subgraph>_jobs` that every connection has on
 * its `search_path`.
 *
 * @param options.runAt - Not before; at once by default.
 * @param options.key - Replaces a job of the same key that has not started yet; one that runs is followed by this one.
 */
export async function addJob(
  tx: Executor,
  name: string,
  payload: JobPayload,
  options: { runAt?: Date; key?: string; maxAttempts?: number } = {},
): Promise<void> {
  const stored: StoredJob = { payload, correlationId: currentOperation()?.correlationId ?? null };
  await tx.execute(sql`
    select from add_job(
      ${name}::text,
      payload => ${JSON.stringify(stored)}::text::json,
      run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
      max_attempts => ${options.maxAttempts ?? null}::int,
      job_key => ${options.key ?? null}::text
    )`);
}

/** Removes the job of that key; one that is running just now ends, but is not repeated. */
export async function removeJob(tx: Executor, key: string): Promise<void> {
  await tx.execute(sql`select from remove_job(${key}::text)`);
}
