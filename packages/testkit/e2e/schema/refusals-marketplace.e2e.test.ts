import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { type Goods, putInCart, putOnSale } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';
import { openCheckout } from '@caravan/testkit/trade';
import { beforeAll, expect, test } from 'vitest';
import { openRefusals, type Refusals } from './refusals.ts';

const caravan = testCaravan({ LIMIT_CART_LINES: '1' });
let refusals: Refusals;
let vendor: Vendor;
let as: { token: string };
let admin: { token: string };
let goods: Goods;
let client: GraphqlClient;
beforeAll(async () => {
  client = caravan.client;
  refusals = openRefusals(client);
  const [owner, keeper] = await Promise.all([caravan.people.vendor(), caravan.people.admin()]);
  vendor = owner;
  as = { token: owner.token };
  admin = { token: keeper.token };
  goods = await putOnSale(client, vendor, { title: 'Lamp' });
}, 60_000);

const errors = 'errors { __typename ... on UserError { message } }';

test('a store: its slug, its status, its version, its owner', async () => {
  const slug = vendor.username.replaceAll('_', '-');
  const application = { name: 'Again', slug, currency: 'EUR', idempotencyKey: unique('key') };
  expect(await refusals('applyForStore', application, as)).toMatchObject([
    { __typename: 'SlugTaken', path: ['input', 'slug'], slug },
  ]);
  const { storeId } = vendor;
  expect(await refusals('approveStore', { storeId }, admin)).toMatchObject([
    { __typename: 'StoreTransitionRefused', status: 'ACTIVE' },
  ]);
  expect(await refusals('suspendStore', { storeId: await pendingStore() }, admin)).toMatchObject([
    { __typename: 'StoreTransitionRefused', status: 'PENDING' },
  ]);
  expect(await refusals('updateStore', { storeId, version: 99, name: 'Other' }, as)).toMatchObject([
    { __typename: 'StoreVersionConflict', current: { id: storeId } },
  ]);
  const staff = { storeId, userId: vendor.id };
  expect(await refusals('addStoreStaff', { ...staff, role: 'CLERK' }, as)).toMatchObject([{ __typename: 'LastOwner' }]);
  expect(await refusals('removeStoreStaff', staff, as)).toMatchObject([
    { __typename: 'LastOwner', path: ['input', 'userId'] },
  ]);
});

async function pendingStore(): Promise<string> {
  const document = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;
  const input = { name: 'Waits', currency: 'EUR', idempotencyKey: unique('key') };
  return (await client.mutate<{ store: { id: string } }>(document, input, as)).store.id;
}

test('a category: its slug and its place', async () => {
  const document = `mutation CreateCategory($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } ${errors} } }`;
  type Answer = { category: { id: string } };
  const { category } = await client.mutate<Answer>(document, { name: 'Lamps', idempotencyKey: 'lamps' }, admin);
  expect(await refusals('createCategory', { name: 'Lamps', idempotencyKey: 'again' }, admin)).toMatchObject([
    { __typename: 'CategorySlugTaken', path: ['input', 'slug'], slug: 'lamps' },
  ]);
  const input = { categoryId: category.id, parentId: category.id };
  expect(await refusals('updateCategory', input, admin)).toMatchObject([
    { __typename: 'CategoryCycle', path: ['input', 'parentId'] },
  ]);
});

