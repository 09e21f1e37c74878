import { GuestMerged } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { countStatements } from '../../test/statements.ts';
import {
  hear,
  marketplaceDatabase,
  noon,
  offerRate,
  openShop,
  putInCart,
  start,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { products, variants } from '../products/products.tables.ts';
import { cartMerge } from './cart.consumers.ts';
import { dropIdleCartsJob } from './cart.jobs.ts';
import { cartItems } from './cart.tables.ts';
import { addCartItem, changeCartItem, clearCart, readCarts, removeCartItem } from './cart.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const user = () => ({ id: newId(), isGuest: false });
const guest = () => ({ id: newId(), isGuest: true });

async function itemsOf(ownerId: string) {
  const [cart] = await readCarts(database.query, [ownerId]);
  return cart?.items ?? [];
}

async function linesOf(ownerId: string) {
  return (await itemsOf(ownerId)).map(({ variantId, quantity, shippingRateId }) => ({
    variantId,
    quantity,
    shippingRateId,
  }));
}

describe('adding to a cart', () => {
  test('puts a line in, for users and guests', async () => {
    const good = await stockGood(database, await openShop(database), { priceMinor: 1250n });
    for (const owner of [user(), guest()]) {
      const { variantId } = good;
      expect(await addCartItem(deps, { owner, variantId, quantity: 2, shippingRateId: null })).toEqual({
        ok: true,
        value: null,
      });
      expect(await itemsOf(owner.id)).toMatchObject([
        { variantId, quantity: 2, total: { amountMinor: 2500n, currency: 'EUR' }, addedAt: noon },
      ]);
      const [row] = await database.query.select().from(cartItems).where(eq(cartItems.ownerId, owner.id));
      expect(row?.ownerIsGuest).toBe(owner.isGuest);
    }
  });

  test('adds up what is alike; another shipping rate is another line', async () => {
    const shop = await openShop(database);
    const shippingRateId = await offerRate(database, shop);
    const { variantId } = await stockGood(database, shop);
    const owner = user();
    for (const rate of [null, shippingRateId, shippingRateId]) {
      await addCartItem(deps, { owner, variantId, quantity: 2, shippingRateId: rate });
    }
    expect(await linesOf(owner.id)).toEqual(
      expect.arrayContaining([
        { variantId, quantity: 2, shippingRateId: null },
        { variantId, quantity: 4, shippingRateId },
      ]),
    );
  });

  test('many at once adds them all up, and stops at what is in stock', async () => {
    const { variantId } = await stockGood(database, await openShop(database), { stock: 7 });
    const owner = user();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => addCartItem(deps, { owner, variantId, quantity: 1, shippingRateId: null })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(7);
    expect(await linesOf(owner.id)).toEqual([{ variantId, quantity: 7, shippingRateId: null }]);
  });

  test('is refused for more than there is, other lines counted and reserved pieces left out', async () => {
    const shop = await openShop(database);
    const good = await stockGood(database, shop, { stock: 5 });
    const rival = newId();
    await putInCart(deps, rival, good, { quantity: 2 });
    await start(deps, rival);
    const refusal = { kind: 'InsufficientStock', path: ['input', 'quantity'], available: 3 };
    const command = { owner: user(), variantId: good.variantId, shippingRateId: null };
    expect(await addCartItem(deps, { ...command, quantity: 4 })).toEqual({ ok: false, errors: [refusal] });
    expect(await addCartItem(deps, { ...command, quantity: 3 })).toMatchObject({ ok: true });
    expect(await addCartItem(deps, { ...command, quantity: 1 })).toEqual({ ok: false, errors: [refusal] });
  });

  test.each([0, -1, 1000, 1.5])('is refused for a quantity of %d', async (quantity) => {
    const { variantId } = await stockGood(database, await openShop(database));
    const result = await addCartItem(deps, { owner: user(), variantId, quantity, shippingRateId: null });
    expect(result).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput', path: ['input', 'quantity'] }] });
  });

  test('is refused for what is unknown, not for sale, or a rate of another store', async () => {
    const [shop, other] = [await openShop(database), await openShop(database)];
    const [good, draft] = [await stockGood(database, shop), await stockGood(database, shop)];
    await database.query.update(products).set({ status: 'ARCHIVED' }).where(eq(products.id, draft.productId));
    const foreignRate = await offerRate(database, other);
    const owner = user();
    const add = (variantId: string, shippingRateId: string | null = null) =>
      addCartItem(deps, { owner, variantId, quantity: 1, shippingRateId });
    const missing = (field: string) => ({ ok: false, errors: [{ kind: 'NotFound', path: ['input', field] }] });
    expect(await add(newId())).toEqual(missing('variantId'));
    expect(await add(draft.variantId)).toEqual(missing('variantId'));
    expect(await add(good.variantId, foreignRate)).toEqual(missing('shippingRateId'));
    expect(await linesOf(owner.id)).toEqual([]);
  });

  test('is refused when the cart is full', async () => {
    const full = tradeDeps(database, { settings: { ...deps.settings, cartLines: 1 } });
    const shop = await openShop(database);
    const [first, second] = [await stockGood(database, shop), await stockGood(database, shop)];
    const owner = user();
    const add = (variantId: string) => addCartItem(full, { owner, variantId, quantity: 1, shippingRateId: null });
    expect(await add(first.variantId)).toMatchObject({ ok: true });
    expect(await add(second.variantId)).toEqual({ ok: false, errors: [{ kind: 'CartFull', path: [], limit: 1 }] });
    expect(await add(first.variantId)).toMatchObject({ ok: true });
  });
});

describe('changing a line', () => {
  async function line({ stock = 10, quantity = 2 } = {}) {
    const shop = await openShop(database);
    const good = await stockGood(database, shop, { stock });
    const owner = user();
    await putInCart(deps, owner.id, good, { quantity });
    const [item] = await itemsOf(owner.id);
    return { shop, good, ownerId: owner.id, cartItemId: item?.id ?? '' };
  }

  test('sets the quantity, and picks and unpicks shipping', async () => {
    const { shop, good, ownerId, cartItemId } = await line();
    const shippingRateId = await offerRate(database, shop, 490n);
    await changeCartItem(deps, { ownerId, cartItemId, quantity: 3 });
    await changeCartItem(deps, { ownerId, cartItemId, shippingRateId });
    expect(await itemsOf(ownerId)).toMatchObject([
      { id: cartItemId, variantId: good.variantId, quantity: 3, shippingPrice: { amountMinor: 490n }, version: 3 },
    ]);
    await changeCartItem(deps, { ownerId, cartItemId, shippingRateId: null });
    expect(await itemsOf(ownerId)).toMatchObject([{ rate: null, lacksShipping: true, quantity: 3 }]);
  });

  test('adds up lines that become alike', async () => {
    const { shop, good, ownerId, cartItemId } = await line();
    const shippingRateId = await offerRate(database, shop);
    await putInCart(deps, ownerId, good, { quantity: 3, shippingRateId });
    expect(await changeCartItem(deps, { ownerId, cartItemId, shippingRateId })).toMatchObject({ ok: true });
    expect(await itemsOf(ownerId)).toMatchObject([{ id: cartItemId, quantity: 5, shippingRateId }]);
  });

  test('to more than there is is refused; to fewer never is', async () => {
    const { good, ownerId, cartItemId } = await line({ stock: 5, quantity: 5 });
    const rival = newId();
    await putInCart(deps, rival, good, { quantity: 4 });
    await start(deps, rival);
    expect(await changeCartItem(deps, { ownerId, cartItemId, quantity: 6 })).toEqual({
      ok: false,
      errors: [{ kind: 'InsufficientStock', path: ['input', 'quantity'], available: 1 }],
    });
    expect(await changeCartItem(deps, { ownerId, cartItemId, quantity: 4 })).toMatchObject({ ok: true });
    expect(await itemsOf(ownerId)).toMatchObject([{ quantity: 4, unavailable: true }]);
  });

  test.each([{ quantity: 0 }, { quantity: 1000 }, {}])('to %j is refused', async (change) => {
    const { ownerId, cartItemId } = await line();
    const result = await changeCartItem(deps, { ownerId, cartItemId, ...change });
    expect(result).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput' }] });
  });

  test("of somebody else, or to another store's rate, is NotFound", async () => {
    const { ownerId, cartItemId } = await line();
    const foreign = await offerRate(database, await openShop(database));
    expect(await changeCartItem(deps, { ownerId: newId(), cartItemId, quantity: 1 })).toEqual({
      ok: false,
      errors: [{ kind: 'NotFound', path: ['input', 'cartItemId'] }],
    });
    expect(await changeCartItem(deps, { ownerId, cartItemId, shippingRateId: foreign })).toEqual({
      ok: false,
      errors: [{ kind: 'NotFound', path: ['input', 'shippingRateId'] }],
    });
  });
});

describe('emptying a cart', () => {
  test('removes one line of its owner, once', async () => {
    const good = await stockGood(database, await openShop(database));
    const owner = user();
    await putInCart(deps, owner.id, good);
    const cartItemId = (await itemsOf(owner.id))[0]?.id ?? '';
    const missing = { ok: false, errors: [{ kind: 'NotFound', path: ['input', 'cartItemId'] }] };
    expect(await removeCartItem(deps, { ownerId: newId(), cartItemId })).toEqual(missing);
    const both = await Promise.all([1, 2].map(() => removeCartItem(deps, { ownerId: owner.id, cartItemId })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await removeCartItem(deps, { ownerId: owner.id, cartItemId })).toEqual(missing);
    expect(await linesOf(owner.id)).toEqual([]);
  });

  test('clears all of it, and nobody else’s', async () => {
    const good = await stockGood(database, await openShop(database));
    const [owner, other] = [user(), user()];
    for (const { id } of [owner, other]) await putInCart(deps, id, good);
    await clearCart(deps, owner.id);
    await clearCart(deps, owner.id);
    expect(await linesOf(owner.id)).toEqual([]);
    expect(await linesOf(other.id)).toHaveLength(1);
  });
});

describe('a guest who becomes a user', () => {
  const merge = (guestId: string, userId: string) =>
    hear(deps, cartMerge, { contract: GuestMerged, data: { guestId, userId } });

  test('keeps what both had: alike lines add up, capped by stock', async () => {
    const shop = await openShop(database);
    const [shared, own, brought] = [
      await stockGood(database, shop, { stock: 4 }),
      await stockGood(database, shop),
      await stockGood(database, shop),
    ];
    const [visitor, member] = [guest(), user()];
    await putInCart(deps, member.id, shared, { quantity: 3 });
    await putInCart(deps, member.id, own);
    for (const [good, quantity] of [
      [shared, 2],
      [brought, 5],
    ] as const) {
      await addCartItem(deps, { owner: visitor, variantId: good.variantId, quantity, shippingRateId: null });
    }
    await merge(visitor.id, member.id);
    const expected = [
      { variantId: shared.variantId, quantity: 4, shippingRateId: null },
      { variantId: own.variantId, quantity: 1, shippingRateId: null },
      { variantId: brought.variantId, quantity: 5, shippingRateId: null },
    ];
    expect(await linesOf(member.id)).toEqual(expect.arrayContaining(expected));
    expect(await linesOf(visitor.id)).toEqual([]);

    // A second word of the same merge changes nothing, also when both arrive at once.
    await Promise.all([merge(visitor.id, member.id), merge(visitor.id, member.id)]);
    expect(await linesOf(member.id)).toHaveLength(3);
    expect(await linesOf(member.id)).toEqual(expect.arrayContaining(expected));
    const rows = await database.query.select().from(cartItems).where(eq(cartItems.ownerId, member.id));
    expect(rows.every(({ ownerIsGuest }) => !ownerIsGuest)).toBe(true);
  });
});

test('a line says when its price changed or it cannot be had, and stays as it is', async () => {
  const good = await stockGood(database, await openShop(database), { priceMinor: 1000n });
  const owner = user();
  await putInCart(deps, owner.id, good);
  expect(await itemsOf(owner.id)).toMatchObject([{ priceChanged: false, unavailable: false }]);
  await database.query.update(variants).set({ priceMinor: 900n, active: false }).where(eq(variants.id, good.variantId));
  expect(await itemsOf(owner.id)).toMatchObject([
    { priceChanged: true, unavailable: true, unitPrice: { amountMinor: 900n }, quantity: 1 },
  ]);
});

test('idle carts are dropped whole: a user’s after 30 days, a guest’s after 7', async () => {
  const shop = await openShop(database);
  const goods = [await stockGood(database, shop), await stockGood(database, shop)];
  const day = 86_400_000;
  const add = async (owner: ReturnType<typeof user>, ages: readonly number[]) => {
    for (const [index, age] of ages.entries()) {
      const then = tradeDeps(database, { now: () => new Date(noon.getTime() - age * day) });
      const variantId = goods[index]?.variantId ?? '';
      await addCartItem(then, { owner, variantId, quantity: 1, shippingRateId: null });
    }
    return owner.id;
  };
  const [fresh, idle, touched] = [await add(user(), [29]), await add(user(), [31, 40]), await add(user(), [40, 1])];
  const [visiting, gone] = [await add(guest(), [6]), await add(guest(), [8])];
  await dropIdleCartsJob.run(deps, {});
  const left = await Promise.all([fresh, idle, touched, visiting, gone].map(async (id) => (await linesOf(id)).length));
  expect(left).toEqual([1, 0, 2, 1, 0]);
});

test('the number of statements does not grow with the number of carts and lines', async () => {
  const shop = await openShop(database);
  await offerRate(database, shop);
  const owners = await Promise.all(
    [1, 2, 3].map(async () => {
      const owner = user();
      for (let index = 0; index < 3; index += 1) await putInCart(deps, owner.id, await stockGood(database, shop));
      return owner.id;
    }),
  );
  const one = await countStatements(database, () => readCarts(database.query, owners.slice(0, 1)));
  const three = await countStatements(database, () => readCarts(database.query, owners));
  expect([one, three]).toEqual([3, 3]);
});
