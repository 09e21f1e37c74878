import { invariant } from '@caravan/core/errors';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { finalStatuses, type Order, type OrderStatus } from './orders.domain.ts';
import { orders } from './orders.tables.ts';

/** Which orders a list holds. Orders that were never paid and never will be are in no list. */
export type OrderCriteria = {
  readonly buyerId?: string;
  readonly storeId?: string;
  readonly statuses?: readonly OrderStatus[];
  readonly from?: Date;
  readonly to?: Date;
  readonly number?: string;
};

export async function insertOrder(tx: Transaction, order: Order): Promise<void> {
  await tx.insert(orders).values({ ...order, storeIds: [...order.storeIds] });
}

/** Next counter of a year. Gaps are possible, repeats are not; nobody waits for anybody else's commit. */
export async function nextOrderCounter(tx: Transaction, year: number): Promise<number> {
  const [row] = await tx.execute<{ counter: string }>(sql`select next_order_counter(${year}::int) as counter`);
  invariant(row, 'a counter was drawn');
  return Number(row.counter);
}

export async function lockOrder(tx: Transaction, orderId: string): Promise<Order | undefined> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update');
  return order;
}

export async function selectOrders(executor: Executor, orderIds: readonly string[]): Promise<Order[]> {
  return executor
    .select()
    .from(orders)
    .where(inArray(orders.id, [...orderIds]));
}

export async function saveOrder(tx: Transaction, order: Order): Promise<void> {
  const { status, confirmedAt, cancelledAt, version, changedAt } = order;
  await tx.update(orders).set({ status, confirmedAt, cancelledAt, version, changedAt }).where(eq(orders.id, order.id));
}

/** Raises the versions, locking in the order of ids. Ids that are no orders are left out. */
export async function raiseVersions(tx: Transaction, orderIds: readonly string[], now: Date): Promise<Order[]> {
  const locked = tx
    .select({ id: orders.id })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]))
    .orderBy(asc(orders.id))
    .for('update');
  return tx
    .update(orders)
    .set({ version: sql`${orders.version} + 1`, changedAt: now })
    .where(inArray(orders.id, locked))
    .returning();
}

/** One page beyond `limit` by one, in walking order. */
export async function selectOrderPage(
  executor: Executor,
  criteria: OrderCriteria,
  page: PageRequest,
): Promise<Order[]> {
  const [key] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const beyond = key === undefined ? undefined : forward ? lt(orders.id, key) : gt(orders.id, key);
  return executor
    .select()
    .from(orders)
    .where(and(...conditionsOf(criteria), beyond))
    .orderBy(forward ? desc(orders.id) : asc(orders.id))
    .limit(page.limit + 1);
}

/** The same page of several buyers' orders in one statement. */
export async function selectPagesOfBuyers(
  executor: Executor,
  buyerIds: readonly string[],
  page: PageRequest,
): Promise<Order[]> {
  const [key] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const beyond = key === undefined ? undefined : forward ? lt(orders.id, key) : gt(orders.id, key);
  const direction = forward ? sql.raw('desc') : sql.raw('asc');
  const ranked = executor
    .select({
      id: orders.id,
      place: sql<number>`row_number() over (partition by ${orders.buyerId} order by ${orders.id} ${direction})`.as(
        'place',
      ),
    })
    .from(orders)
    .where(and(inArray(orders.buyerId, [...buyerIds]), wasNotReleased(), beyond))
    .as('ranked');
  return executor
    .select()
    .from(orders)
    .where(
      inArray(
        orders.id,
        executor
          .select({ id: ranked.id })
          .from(ranked)
          .where(lt(ranked.place, page.limit + 2)),
      ),
    )
    .orderBy(forward ? desc(orders.id) : asc(orders.id));
}

export async function countOrders(executor: Executor, criteria: OrderCriteria): Promise<number> {
  const [row] = await executor
    .select({ count: sql<string>`count(*)` })
    .from(orders)
    .where(and(...conditionsOf(criteria)));
  return Number(row?.count ?? 0);
}

export async function countOrdersOfBuyers(
  executor: Executor,
  buyerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await executor
    .select({ buyerId: orders.buyerId, count: sql<string>`count(*)` })
    .from(orders)
    .where(and(inArray(orders.buyerId, [...buyerIds]), wasNotReleased()))
    .groupBy(orders.buyerId);
  return new Map(rows.map(({ buyerId, count }) => [buyerId, Number(count)]));
}

/** Orders that changed since, oldest change first. */
export async function selectOrdersChangedSince(
  executor: Executor,
  criteria: Pick<OrderCriteria, 'buyerId' | 'storeId'>,
  since: Date,
): Promise<Order[]> {
  return executor
    .select()
    .from(orders)
    .where(and(...conditionsOf(criteria), gte(orders.changedAt, since)))
    .orderBy(asc(orders.changedAt), asc(orders.id));
}

/** The newest orders that are not at their end. */
export async function selectOpenOrders(
  executor: Executor,
  criteria: Pick<OrderCriteria, 'buyerId' | 'storeId'>,
  limit: number,
): Promise<Order[]> {
  return executor
    .select()
    .from(orders)
    .where(and(...conditionsOf(criteria), notInArray(orders.status, [...finalStatuses])))
    .orderBy(desc(orders.id))
    .limit(limit);
}

function conditionsOf({ buyerId, storeId, statuses, from, to, number }: OrderCriteria): (SQL | undefined)[] {
  return [
    wasNotReleased(),
    buyerId === undefined ? undefined : eq(orders.buyerId, buyerId),
    // A store hears of an order when it is paid.
    storeId === undefined ? undefined : and(arrayContains(orders.storeIds, [storeId]), isNotNull(orders.confirmedAt)),
    statuses === undefined ? undefined : inArray(orders.status, [...statuses]),
    from === undefined ? undefined : gte(orders.placedAt, from),
    to === undefined ? undefined : lt(orders.placedAt, to),
    number === undefined ? undefined : eq(orders.number, number),
  ];
}

/** Cancelled without ever having been paid: its checkout was released. */
function wasNotReleased(): SQL | undefined {
  return or(isNotNull(orders.confirmedAt), sql`${orders.status} <> 'CANCELLED'`);
}
