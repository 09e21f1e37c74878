import { money } from '@caravan/core/money';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import type { ShippingRate } from './shipping-rates.domain.ts';
import { shippingRates } from './shipping-rates.tables.ts';

export async function readShippingRates(executor: Executor, ids: readonly string[]): Promise<ShippingRate[]> {
  if (ids.length === 0) return [];
  const rows = await executor
    .select()
    .from(shippingRates)
    .where(inArray(shippingRates.id, [...ids]));
  return rows.map(toShippingRate);
}

/** Rates that the stores offer now, cheapest amount first. */
export async function readOfferedRates(executor: Executor, storeIds: readonly string[]): Promise<ShippingRate[]> {
  if (storeIds.length === 0) return [];
  const rows = await executor
    .select()
    .from(shippingRates)
    .where(and(inArray(shippingRates.storeId, [...storeIds]), isNull(shippingRates.removedAt)))
    .orderBy(asc(shippingRates.amountMinor), asc(shippingRates.id));
  return rows.map(toShippingRate);
}

export async function countOfferedRates(executor: Executor, storeId: string): Promise<number> {
  const [row] = await executor
    .select({ rates: count() })
    .from(shippingRates)
    .where(and(eq(shippingRates.storeId, storeId), isNull(shippingRates.removedAt)));
  return row?.rates ?? 0;
}

export async function lockShippingRate(tx: Transaction, id: string): Promise<ShippingRate | null> {
  const [row] = await tx.select().from(shippingRates).where(eq(shippingRates.id, id)).for('no key update');
  return row ? toShippingRate(row) : null;
}

export async function insertShippingRate(tx: Transaction, rate: ShippingRate, now: Date): Promise<void> {
  await tx.insert(shippingRates).values({
    id: rate.id,
    storeId: rate.storeId,
    name: rate.name,
    kind: rate.kind,
    amountMinor: rate.amount.amountMinor,
    freeOverMinor: rate.freeOver?.amountMinor ?? null,
    currency: rate.amount.currency,
    createdAt: now,
    removedAt: null,
  });
}

export async function saveShippingRate(tx: Transaction, rate: ShippingRate, now: Date): Promise<void> {
  await tx
    .update(shippingRates)
    .set({
      name: rate.name,
      amountMinor: rate.amount.amountMinor,
      freeOverMinor: rate.freeOver?.amountMinor ?? null,
      removedAt: rate.active ? null : now,
    })
    .where(eq(shippingRates.id, rate.id));
}

function toShippingRate(row: typeof shippingRates.$inferSelect): ShippingRate {
  const { id, storeId, name, kind, amountMinor, freeOverMinor, currency, removedAt } = row;
  return {
    id,
    storeId,
    name,
    kind,
    amount: money(amountMinor, currency),
    freeOver: freeOverMinor === null ? null : money(freeOverMinor, currency),
    active: removedAt === null,
  };
}
