import { invariant } from '@caravan/core/errors';
import type { Executor } from '@caravan/database/database';
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Usage } from './limits.domain.ts';
import { limits } from './limits.tables.ts';

/** Takes a point in one statement, so that calls at the same time are all counted. */
export async function takePoint(
  executor: Executor,
  { key, now, resetsAt }: { key: string; now: Date; resetsAt: Date },
): Promise<Usage> {
  const isOver = lte(limits.resetsAt, now);
  const [usage] = await executor
    .insert(limits)
    .values({ key, points: 1, resetsAt })
    .onConflictDoUpdate({
      target: limits.key,
      set: {
        points: sql`case when ${isOver} then 1 else ${limits.points} + 1 end`,
        resetsAt: sql`case when ${isOver} then excluded.resets_at else ${limits.resetsAt} end`,
      },
    })
    .returning({ points: limits.points, resetsAt: limits.resetsAt });
  invariant(usage, 'an upsert returns its row');
  return usage;
}

export async function returnPoint(executor: Executor, { key, now }: { key: string; now: Date }): Promise<void> {
  await executor
    .update(limits)
    .set({ points: sql`${limits.points} - 1` })
    .where(and(eq(limits.key, key), gt(limits.resetsAt, now), gt(limits.points, 0)));
}

export async function deleteEndedLimits(executor: Executor, now: Date): Promise<void> {
  await executor.delete(limits).where(lte(limits.resetsAt, now));
}
