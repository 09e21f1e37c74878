import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyBasisPoints } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import { payableBySeller, readBaskets } from './baskets.ts';

const sellers = 'seller_id,zip_code_prefix,city,state\ns1,01,almaty,AL\ns2,02,porto,PO\ns3,03,nowhere,NO\n';
const products =
  'product_id,category_pt,category_en,weight_g,length_cm,height_cm,width_cm\np1,ferramentas,tools,1200,1,1,1\np2,,,,,,\n';
const header = 'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price_brl,freight_value_brl\n';
const at = '2017-09-19T09:45:00';

function folderOf(items: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-baskets-'));
  writeFileSync(join(folder, 'sellers.csv'), sellers);
  writeFileSync(join(folder, 'products.csv'), products);
  writeFileSync(join(folder, 'order_items.csv'), header + items);
  return folder;
}

const read = (items: string) => readBaskets(folderOf(items));
const twoBaskets = [
  `o1,1,p1,s1,${at},58.9,13.29`,
  `o1,2,p1,s1,${at},58.9,13.29`,
  `o1,3,p2,s2,${at},10,0`,
  `o2,1,p1,s1,${at},60,13.29\n`,
].join('\n');

describe('a folder of baskets', () => {
  test('adds equal pieces up to one line, and lines up to the total', async () => {
    const { baskets } = await read(twoBaskets);
    expect(
      baskets.map(({ id, lines, total }) => [id, lines.map(({ quantity }) => quantity), total.amountMinor]),
    ).toEqual([
      ['o1', [2, 1], 15_438n],
      ['o2', [1], 7_329n],
    ]);
  });

  test('makes each price of a product a variant with the stock that all baskets need', async () => {
    const {
      sellers: [first, second, ...rest],
    } = await read(twoBaskets);
    expect(
      first?.variants.map(({ category, price, quantity, weightGrams }) => [
        category,
        price.amountMinor,
        quantity,
        weightGrams,
      ]),
    ).toEqual([
      ['tools', 5_890n, 2, 1_200],
      ['tools', 6_000n, 1, 1_200],
    ]);
    expect(first?.freights.map(({ amountMinor }) => amountMinor)).toEqual([1_329n]);
    expect(second?.variants[0]?.category).toBe('Other');
    // Who sells nothing needs no store.
    expect(rest).toEqual([]);
  });

  test('gives the same SKU in every run and another for another price', async () => {
    const skus = async () => (await read(twoBaskets)).sellers.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    expect(await skus()).toEqual(await skus());
    expect(new Set(await skus()).size).toBe(3);
  });

  test('owes sellers the goods less commission, line by line, and the freight whole', async () => {
    const payable = payableBySeller(await read(twoBaskets), (goods) => applyBasisPoints(goods, 1_000));
    expect([...payable].map(([seller, { amountMinor }]) => [seller, amountMinor])).toEqual([
      ['s1', 11_780n - 1_178n + 2_658n + 6_000n - 600n + 1_329n],
      ['s2', 900n],
    ]);
  });

  test.each([
    ['a price that is no amount', `o1,1,p1,s1,${at},5.999,1`, 'row 2, price_brl'],
    ['a negative freight', `o1,1,p1,s1,${at},5,-1`, 'row 2, freight_value_brl'],
    ['a missing id', `o1,1,,s1,${at},5,1`, 'row 2: an id is missing'],
  ])('refuses %s and says where', async (_name, items, message) => {
    await expect(read(items)).rejects.toThrow(message);
  });
});
