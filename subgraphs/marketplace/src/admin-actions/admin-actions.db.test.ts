import { AsyncLocalStorage } from 'node:async_hooks';
import { AdminActionRecorded, adminActionDetails } from '@caravan/contracts/identity-staff';
import { invariant } from '@caravan/core/errors';
import { fromTypeId, newId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { ok } from '@caravan/core/result';
import type { Database } from '@caravan/database/database';
import type { FileStore } from '@caravan/files/file-store';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { openGraph } from '../../test/graph.ts';
import {
  buy,
  type Good,
  marketplaceDatabase,
  openShop,
  person,
  plainSealer,
  published,
  type Shop,
  stockGood,
  tradeDeps,
} from '../../test/trade.ts';
import { products, variants } from '../products/products.tables.ts';

const { database } = marketplaceDatabase();
const insideTransaction = new AsyncLocalStorage<boolean>();
const watched: Database = {
  ...database,
  get query() {
    return database.query;
  },
  transaction: (work, ...options) =>
    database.transaction((tx) => insideTransaction.run(true, () => work(tx)), ...options),
};
const files = { put: async () => ok({ id: newId() }) } as unknown as FileStore;
// It reads keys over a connection of its own, so nobody may wait for it while holding one.
const sealFor: typeof plainSealer.sealFor = async (userId) => {
  if (insideTransaction.getStore()) throw new Error('The key was asked for inside a transaction.');
  return plainSealer.sealFor(userId);
};
const sealer = { ...plainSealer, sealFor };
const deps = tradeDeps(watched, { files, sealer });
const { ask } = openGraph(deps);

const scopes = ['store:approve', 'category:write', 'product:write:any', 'order:write:any', 'store:read:any'] as const;
const newAdmin = () => person(newId(), scopes);
let shop: Shop;
let good: Good;

beforeAll(async () => {
  shop = await openShop(database);
  good = await stockGood(database, shop);
}, 60_000);

async function change(by: Principal, mutation: string, input: object) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const query = `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { errors { __typename } } }`;
  const { data, errors } = await ask(by, query, { input });
  return (
    errors ?? (data[mutation] as unknown as { errors: { __typename: string }[] }).errors.map((each) => each.__typename)
  );
}

async function actionsOf({ id }: Principal) {
  invariant(id, 'people have ids');
  const recorded = await published(database, AdminActionRecorded, id);
  return Promise.all(
    recorded.map(async ({ action, entityType, entityId, adminId, details }) => {
      expect([adminId, details.userId]).toEqual([id, id]);
      const { oldValue, newValue } = adminActionDetails.parse(await plainSealer.unseal(details));
      return { action, entityType, entityId, oldValue, newValue };
    }),
  );
}

const productId = () => toTypeId('product', good.productId);
const variantId = () => toTypeId('variant', good.variantId);
const storeId = () => toTypeId('store', shop.storeId);
const key = () => ({ idempotencyKey: newId() });
const lamp = () => ({ title: 'Lamp', variants: [{ price: '100', sku: newId() }], storeId: storeId(), ...key() });

/** What may be done to the goods of a shop: by its staff without a trace, by the platform's with one. */
const goodsChanges: [string, () => object, { entityType: string; oldValue: unknown; newValue: object }][] = [
  ['createProduct', lamp, { entityType: 'Product', oldValue: null, newValue: { title: 'Lamp', status: 'DRAFT' } }],
  [
    'addVariant',
    () => ({ productId: productId(), variant: { optionValues: [newId().slice(-8)], price: '1' }, ...key() }),
    { entityType: 'Variant', oldValue: null, newValue: { price: '0.01', currency: 'EUR', active: true } },
  ],
  [
    'updateVariant',
    () => ({ variantId: variantId(), barcode: '4006381333931' }),
    { entityType: 'Variant', oldValue: { barcode: null }, newValue: { barcode: '4006381333931' } },
  ],
  [
    'adjustStock',
    () => ({ variantId: variantId(), change: 2, reason: 'Counted', ...key() }),
    { entityType: 'Variant', oldValue: { onHand: 10 }, newValue: { onHand: 12 } },
  ],
  [
    'importProducts',
    () => ({ storeId: storeId(), csv: 'x', ...key() }),
    { entityType: 'ImportJob', oldValue: null, newValue: { mode: 'PARTIAL' } },
  ],
  [
    'archiveProduct',
    () => ({ productId: productId() }),
    { entityType: 'Product', oldValue: { status: 'PUBLISHED' }, newValue: { status: 'ARCHIVED' } },
  ],
  [
    'publishProduct',
    () => ({ productId: productId() }),
    { entityType: 'Product', oldValue: { status: 'ARCHIVED' }, newValue: { status: 'PUBLISHED' } },
  ],
];

