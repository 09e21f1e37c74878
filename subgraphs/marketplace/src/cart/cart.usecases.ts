import { invalidInput, invariant, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import type { Deps } from '../deps.ts';
import {
  type AddCartItemError,
  alike,
  type BoughtItem,
  type Cart,
  type CartItem,
  type CartOwner,
  type ChangeCartItemError,
  checkGrowth,
  checkQuantity,
  fold,
  type Market,
  type PricedItem,
  price,
} from './cart.domain.ts';
import {
  changeQuantity,
  deleteCart,
  deleteIdle,
  deleteItem,
  insertItem,
  lockCart,
  moveItem,
  selectItems,
  subtractBought,
  updateItem,
} from './cart.store.ts';
import { selectOffers, selectRatesOfStores } from './offers.store.ts';

/** Carts at today's prices, in the order of their owners' ids as given: three statements, however many. */
export async function readCarts(executor: Executor, ownerIds: readonly string[]): Promise<Cart[]> {
  const items = await selectItems(executor, ownerIds);
  const priced = priceAll(items, await readMarket(executor, items));
  return ownerIds.map((ownerId) => ({ ownerId, items: priced.filter((item) => item.ownerId === ownerId) }));
}

/** Adds pieces of a variant; nothing is reserved. */
export function addCartItem(
  deps: Deps,
  command: { owner: CartOwner; variantId: string; quantity: number; shippingRateId: string | null },
): Promise<Result<null, AddCartItemError>> {
  const { owner, variantId, shippingRateId } = command;
  const limits = deps.settings;
  return deps.database.transaction(async (tx) => {
    const [badQuantity] = checkQuantity(command.quantity, limits);
    if (badQuantity) return fail(badQuantity);
    const items = await takeCart(tx, owner.id);
    const { offers, rates } = await readMarket(tx, [...items, { variantId }]);
    const offer = offers.get(variantId);
    // What is not for sale reads as missing, so that drafts cannot be probed.
    if (!offer?.isForSale) return fail(notFound(['input', 'variantId']));
    if (!isOffered(shippingRateId, rates.get(offer.storeId))) return fail(notFound(['input', 'shippingRateId']));

    const present = items.find((item) => alike(item, { variantId, shippingRateId }));
    if (!present && items.length >= limits.cartLines) {
      return fail({ kind: 'CartFull', path: [], limit: limits.cartLines });
    }
    const quantity = (present?.quantity ?? 0) + command.quantity;
    const growth = checkGrowth({ quantity, elsewhere: piecesElsewhere(items, variantId, present) }, offer, limits);
    if (!growth.ok) return growth;

    const now = deps.now();
    const item = { variantId, shippingRateId, quantity, seenPrice: offer.price, version: 1, addedAt: now };
    if (present) await updateItem(tx, { ...present, quantity, seenPrice: offer.price }, now);
    else await insertItem(tx, owner, { ...item, id: newId(), ownerId: owner.id });
    return ok(null);
  });
}

/** Changes quantity or shipping rate of a line; lines that become alike add up. Absent fields stay. */
export function changeCartItem(
  deps: Deps,
  command: {
    ownerId: string;
    cartItemId: string;
    quantity?: number | undefined;
    shippingRateId?: string | null | undefined;
  },
): Promise<Result<null, ChangeCartItemError>> {
  return deps.database.transaction(async (tx) => {
    const items = await takeCart(tx, command.ownerId);
    const item = items.find(({ id }) => id === command.cartItemId);
    if (!item) return fail(notFound(['input', 'cartItemId']));
    if (command.quantity === undefined && command.shippingRateId === undefined) {
      return fail(invalidInput(['input'], 'Say what changes: the quantity or the shipping rate.'));
    }
    const { offers, rates } = await readMarket(tx, [item]);
    const offer = offers.get(item.variantId);
    invariant(offer, 'a variant in a cart is never deleted');
    const shippingRateId = command.shippingRateId === undefined ? item.shippingRateId : command.shippingRateId;
    if (command.shippingRateId && !isOffered(command.shippingRateId, rates.get(offer.storeId))) {
      return fail(notFound(['input', 'shippingRateId']));
    }
    const twin = items.find((other) => other !== item && alike(other, { ...item, shippingRateId }));
    const quantity = (command.quantity ?? item.quantity) + (twin?.quantity ?? 0);
    const grows = command.quantity !== undefined && command.quantity > item.quantity;
    // Fewer pieces are always welcome, also when stock has fallen below them meanwhile.
    const wanted = { quantity, elsewhere: piecesElsewhere(items, item.variantId, item, twin) };
    const [bad] = checkQuantity(quantity, deps.settings);
    const growth = grows ? checkGrowth(wanted, offer, deps.settings) : bad ? fail(bad) : ok(null);
    if (!growth.ok) return growth;

    if (twin) await deleteItem(tx, twin.id);
    await updateItem(tx, { ...item, quantity, shippingRateId }, deps.now());
    return ok(null);
  });
}

export function removeCartItem(
  deps: Deps,
  command: { ownerId: string; cartItemId: string },
): Promise<Result<null, ReturnType<typeof notFound>>> {
  return deps.database.transaction(async (tx) => {
    const items = await takeCart(tx, command.ownerId);
    if (!items.some(({ id }) => id === command.cartItemId)) return fail(notFound(['input', 'cartItemId']));
    await deleteItem(tx, command.cartItemId);
    return ok(null);
  });
}

export async function clearCart(deps: Deps, ownerId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await lockCart(tx, ownerId);
    await deleteCart(tx, ownerId);
  });
}

