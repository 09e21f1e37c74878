import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { ImportJob, ImportRowError, KeptRowError } from './imports.domain.ts';
import { importJobs, importRowErrors } from './imports.tables.ts';

export async function readImportJobs(executor: Executor, ids: readonly string[]): Promise<ImportJob[]> {
  if (ids.length === 0) return [];
  return executor
    .select()
    .from(importJobs)
    .where(inArray(importJobs.id, [...ids]));
}

export async function lockImportJob(tx: Transaction, id: string): Promise<ImportJob | null> {
  const [job] = await tx.select().from(importJobs).where(eq(importJobs.id, id)).for('no key update');
  return job ?? null;
}

export async function insertImportJob(tx: Transaction, job: ImportJob): Promise<void> {
  await tx.insert(importJobs).values(job);
}

export async function saveImportJob(tx: Transaction, job: ImportJob): Promise<void> {
  await tx.update(importJobs).set(job).where(eq(importJobs.id, job.id));
}

const keptErrors = 1_000;

/** Keeps the first 1,000 errors of a job. */
export async function insertRowErrors(tx: Transaction, importJobId: string, errors: readonly ImportRowError[]) {
  if (errors.length === 0) return;
  const [row] = await tx
    .select({ kept: count() })
    .from(importRowErrors)
    .where(eq(importRowErrors.importJobId, importJobId));
  const kept = errors.slice(0, Math.max(0, keptErrors - (row?.kept ?? 0)));
  if (kept.length === 0) return;
  await tx.insert(importRowErrors).values(kept.map((error) => ({ ...error, importJobId })));
}

/** One page of each job's errors in the order of the file, in one statement. */
export async function readRowErrors(
  executor: Executor,
  jobIds: readonly string[],
  page: PageRequest,
): Promise<(KeptRowError & { importJobId: string })[]> {
  const forward = page.direction === 'forward';
  const [key] = page.keys ?? [];
  const direction = forward ? sql`asc` : sql`desc`;
  const after = key === undefined ? undefined : BigInt(key);
  const ranked = executor
    .select({
      id: importRowErrors.id,
      place:
        sql<number>`row_number() over (partition by ${importRowErrors.importJobId} order by ${importRowErrors.id} ${direction})`.as(
          'place',
        ),
    })
    .from(importRowErrors)
    .where(
      and(
        inArray(importRowErrors.importJobId, [...jobIds]),
        after === undefined ? undefined : forward ? gt(importRowErrors.id, after) : lt(importRowErrors.id, after),
      ),
    )
    .as('ranked');
  const rows = await executor
    .select({ error: importRowErrors })
    .from(ranked)
    .innerJoin(importRowErrors, eq(importRowErrors.id, ranked.id))
    .where(sql`${ranked.place} <= ${page.limit + 1}`)
    .orderBy(forward ? asc(importRowErrors.id) : desc(importRowErrors.id));
  return rows.map(({ error }) => ({ ...error, id: `${error.id}` }));
}