describe('the goods of a store', () => {
  test.each(goodsChanges)('%s is written down of the staff', async (action, input, { entityType, ...values }) => {
    shop = await openShop(database);
    good = await stockGood(database, shop);
    if (action === 'publishProduct') await change(shop.clerk, 'archiveProduct', { productId: productId() });
    if (action === 'addVariant') await oneOption();
    const admin = newAdmin();
    expect(await change(admin, action, input())).toEqual([]);
    const newValue = { store: storeId(), ...values.newValue };
    const expected = { action, entityType, entityId: expect.any(String), oldValue: values.oldValue };
    expect(await actionsOf(admin)).toMatchObject([{ ...expected, newValue }]);
  });

  test.each(goodsChanges)('%s leaves nothing of who works there, whatever their scopes', async (action, input) => {
    shop = await openShop(database);
    good = await stockGood(database, shop);
    if (action === 'publishProduct') await change(shop.clerk, 'archiveProduct', { productId: productId() });
    if (action === 'addVariant') await oneOption();
    const clerk = { ...shop.clerk, scopes };
    expect(await change(clerk, action, input())).toEqual([]);
    expect(await actionsOf(clerk)).toEqual([]);
  });

  test('are written down with what changed alone, long texts cut', async () => {
    const admin = newAdmin();
    const text = { title: 'Better', description: 'x'.repeat(500) };
    expect(await change(admin, 'updateProduct', { productId: productId(), version: 99, ...text })).toEqual([
      'ProductVersionConflict',
    ]);
    expect(await actionsOf(admin)).toEqual([]);
    shop = await openShop(database);
    good = await stockGood(database, shop);
    expect(await change(admin, 'updateProduct', { productId: productId(), version: 1, ...text })).toEqual([]);
    const [changed] = await actionsOf(admin);
    expect(Object.keys(changed?.oldValue ?? {})).toEqual(['title', 'description']);
    expect(changed?.newValue).toEqual({ store: storeId(), title: 'Better', description: `${'x'.repeat(200)}…` });
  });

  test('asked for twice with one key are written down once', async () => {
    const admin = newAdmin();
    const input = lamp();
    expect([await change(admin, 'createProduct', input), await change(admin, 'createProduct', input)]).toEqual([
      [],
      [],
    ]);
    expect(await actionsOf(admin)).toHaveLength(1);
  });
});

test('stores that are approved and suspended, even by their owner', async () => {
  const admin = newAdmin();
  await change(admin, 'applyForStore', { name: `Own ${newId().slice(-8)}`, currency: 'EUR', ...key() });
  const { data } = await ask(admin, '{ stores(filter: { status: PENDING }, first: 1) { nodes { id } } }');
  const [{ id }] = (data['stores'] as unknown as { nodes: [{ id: string }] }).nodes;
  expect(await actionsOf(admin)).toEqual([]);
  await change(admin, 'approveStore', { storeId: id });
  await change(admin, 'suspendStore', { storeId: id });
  expect(await change(admin, 'suspendStore', { storeId: id })).toEqual(['StoreTransitionRefused']);
  const entity = { entityType: 'Store', entityId: fromTypeId('store', id) };
  const status = (text: string) => ({ status: text });
  expect(await actionsOf(admin)).toEqual([
    { action: 'approveStore', ...entity, oldValue: status('PENDING'), newValue: status('ACTIVE') },
    { action: 'suspendStore', ...entity, oldValue: status('ACTIVE'), newValue: status('SUSPENDED') },
  ]);
});