/** Folds a guest's cart into a user's. The guest's is empty afterwards, so that a repeat changes nothing. */
export async function mergeCarts(
  deps: Deps,
  tx: Transaction,
  { guestId, userId }: { guestId: string; userId: string },
): Promise<void> {
  for (const ownerId of [guestId, userId].sort()) await lockCart(tx, ownerId);
  const items = await selectItems(tx, [guestId, userId]);
  const guest = items.filter(({ ownerId }) => ownerId === guestId);
  if (guest.length === 0) return;
  const user = items.filter(({ ownerId }) => ownerId === userId);
  const { offers } = await readMarket(tx, items);
  const { raised, moved } = fold({ user, guest }, offers, deps.settings);
  const now = deps.now();
  for (const line of raised) await changeQuantity(tx, line, now);
  for (const line of moved) await moveItem(tx, line, { userId, now });
  await deleteCart(tx, guestId);
}

/** What a buyer has in the cart in one currency, at today's prices; the cart stays locked until the transaction ends. */
export async function takeItems(tx: Transaction, buyerId: string, currency: string): Promise<PricedItem[]> {
  const items = await takeCart(tx, buyerId);
  const inCurrency = items.filter(({ seenPrice }) => seenPrice.currency === currency);
  return priceAll(inCurrency, await readMarket(tx, inCurrency));
}

/** Takes what was bought out of the buyer's cart; what was added to a line meanwhile stays in it. */
export async function removeBought(
  tx: Transaction,
  buyerId: string,
  { bought, now }: { bought: readonly BoughtItem[]; now: Date },
): Promise<void> {
  if (bought.length === 0) return;
  await lockCart(tx, buyerId);
  await subtractBought(tx, buyerId, { bought, now });
}

/** The cart of a person who was erased. */
export async function dropCart(tx: Transaction, ownerId: string): Promise<void> {
  await lockCart(tx, ownerId);
  await deleteCart(tx, ownerId);
}

/** Drops the lines of carts that nobody touched for too long. Returns how many lines. */
export function dropIdleCarts(deps: Deps): Promise<number> {
  const before = (seconds: number) => new Date(deps.now().getTime() - seconds * 1000);
  const { userCartSeconds, guestCartSeconds } = deps.settings;
  return deleteIdle(deps.database.query, {
    usersBefore: before(userCartSeconds),
    guestsBefore: before(guestCartSeconds),
  });
}

async function takeCart(tx: Transaction, ownerId: string): Promise<CartItem[]> {
  await lockCart(tx, ownerId);
  return selectItems(tx, [ownerId]);
}

async function readMarket(executor: Executor, items: readonly Pick<CartItem, 'variantId'>[]): Promise<Market> {
  const variantIds = [...new Set(items.map(({ variantId }) => variantId))];
  if (variantIds.length === 0) return { offers: new Map(), rates: new Map() };
  const offers = await selectOffers(executor, variantIds);
  const storeIds = [...new Set([...offers.values()].map(({ storeId }) => storeId))];
  return { offers, rates: await selectRatesOfStores(executor, storeIds) };
}

function priceAll(items: readonly CartItem[], { offers, rates }: Market): PricedItem[] {
  return items.map((item) => {
    const offer = offers.get(item.variantId);
    invariant(offer, 'a variant in a cart is never deleted');
    return price(item, offer, rates.get(offer.storeId) ?? []);
  });
}

function isOffered(rateId: string | null, rates: readonly { readonly id: string }[] = []): boolean {
  return rateId === null || rates.some(({ id }) => id === rateId);
}

function piecesElsewhere(
  items: readonly CartItem[],
  variantId: string,
  ...counted: readonly (CartItem | undefined)[]
): number {
  return items
    .filter((item) => item.variantId === variantId && !counted.includes(item))
    .reduce((pieces, { quantity }) => pieces + quantity, 0);
}