test('a product: its handle, its SKUs, its version, its status', async () => {
  const input = { storeId: vendor.storeId, title: 'Lamp', handle: 'lamp', variants: [{ price: '1' }] };
  expect(await refusals('createProduct', { ...input, idempotencyKey: unique('key') }, as)).toMatchObject([
    { __typename: 'HandleTaken', path: ['input', 'handle'], handle: 'lamp' },
  ]);
  const withSku = { ...input, handle: 'other', variants: [{ sku: goods.sku, price: '1' }] };
  expect(await refusals('createProduct', { ...withSku, idempotencyKey: unique('key') }, as)).toMatchObject([
    { __typename: 'SkuTaken', path: ['input', 'variants', '0', 'sku'], sku: goods.sku },
  ]);
  const reused = { ...input, title: 'Another', idempotencyKey: goods.sku };
  expect(await refusals('createProduct', reused, as)).toMatchObject([{ __typename: 'IdempotencyKeyReused' }]);
  const { productId } = goods;
  expect(await refusals('updateProduct', { productId, version: 99 }, as)).toMatchObject([
    { __typename: 'ProductVersionConflict', current: { id: productId } },
  ]);
  expect(await refusals('publishProduct', { productId }, as)).toMatchObject([
    { __typename: 'ProductTransitionRefused', status: 'PUBLISHED' },
  ]);
  expect(await refusals('publishProduct', { productId: await productWithoutVariant() }, as)).toMatchObject([
    { __typename: 'ProductWithoutVariant' },
  ]);
});

async function productWithoutVariant(): Promise<string> {
  const document = `mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { product { id } ${errors} } }`;
  const variants = [{ price: '1', active: false }];
  const input = { storeId: vendor.storeId, title: 'Nothing to sell', variants, idempotencyKey: unique('key') };
  return (await client.mutate<{ product: { id: string } }>(document, input, as)).product.id;
}

test('shipping rates have a limit', async () => {
  const document = `mutation CreateShippingRate($input: CreateShippingRateInput!) { createShippingRate(input: $input) { ${errors} } }`;
  const { storeId, token } = await caravan.people.vendor();
  const rate = (index: number) => ({
    storeId,
    name: 'Post',
    kind: 'PER_ORDER',
    amount: '1',
    idempotencyKey: `${index}`,
  });
  for (let tens = 0; tens < 20; tens++) {
    const made = Array.from({ length: 10 }, (_, ones) => client.mutate(document, rate(10 * tens + ones), { token }));
    await Promise.all(made);
  }
  expect(await refusals('createShippingRate', rate(200), { token })).toMatchObject([
    { __typename: 'TooManyShippingRates', message: 'A store offers at most 200 shipping rates at a time.' },
  ]);
});

test('a cart: how much there is, and how much goes in', async () => {
  const buyer = await caravan.people.customer();
  const asBuyer = { token: buyer.token };
  const { variantId } = goods;
  expect(await refusals('addCartItem', { variantId, quantity: 11 }, asBuyer)).toEqual([
    {
      __typename: 'InsufficientStock',
      path: ['input', 'quantity'],
      available: 10,
      message: 'Only 10 can be had now.',
    },
  ]);
  await putInCart(client, buyer, variantId);
  const other = await putOnSale(client, vendor);
  expect(await refusals('addCartItem', { variantId: other.variantId }, asBuyer)).toMatchObject([
    { __typename: 'CartFull', limit: 1 },
  ]);
});

test('what is promised stays, and an order takes one step after the other', async () => {
  const buyer: SignedIn = await caravan.people.customer();
  const { orderId } = await openCheckout(client, caravan.people, { buyer, vendor });
  const document = `query Bought($id: ID!) { order(id: $id) { fulfilments { id lines { variant { id } } } } }`;
  type Bought = { order: { fulfilments: { id: string; lines: { variant: { id: string } }[] }[] } };
  const { order } = await client.query<Bought>(document, { id: orderId }, { token: buyer.token });
  const [fulfilment] = order.fulfilments;
  const variantId = fulfilment?.lines[0]?.variant.id;
  const count = { variantId, onHand: 0, reason: 'Counted', idempotencyKey: unique('key') };
  expect(await refusals('adjustStock', count, as)).toMatchObject([
    { __typename: 'StockBelowReserved', onHand: 10, reserved: 1 },
  ]);
  const step = { fulfilmentId: fulfilment?.id, status: 'DELIVERED' };
  expect(await refusals('changeFulfilmentStatus', step, admin)).toMatchObject([
    { __typename: 'InvalidTransition', path: ['input', 'status'], from: 'PENDING', to: 'DELIVERED' },
  ]);
});
