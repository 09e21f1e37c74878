import { PriceChanged, ProductChanged } from '@caravan/contracts/marketplace';
import { fromTypeId, newId, toTypeId } from '@caravan/core/ids';
import { expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { marketplaceDatabase, openShop, published, type Shop, tradeDeps } from '../../test/trade.ts';

const { database } = marketplaceDatabase();
const graph = marketplaceGraph(tradeDeps(database));

type Created = { product: { id: string; version: number; variants: { id: string }[] } };

async function createHammer(shop: Shop) {
  const input = {
    storeId: toTypeId('store', shop.storeId),
    title: 'Hammer',
    variants: [{ price: '1990', compareAtPrice: '2500' }],
    idempotencyKey: newId(),
  };
  const { product } = await graph.change<Created>(
    'createProduct { product { id version variants { id } } }',
    input,
    shop.clerk,
  );
  return { ...product, uuid: fromTypeId('product', product.id), variantId: product.variants[0]?.id ?? '' };
}

async function heard(productId: string) {
  const changes = await published(database, ProductChanged, productId);
  return { changes: changes.length, prices: await published(database, PriceChanged, productId) };
}

test('a new price is told with its variant, and nothing else is', async () => {
  const shop = await openShop(database);
  const { uuid, variantId } = await createHammer(shop);
  expect(await heard(uuid)).toEqual({ changes: 0, prices: [] });

  await graph.change('updateVariant { variant { id } }', { variantId, price: '2090' }, shop.clerk);
  const told = {
    productId: uuid,
    variantId: fromTypeId('variant', variantId),
    storeId: shop.storeId,
    price: { amountMinor: '2090', currency: expect.any(String) },
    compareAtPrice: { amountMinor: '2500', currency: expect.any(String) },
  };
  expect(await heard(uuid)).toEqual({ changes: 0, prices: [told] });

  await graph.change('updateVariant { variant { id } }', { variantId, compareAtPrice: null }, shop.clerk);
  expect(await heard(uuid)).toEqual({ changes: 0, prices: [told, { ...told, compareAtPrice: null }] });
});

test('other changes of a product and its variants are told as such, refusals and repetitions not at all', async () => {
  const shop = await openShop(database);
  const { id, uuid, variantId, version } = await createHammer(shop);
  await graph.change('updateVariant { variant { id } }', { variantId, price: '1990', weightGrams: 900 }, shop.clerk);
  expect(await heard(uuid)).toEqual({ changes: 1, prices: [] });
  await graph.change('updateVariant { variant { id } }', { variantId, price: '1990', weightGrams: 900 }, shop.clerk);
  expect(await heard(uuid)).toEqual({ changes: 1, prices: [] });

  await graph.change('publishProduct { product { id } }', { productId: id }, shop.clerk);
  expect((await heard(uuid)).changes).toBe(2);
  await graph.change('publishProduct { product { id } }', { productId: id }, shop.clerk);
  await graph.change('updateProduct { product { id } }', { productId: id, version, title: 'Late' }, shop.clerk);
  expect((await heard(uuid)).changes).toBe(2);
});