test('categories that are made and changed', async () => {
  const admin = newAdmin();
  const slug = `tools-${newId().slice(-8)}`;
  await change(admin, 'createCategory', { name: 'Tools', slug, ...key() });
  const [made] = await actionsOf(admin);
  invariant(made, 'it was written down');
  const top = { name: 'Tools', slug, description: '', parent: null, sortOrder: 0, active: true };
  expect(made).toMatchObject({ action: 'createCategory', entityType: 'Category', oldValue: null, newValue: top });
  const categoryId = toTypeId('category', made.entityId);
  await change(admin, 'updateCategory', { categoryId, active: false });
  expect((await actionsOf(admin))[1]).toEqual({
    ...made,
    action: 'updateCategory',
    oldValue: { active: true },
    newValue: { active: false },
  });
});

describe('orders', () => {
  test('of others are written down, by the buyer and the store not', async () => {
    const { buyer, fulfilments } = await buy(deps, [{ good: await stockGood(database, shop), quantity: 2 }]);
    const id = fulfilments[0]?.id ?? '';
    const fulfilmentId = toTypeId('fulfilment', id);
    const admin = newAdmin();
    const to = (status: string) => ({ fulfilmentId, status, comment: 'For Ada' });
    expect(await change(admin, 'changeFulfilmentStatus', to('PREPARING'))).toEqual([]);
    const clerk = { ...shop.clerk, scopes };
    expect(await change(clerk, 'changeFulfilmentStatus', to('READY'))).toEqual([]);
    expect(await change(admin, 'changeFulfilmentStatus', to('DELIVERED'))).toEqual(['InvalidTransition']);
    expect(await change(admin, 'changeFulfilmentStatus', to('SHIPPED'))).toEqual([]);
    expect(await change({ ...buyer, scopes }, 'changeFulfilmentStatus', to('DELIVERED'))).toEqual([]);
    const what = { action: 'changeFulfilmentStatus', entityType: 'Fulfilment', entityId: id };
    expect(await actionsOf(admin)).toEqual([
      { ...what, oldValue: { status: 'CONFIRMED' }, newValue: { status: 'PREPARING' } },
      { ...what, oldValue: { status: 'READY' }, newValue: { status: 'SHIPPED' } },
    ]);
    expect([await actionsOf(clerk), await actionsOf(buyer)]).toEqual([[], []]);
  });

  test('that are cancelled line by line', async () => {
    const goods = [await stockGood(database, shop), await stockGood(database, shop)];
    const { fulfilments, lines } = await buy(
      deps,
      goods.map((each) => ({ good: each })),
    );
    const id = fulfilments[0]?.id ?? '';
    const admin = newAdmin();
    const cancel = { fulfilmentId: toTypeId('fulfilment', id), reason: 'Ada is away' };
    const lineIds = [toTypeId('orderLine', lines[0]?.id ?? '')];
    expect(await change(admin, 'cancelFulfilment', { ...cancel, lineIds })).toEqual([]);
    const clerk = { ...shop.clerk, scopes };
    expect(await change(clerk, 'cancelFulfilment', cancel)).toEqual([]);
    expect(await actionsOf(admin)).toMatchObject([
      {
        action: 'cancelFulfilment',
        entityType: 'Fulfilment',
        entityId: id,
        oldValue: { status: 'CONFIRMED' },
        newValue: { status: 'CONFIRMED', cancelledLines: lineIds },
      },
    ]);
    expect(await actionsOf(clerk)).toEqual([]);
  });
});

/** Makes room for a second variant. */
async function oneOption() {
  await database.query
    .update(products)
    .set({ optionNames: ['Size'] })
    .where(eq(products.id, good.productId));
  await database.query
    .update(variants)
    .set({ optionValues: ['S'] })
    .where(eq(variants.id, good.variantId));
}
