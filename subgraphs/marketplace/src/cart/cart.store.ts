import { money } from '@caravan/core/money';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { BoughtItem, CartItem, CartOwner, Fold } from './cart.domain.ts';
import { cartItems } from './cart.tables.ts';

/** Locks a cart until the transaction ends. A cart without lines has no row to lock, hence the advisory lock. */
export async function lockCart(tx: Transaction, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('cart ' || ${ownerId}::text, 0))`);
}

/** Oldest first within a cart. */
export async function selectItems(executor: Executor, ownerIds: readonly string[]): Promise<CartItem[]> {
  const { ownerIsGuest: _isGuest, updatedAt: _updatedAt, ...columns } = getTableColumns(cartItems);
  const rows = await executor
    .select(columns)
    .from(cartItems)
    .where(inArray(cartItems.ownerId, [...ownerIds]))
    .orderBy(asc(cartItems.addedAt), asc(cartItems.id));
  return rows.map(({ seenPriceMinor, currency, ...item }) => ({ ...item, seenPrice: money(seenPriceMinor, currency) }));
}

export async function insertItem(tx: Transaction, owner: CartOwner, item: CartItem): Promise<void> {
  const { seenPrice, ...row } = item;
  await tx.insert(cartItems).values({
    ...row,
    ownerIsGuest: owner.isGuest,
    seenPriceMinor: seenPrice.amountMinor,
    currency: seenPrice.currency,
    updatedAt: item.addedAt,
  });
}

export async function updateItem(tx: Transaction, item: CartItem, now: Date): Promise<void> {
  await tx
    .update(cartItems)
    .set({
      quantity: item.quantity,
      shippingRateId: item.shippingRateId,
      seenPriceMinor: item.seenPrice.amountMinor,
      version: sql`${cartItems.version} + 1`,
      updatedAt: now,
    })
    .where(eq(cartItems.id, item.id));
}

/** Gives a guest's line to a user. */
export async function moveItem(
  tx: Transaction,
  { itemId, quantity }: Fold['moved'][number],
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await tx
    .update(cartItems)
    .set({
      ownerId: userId,
      ownerIsGuest: false,
      quantity,
      version: sql`${cartItems.version} + 1`,
      updatedAt: now,
    })
    .where(eq(cartItems.id, itemId));
}

export async function changeQuantity(
  tx: Transaction,
  { itemId, quantity }: Fold['raised'][number],
  now: Date,
): Promise<void> {
  await tx
    .update(cartItems)
    .set({ quantity, version: sql`${cartItems.version} + 1`, updatedAt: now })
    .where(eq(cartItems.id, itemId));
}

export async function deleteItem(tx: Transaction, itemId: string): Promise<void> {
  await tx.delete(cartItems).where(eq(cartItems.id, itemId));
}

export async function deleteCart(executor: Executor, ownerId: string): Promise<void> {
  await executor.delete(cartItems).where(eq(cartItems.ownerId, ownerId));
}

/** Takes what was bought out of a cart; what was added to a line meanwhile stays in it. */
export async function subtractBought(
  tx: Transaction,
  ownerId: string,
  { bought, now }: { bought: readonly BoughtItem[]; now: Date },
): Promise<void> {
  const quantityOf = sql.join(
    bought.map(({ cartItemId, quantity }) => sql`when ${cartItemId}::uuid then ${quantity}::int`),
    sql` `,
  );
  const boughtQuantity = sql`case ${cartItems.id} ${quantityOf} end`;
  const isBought = and(
    eq(cartItems.ownerId, ownerId),
    inArray(
      cartItems.id,
      bought.map(({ cartItemId }) => cartItemId),
    ),
  );
  await tx.delete(cartItems).where(and(isBought, sql`${cartItems.quantity} <= ${boughtQuantity}`));
  await tx
    .update(cartItems)
    .set({
      quantity: sql`${cartItems.quantity} - ${boughtQuantity}`,
      version: sql`${cartItems.version} + 1`,
      updatedAt: now,
    })
    .where(isBought);
}

/** Drops every line of the carts that nobody touched since. Returns how many lines. */
export async function deleteIdle(
  executor: Executor,
  { usersBefore, guestsBefore }: { usersBefore: Date; guestsBefore: Date },
): Promise<number> {
  const lastTouch = sql`case when bool_and(${cartItems.ownerIsGuest}) then ${guestsBefore}::timestamptz else ${usersBefore}::timestamptz end`;
  const idle = executor
    .select({ ownerId: cartItems.ownerId })
    .from(cartItems)
    .groupBy(cartItems.ownerId)
    .having(sql`max(${cartItems.updatedAt}) < ${lastTouch}`);
  const dropped = await executor
    .delete(cartItems)
    .where(inArray(cartItems.ownerId, idle))
    .returning({ id: cartItems.id });
  return dropped.length;
}
