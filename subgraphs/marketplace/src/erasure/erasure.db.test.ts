import { AddressSaved, GuestMerged, UserErased } from '@caravan/contracts/identity';
import { OrderChanged, StoreStaffChanged, StoreSuspended } from '@caravan/contracts/marketplace';
import { newId } from '@caravan/core/ids';
import { fateProblems } from '@caravan/testkit/fates';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  buy,
  hear,
  marketplaceDatabase,
  noon,
  openShop,
  orderOf,
  person,
  plainSealer,
  published,
  putInCart,
  sealedAddress,
  start,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { addressBook } from '../addresses/addresses.consumers.ts';
import { cartMerge } from '../cart/cart.consumers.ts';
import { cancelOrder } from '../fulfilments/cancel.usecases.ts';
import { storeStaff, stores } from '../stores/stores.tables.ts';
import { erasure } from './erasure.consumers.ts';
import { eraseLate } from './erasure.usecases.ts';
import { exportPersonalData } from './export.usecases.ts';
import { fates } from './fates.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);

/** As identity announces it to each consumer that hears it. */
async function erase(userId: string): Promise<void> {
  const erased = { contract: UserErased, data: { userId, pseudonym: 'deleted_0123456789abcdef' } };
  for (const consumer of [addressBook, cartMerge, erasure]) await hear(deps, consumer, erased);
}

const rows = async (table: string, column: string, value: string) =>
  (await database.query.execute(sql.raw(`select 1 from ${table} where ${column} = '${value}'`))).length;

/** Somebody who has bought, said why one thing was cancelled, and has something in the cart. */
async function trader() {
  const shop = await openShop(database);
  const good = await stockGood(database, shop);
  const buyer = person();
  const kept = await buy(deps, [{ good, quantity: 2 }], buyer);
  const cancelled = await buy(deps, [{ good }], buyer);
  await cancelOrder(deps, { principal: buyer, orderId: cancelled.order.id, lineIds: null, reason: 'Canary said so' });
  await putInCart(deps, buyer.id ?? '', good);
  return { shop, good, buyer, userId: buyer.id ?? '', kept, cancelled };
}

test('somebody decided for every table and column what becomes of it when a person is erased', async () => {
  expect(await fateProblems(database, fates, null)).toEqual([]);
});

describe('an erased person', () => {
  test('leaves orders that add up, without address and words', async () => {
    const { userId, kept, cancelled } = await trader();
    await erase(userId);
    const { order, lines, fulfilments } = await orderOf(database, kept.checkoutId);
    expect(order).toMatchObject({ buyerId: userId, deliveryAddress: null, status: 'CONFIRMED' });
    expect(order.version).toBeGreaterThan(kept.order.version);
    expect(fulfilments).toEqual(kept.fulfilments);
    expect(lines).toEqual(kept.lines);
    expect((await published(database, OrderChanged, order.id)).length).toBeGreaterThan(0);

    const [line] = (await orderOf(database, cancelled.checkoutId)).lines;
    expect(line).toMatchObject({ cancelledAt: noon, cancelReason: null });
    const said = await database.query.execute(sql`select from fulfilment_changes where comment ilike '%canary%'`);
    expect(said).toEqual([]);
    expect(await rows('cart_items', 'owner_id', userId)).toBe(0);
    expect(await rows('addresses', 'user_id', userId)).toBe(0);
    expect(await rows('idempotency_keys', 'principal_id', userId)).toBe(0);
  });

  test('takes nothing of others along, and may be erased again', async () => {
    const [erased, other] = [await trader(), await trader()];
    await erase(erased.userId);
    await erase(erased.userId);
    expect((await orderOf(database, other.kept.checkoutId)).order.deliveryAddress).not.toBeNull();
    expect(await rows('cart_items', 'owner_id', other.userId)).toBe(1);
    expect((await orderOf(database, other.cancelled.checkoutId)).lines[0]?.cancelReason).toBe('Canary said so');
  });

  test('is not brought back by what was on its way, nor by a rebuild', async () => {
    const { userId, good } = await trader();
    const guest = { id: newId(), isGuest: true };
    await putInCart(deps, guest.id, good);
    const saved = {
      contract: AddressSaved,
      data: { addressId: newId(), userId, address: await sealedAddress(userId) },
    } as const;
    // One consumer hears of a person in the order in which it happened, so the erasure is the last word.
    await hear(deps, addressBook, saved);
    await hear(deps, cartMerge, { contract: GuestMerged, data: { guestId: guest.id, userId } });
    await erase(userId);
    expect(await rows('cart_items', 'owner_id', userId)).toBe(0);

    await database.transaction((tx) => addressBook.rebuildable?.reset(tx) ?? Promise.resolve());
    await hear(deps, addressBook, saved);
    await erase(userId);
    expect(await rows('addresses', 'user_id', userId)).toBe(0);
  });

  test('is erased once more later, with what had begun before', async () => {
    const { userId, good } = await trader();
    await erase(userId);
    await putInCart(deps, userId, good);
    const { checkoutId } = await start(deps, userId);
    expect((await orderOf(database, checkoutId)).order.deliveryAddress).not.toBeNull();
    await eraseLate(deps, { userId });
    expect((await orderOf(database, checkoutId)).order.deliveryAddress).toBeNull();
    expect(await rows('cart_items', 'owner_id', userId)).toBe(0);
    const jobs = await database.query.execute(
      sql`select from marketplace_jobs.jobs where task_identifier = 'erasure.erase-late'`,
    );
    expect(jobs.length).toBeGreaterThan(0);
  });

  test('still cannot be rewritten in history, but for words that go', async () => {
    await trader();
    const change = (set: string) => database.query.execute(sql.raw(`update fulfilment_changes set ${set}`));
    await expect(change(`comment = 'Something else'`)).rejects.toThrow();
    await expect(change(`to_status = 'DELIVERED'`)).rejects.toThrow();
    await expect(change(`comment = null, person_id = null, changed_by = 'SYSTEM'`)).rejects.toThrow();
    await expect(database.query.execute(sql`delete from fulfilment_changes`)).rejects.toThrow();
  });
});

