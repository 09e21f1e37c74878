import type { Row } from './memory/expressions.ts';
import { rowsOf } from './memory/transactions.ts';
import { violate, type World } from './world.ts';

/** How the work of a cart's owner is called; whatever else changes a cart is looked at. */
export const cartName = 'cart of';

type Hold = { readonly state: string; readonly boughtItems: readonly { cartItemId: string; quantity: number }[] };

/**
 * Only a paid checkout takes lines out of a cart behind its owner's back, once, and exactly what it bought: looked at
 * whenever a transaction of marketplace commits.
 */
export function watchCarts(world: World): void {
  const { store } = world.parts.marketplace;
  store.onCommit = (tx) => {
    if (tx.by.startsWith(cartName) || tx.by === 'town') return;
    const [items, holds] = [tx.writes.get('cart_items'), tx.writes.get('checkout_holds')];
    const bought = boughtBy(world, holds ?? new Map());
    const before = rowsOf(store, 'cart_items');
    const touched = new Set([...(items?.keys() ?? []), ...idsOf(before, [...bought.keys()])]);
    for (const id of touched) {
      const old = before.get(id);
      const after = items?.has(id) ? (items.get(id) ?? null) : (old ?? null);
      const left = Math.max(0, quantityOf(old) - (bought.get(old?.id as string) ?? 0));
      if (quantityOf(after) === left) continue;
      violate(world, `a cart line holds ${quantityOf(after)} after ${tx.by}, which should have left ${left}`);
    }
  };
}

function quantityOf(item: Row | null | undefined): number {
  return (item?.quantity as number | undefined) ?? 0;
}

/** Pieces by cart line that this transaction confirms. */
function boughtBy(world: World, holds: ReadonlyMap<number, Row | null>): Map<string, number> {
  const before = rowsOf(world.parts.marketplace.store, 'checkout_holds');
  const bought = new Map<string, number>();
  for (const [id, row] of holds) {
    const [old, hold] = [before.get(id) as Hold | undefined, row as Hold | null];
    if (old?.state !== 'HELD' || hold?.state !== 'CONFIRMED') continue;
    for (const { cartItemId, quantity } of hold.boughtItems) bought.set(cartItemId, quantity);
  }
  return bought;
}

function idsOf(rows: ReadonlyMap<number, Row>, itemIds: readonly string[]): number[] {
  return [...rows].filter(([, { id }]) => itemIds.includes(id as string)).map(([id]) => id);
}

/** Money that is on its way back to the buyer is never paid out. */
export function watchEscrows(world: World): void {
  const { store } = world.parts.payments;
  const watch = store.onCommit;
  store.onCommit = (tx) => {
    watch(tx);
    const before = rowsOf(store, 'escrows');
    for (const [id, row] of tx.writes.get('escrows') ?? []) {
      const isPaidOut = row?.released === true && before.get(id)?.released !== true;
      if (isPaidOut && row.pendingRefundMinor !== 0n) violate(world, `${tx.by}: it paid out what is on its way back`);
    }
  };
}
