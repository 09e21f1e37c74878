import { testCaravan } from '@caravan/testkit/caravan';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';
import { beforeAll, describe, expect, test, vi } from 'vitest';

const world = testCaravan();
let vendor: Vendor;
beforeAll(async () => {
  vendor = await world.people.vendor();
});

async function ask(query: string, token?: string) {
  const response = await fetch(new URL('/graphql', world.caravan.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
  return { data, control: response.headers.get('cache-control') };
}

const titlePage = (id: string) => `{ product(id: "${id}") { id title } }`;
const pricePage = (id: string) => `{ product(id: "${id}") { id variants { price { amountMinor } available } } }`;
const change = (name: string, input: string) => `mutation { ${name}(input: ${input}) { errors { __typename } } }`;

describe('pages of goods', () => {
  test('are kept for a short while, for each principal alone', async () => {
    const { productId } = await putOnSale(world.client, vendor);
    expect((await ask(titlePage(productId))).control).toBe('max-age=5, private');
    expect((await ask(pricePage(productId))).control).toBe('max-age=1, private');
    expect((await ask(titlePage(productId), vendor.token)).control).toBe('max-age=5, private');
  });

  test('show a change to who made it at once, and to others long before they expire', async () => {
    const { productId, variantId } = await putOnSale(world.client, vendor, { price: '1000', title: 'Old' });
    const titles = async (token?: string) => (await ask(titlePage(productId), token)).data.product?.title;
    expect([await titles(), await titles(vendor.token)]).toEqual(['Old', 'Old']);
    await ask(change('updateProduct', `{ productId: "${productId}", version: 2, title: "New" }`), vendor.token);
    expect(await titles(vendor.token)).toBe('New');
    await vi.waitFor(async () => expect(await titles()).toBe('New'), { timeout: 2_500, interval: 20 });

    const prices = async (token?: string) => JSON.stringify((await ask(pricePage(productId), token)).data.product);
    expect(await prices()).toContain('"1000"');
    await ask(change('updateVariant', `{ variantId: "${variantId}", price: "1200" }`), vendor.token);
    expect(await prices(vendor.token)).toContain('"1200"');
    await vi.waitFor(async () => expect(await prices()).toContain('"1200"'), { timeout: 2_500, interval: 20 });
  });

  test('do not show what was taken off sale, and lists show what was put on sale', async () => {
    const { productId } = await putOnSale(world.client, vendor);
    const listed = async () =>
      JSON.stringify((await ask(`{ store(id: "${vendor.storeId}") { products(first: 100) { nodes { id } } } }`)).data);
    const shown = async () => (await ask(titlePage(productId))).data.product;
    expect(await listed()).toContain(productId);
    expect(await shown()).not.toBeNull();
    await ask(change('archiveProduct', `{ productId: "${productId}" }`), vendor.token);
    await vi.waitFor(
      async () => {
        expect(await shown()).toBeNull();
        expect(await listed()).not.toContain(productId);
      },
      { timeout: 2_500, interval: 20 },
    );
  });
});

test('carts, orders and people are never kept', async () => {
  const buyer = await world.people.customer();
  const { variantId } = await putOnSale(world.client, vendor);
  await putInCart(world.client, buyer, variantId);
  for (const query of [
    '{ cart { id items { id } } }',
    '{ me { id } }',
    '{ me { orders { nodes { id } } } }',
    '{ me { checkouts { nodes { id } } } }',
    '{ cart { items { variant { title } } } }',
  ]) {
    expect([query, (await ask(query, buyer.token)).control]).toEqual([query, 'no-store']);
  }
});