describe('a store of an erased person', () => {
  const join = (storeId: string, userId: string, role: 'OWNER' | 'CLERK') =>
    database.query.insert(storeStaff).values({ storeId, userId, role, since: noon });
  const statusOf = async (id: string) =>
    (await database.query.select().from(stores)).find((store) => store.id === id)?.status;

  test('goes on with another owner', async () => {
    const { storeId } = await openShop(database);
    const [erased, other] = [newId(), newId()];
    await join(storeId, erased, 'OWNER');
    await join(storeId, other, 'OWNER');
    await erase(erased);
    expect(await rows('store_staff', 'user_id', erased)).toBe(0);
    expect(await statusOf(storeId)).toBe('ACTIVE');
    expect(await published(database, StoreStaffChanged, storeId)).toEqual([
      { storeId, userId: erased, role: null, worksForAnyStore: false },
    ]);
  });

  test('sells no more without another owner', async () => {
    const { storeId } = await openShop(database);
    const owner = newId();
    await join(storeId, owner, 'OWNER');
    await erase(owner);
    expect(await statusOf(storeId)).toBe('SUSPENDED');
    expect(await published(database, StoreSuspended, storeId)).toHaveLength(1);
    expect(await rows('store_staff', 'user_id', owner)).toBe(1);
    await eraseLate(deps, { userId: owner });
    expect(await published(database, StoreSuspended, storeId)).toHaveLength(1);
  });
});

describe('the export', () => {
  test('tells the person everything, opened, and nobody else anything', async () => {
    const { userId, buyer, shop, kept } = await trader();
    const data = await exportPersonalData(deps, { principal: buyer, userId });
    expect(data).toMatchObject({
      orders: [
        { deliveryAddress: { name: 'Ada' } },
        { number: kept.order.number, placedAt: expect.stringMatching(/^2026-11-20T12:00:00/) },
      ],
      orderLines: [{ cancelReason: 'Canary said so' }, { quantity: 2, unitPriceMinor: '1000' }],
      comments: [{ comment: 'Canary said so' }],
      cart: [{ product: 'Kettle', quantity: 1 }],
      favourites: [],
      truncated: [],
    });
    expect(await exportPersonalData(deps, { principal: shop.clerk, userId })).toBeNull();
    const staff = person(newId(), ['user:read:any', 'order:read:any']);
    expect(await exportPersonalData(deps, { principal: staff, userId })).toBeNull();
  });

  test('tells of an erased person, in the moment until the token is refused, no address', async () => {
    const { userId, buyer } = await trader();
    const sealer = { ...plainSealer, unsealMany: async (all: readonly unknown[]) => all.map(() => null) };
    const data = await exportPersonalData(tradeDeps(database, { sealer }), { principal: buyer, userId });
    expect(data).toMatchObject({ orders: [{ deliveryAddress: null }, { deliveryAddress: null }] });
  });
});
