import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { insertItem, selectItems, subtractBought } from '@caravan/marketplace/cart/cart.store';
import { selectOffers } from '@caravan/marketplace/cart/offers.store';
import { otherCategoryId } from '@caravan/marketplace/categories/categories.domain';
import { endHold, insertHold, selectHold } from '@caravan/marketplace/checkout/checkout.store';
import { products, variants } from '@caravan/marketplace/products/products.tables';
import { enterMovements, readLevels } from '@caravan/marketplace/stock/stock.store';
import { stockMovements } from '@caravan/marketplace/stock/stock.tables';
import { commitStock, releaseStock, reserveStock, returnStock } from '@caravan/marketplace/stock/stock.usecases';
import { stores } from '@caravan/marketplace/stores/stores.tables';
import { overlap, type Stage, scripts } from './scripts.ts';

async function good({ database: { query }, now }: Stage, stock: number): Promise<string> {
  const [storeId, productId, variantId] = [newId(), newId(), newId()];
  const store = { id: storeId, name: storeId, slug: storeId, description: '', currency: 'EUR', version: 1 };
  await query.insert(stores).values({ ...store, status: 'ACTIVE', createdAt: now });
  const shared = { storeId, currency: 'EUR', createdAt: now };
  const texts = { handle: productId, title: 'Kettle', description: '', optionNames: ['Colour'] };
  const dates = { publishedAt: now, listedAt: now };
  const product = { ...shared, ...texts, ...dates, id: productId, categoryId: otherCategoryId, version: 1 };
  await query.insert(products).values({ ...product, status: 'PUBLISHED' });
  const variant = { ...shared, id: variantId, productId, sku: variantId, optionValues: ['Red'], priceMinor: 250n };
  await query.insert(variants).values({ ...variant, active: true });
  const change = { kind: 'RECEIVED' as const, onHandChange: stock, reservedChange: 0 };
  await query.insert(stockMovements).values({ id: newId(), variantId, ...change, createdAt: now });
  return variantId;
}

const reserve = (now: Date, variantId: string, quantity: number) => {
  const [reference, lineId] = [newId(), newId()];
  const work = (tx: Transaction) => reserveStock(tx, { reference, lines: [{ lineId, variantId, quantity }], now });
  return { reference, lineId, work };
};

export const marketplaceScripts = scripts(
  {
    name: 'stock is promised, freed, sold and returned, each once',
    async run(stage) {
      const { database, now, see, refused } = stage;
      const variantId = await good(stage, 5);
      const level = async () => see(await readLevels(database.query, [variantId]));
      const [one, other] = [reserve(now, variantId, 3), reserve(now, variantId, 3)];
      see((await database.transaction(one.work)).ok);
      see((await database.transaction(one.work)).ok);
      see(await database.transaction(other.work));
      await level();
      await database.transaction((tx) => releaseStock(tx, { reference: one.reference, now }));
      await database.transaction((tx) => releaseStock(tx, { reference: one.reference, now }));
      await database.transaction((tx) => releaseStock(tx, { reference: newId(), now }));
      await level();
      see((await database.transaction(other.work)).ok);
      await database.transaction((tx) => commitStock(tx, { reference: other.reference, now }));
      await database.transaction((tx) => commitStock(tx, { reference: other.reference, now }));
      await database.transaction((tx) => releaseStock(tx, { reference: other.reference, now }));
      await level();
      await database.transaction((tx) => returnStock(tx, { reference: other.reference, lineIds: [other.lineId], now }));
      await database.transaction((tx) => returnStock(tx, { reference: other.reference, lineIds: [other.lineId], now }));
      await level();
      const nobody = { reference: null, lineId: null, reason: null, authorId: null };
      const naive = (reserved: number, onHand: number) => [
        { variantId, kind: 'RESERVED' as const, onHandChange: onHand, reservedChange: reserved, ...nobody },
      ];
      await refused((tx) => enterMovements(tx, naive(6, 0), now));
      await refused((tx) => enterMovements(tx, naive(0, 0), now));
      await refused((tx) => enterMovements(tx, naive(1, 1), now));
      await level();
    },
  },
  {
    name: 'of two who want the last piece one gets it',
    async run(stage) {
      const variantId = await good(stage, 1);
      const [one, other] = [reserve(stage.now, variantId, 1), reserve(stage.now, variantId, 1)];
      stage.see(await overlap(stage, one.work, { second: other.work }));
      stage.see(await readLevels(stage.database.query, [variantId]));
      const next = await good(stage, 1);
      const [third, fourth] = [reserve(stage.now, next, 1), reserve(stage.now, next, 1)];
      stage.see(await overlap(stage, third.work, { second: fourth.work, undone: true }));
      stage.see(await readLevels(stage.database.query, [next]));
    },
  },
  {
    name: 'a hold ends once',
    async run(stage) {
      const { database, now, see, refused } = stage;
      const checkoutId = newId();
      const hold = { checkoutId, state: 'HELD', buyerId: newId(), orderId: newId(), boughtItems: [] } as const;
      await database.transaction((tx) => insertHold(tx, hold, now));
      await refused((tx) => insertHold(tx, hold, now));
      await refused((tx) => insertHold(tx, { ...hold, checkoutId: newId(), buyerId: null }, now));
      const end = (state: 'RELEASED' | 'CONFIRMED') => (tx: Transaction) => endHold(tx, checkoutId, { state, now });
      see(await overlap(stage, end('RELEASED'), { second: end('CONFIRMED') }));
      see(await database.transaction(end('RELEASED')));
      see(await database.transaction((tx) => selectHold(tx, checkoutId)));
    },
  },
  {
    name: 'what was bought leaves the cart, and what was added meanwhile stays',
    async run(stage) {
      const { database, now, see, refused } = stage;
      const owner = { id: newId(), isGuest: false };
      const kinds = [await good(stage, 5), await good(stage, 5), await good(stage, 5)];
      const items = kinds.map((variantId, index) => ({
        id: newId(),
        ownerId: owner.id,
        variantId,
        shippingRateId: null,
        quantity: 2 + index,
        seenPrice: { amountMinor: 250n, currency: 'EUR' },
        version: 1,
        addedAt: now,
      }));
      for (const item of items) await database.transaction((tx) => insertItem(tx, owner, item));
      await refused((tx) => insertItem(tx, owner, { ...items[0], id: newId() } as never));
      await refused((tx) =>
        insertItem(tx, owner, { ...items[0], id: newId(), variantId: kinds[0], quantity: 0 } as never),
      );
      const bought = items.slice(0, 2).map(({ id, version }) => ({ cartItemId: id, quantity: 2, version }));
      await database.transaction((tx) => subtractBought(tx, owner.id, { bought, now }));
      see(await selectItems(database.query, [owner.id]));
      see(
        [...(await selectOffers(database.query, kinds)).values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1)),
      );
    },
  },
);
