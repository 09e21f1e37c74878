import type { Executor, Transaction } from '@caravan/database/database';
import { and, count, eq, lt, sql } from 'drizzle-orm';
import type { Hold, HoldState } from './checkout.domain.ts';
import { checkoutHolds } from './checkout.tables.ts';

/** Makes everything about one checkout happen one after the other, also before it has a row. */
export async function lockCheckout(tx: Transaction, checkoutId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('checkout ' || ${checkoutId}::text, 0))`);
}

export async function selectHold(tx: Transaction, checkoutId: string): Promise<Hold | undefined> {
  const [hold] = await tx.select().from(checkoutHolds).where(eq(checkoutHolds.checkoutId, checkoutId));
  return hold;
}

export async function insertHold(tx: Transaction, hold: Hold, now: Date): Promise<void> {
  await tx.insert(checkoutHolds).values({ ...hold, changedAt: now });
}

/** False when the hold had ended before. */
export async function endHold(
  tx: Transaction,
  checkoutId: string,
  { state, now }: { state: Exclude<HoldState, 'HELD'>; now: Date },
): Promise<boolean> {
  const ended = await tx
    .update(checkoutHolds)
    .set({ state, changedAt: now })
    .where(and(eq(checkoutHolds.checkoutId, checkoutId), eq(checkoutHolds.state, 'HELD')))
    .returning({ checkoutId: checkoutHolds.checkoutId });
  return ended.length > 0;
}

export async function countHeldSince(executor: Executor, before: Date): Promise<number> {
  const [row] = await executor
    .select({ holds: count() })
    .from(checkoutHolds)
    .where(and(eq(checkoutHolds.state, 'HELD'), lt(checkoutHolds.changedAt, before)));
  return row?.holds ?? 0;
}
