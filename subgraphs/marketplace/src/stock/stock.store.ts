import { newId } from '@caravan/core/ids';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, desc, eq, gt, inArray, lt, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { variants } from '../products/products.tables.ts';
import type { StockLevel, StockMovement, StockMovementKind } from './stock.domain.ts';
import { stockLevels, stockMovements } from './stock.tables.ts';

/** Locks levels in id order, so that two that want the same variants wait instead of deadlocking. */
export async function lockLevels(tx: Transaction, variantIds: readonly string[]): Promise<StockLevel[]> {
  if (variantIds.length === 0) return [];
  return tx
    .select()
    .from(stockLevels)
    .where(inArray(stockLevels.variantId, [...new Set(variantIds)]))
    .orderBy(asc(stockLevels.variantId))
    .for('no key update');
}

export async function readLevels(executor: Executor, variantIds: readonly string[]): Promise<StockLevel[]> {
  if (variantIds.length === 0) return [];
  return executor
    .select()
    .from(stockLevels)
    .where(inArray(stockLevels.variantId, [...variantIds]));
}

export type NewMovement = {
  variantId: string;
  kind: StockMovementKind;
  onHandChange: number;
  reservedChange: number;
  reference: string | null;
  lineId: string | null;
  reason: string | null;
  authorId: string | null;
};

/** Enters movements and, by a trigger, changes the levels. One that is there already is left out. */
export async function enterMovements(tx: Transaction, movements: readonly NewMovement[], now: Date): Promise<void> {
  if (movements.length === 0) return;
  await tx
    .insert(stockMovements)
    .values(movements.map((movement) => ({ id: newId(), createdAt: now, ...movement })))
    .onConflictDoNothing();
}

export type LineMovement = { lineId: string; variantId: string; quantity: number };

/** Lines of a reference that were reserved and neither released nor sold yet, in variant order. */
export async function openReservations(
  tx: Transaction,
  reference: string,
  lineIds?: readonly string[],
): Promise<LineMovement[]> {
  return linesWithout(tx, { reference, lineIds, kind: 'RESERVED', without: ['RELEASED', 'SOLD'] });
}

/** Lines of a reference that were sold and have not come back yet. */
export async function soldLines(
  tx: Transaction,
  reference: string,
  lineIds?: readonly string[],
): Promise<LineMovement[]> {
  return linesWithout(tx, { reference, lineIds, kind: 'SOLD', without: ['RETURNED'] });
}

type LineQuery = {
  reference: string;
  lineIds: readonly string[] | undefined;
  kind: StockMovementKind;
  without: StockMovementKind[];
};

async function linesWithout(
  tx: Transaction,
  { reference, lineIds, kind, without }: LineQuery,
): Promise<LineMovement[]> {
  if (lineIds?.length === 0) return [];
  const later = alias(stockMovements, 'later');
  const rows = await tx
    .select()
    .from(stockMovements)
    .where(
      and(
        eq(stockMovements.reference, reference),
        eq(stockMovements.kind, kind),
        lineIds && inArray(stockMovements.lineId, [...lineIds]),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(later)
            .where(
              and(
                eq(later.reference, stockMovements.reference),
                eq(later.lineId, stockMovements.lineId),
                inArray(later.kind, without),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(stockMovements.variantId));
  return rows.map((row) => ({
    lineId: row.lineId as string,
    variantId: row.variantId,
    quantity: Math.abs(row.reservedChange),
  }));
}

/** Ids of lines that a reference has reserved before. */
export async function reservedLineIds(tx: Transaction, reference: string): Promise<Set<string>> {
  const rows = await tx
    .select({ lineId: stockMovements.lineId })
    .from(stockMovements)
    .where(and(eq(stockMovements.reference, reference), eq(stockMovements.kind, 'RESERVED')));
  return new Set(rows.map(({ lineId }) => lineId as string));
}

/** One page of movements per variant, in one statement. */
export async function readMovements(
  executor: Executor,
  variantIds: readonly string[],
  page: PageRequest,
): Promise<StockMovement[]> {
  const forward = page.direction === 'forward';
  const [after] = page.keys ?? [];
  const parent = alias(stockLevels, 'parent');
  const movements = executor
    .select()
    .from(stockMovements)
    .where(
      and(
        eq(stockMovements.variantId, parent.variantId),
        after ? (forward ? lt(stockMovements.id, after) : gt(stockMovements.id, after)) : undefined,
      ),
    )
    .orderBy(forward ? desc(stockMovements.id) : asc(stockMovements.id))
    .limit(page.limit + 1)
    .as('movement');
  const rows = await executor
    .select({ movement: movements._.selectedFields })
    .from(parent)
    .innerJoinLateral(movements, sql`true`)
    .where(inArray(parent.variantId, [...variantIds]));
  return rows.map(({ movement }) => movement);
}

/** Levels that differ from what their movements add up to; there are none unless something is broken. */
export async function countMismatches(executor: Executor): Promise<{ variants: number; mismatches: number }> {
  const [row] = await executor.execute<{ variants: number; mismatches: number }>(sql`
    select count(*)::int as variants,
      count(*) filter (
        where level.on_hand <> coalesce(moved.on_hand, 0) or level.reserved <> coalesce(moved.reserved, 0)
      )::int as mismatches
    from ${stockLevels} level
    left join (
      select variant_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
      from ${stockMovements} group by variant_id
    ) moved using (variant_id)`);
  return row ?? { variants: 0, mismatches: 0 };
}

export async function readStoreOfVariant(executor: Executor, variantId: string): Promise<string | null> {
  const [row] = await executor.select({ storeId: variants.storeId }).from(variants).where(eq(variants.id, variantId));
  return row?.storeId ?? null;
}
