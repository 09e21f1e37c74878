import { describe, expect, test } from 'vitest';
import { openShop } from './testing/shop.ts';

const shop = openShop();

describe('data are those of the stock gateway', () => {
  test.each([
    '{ products { id name kind weight tags size { width } } }',
    '{ products { name reviews { text author { name points friend { name points } } } available rating } }',
    '{ a: products(first: 1) { x: name y: reviews(first: 1) { t: text } z: reviews { id } } b: product(id: "p2") { name available } }',
    '{ products { parcels box } me { name reviews { product { name available box } } } }',
    '{ things { __typename id ... on Product { available reviews { id } } ... on Voucher { amount } } }',
    '{ nothing { name available } product(id: "none") { reviews { id } } }',
    '{ lastReview { product { name parcels } author { name points } } }',
    '{ products { ...P reviews { id } ...Q } } fragment P on Product { reviews { text } } fragment Q on Product { reviews { author { name } } name }',
    '{ __typename products { t: __typename size { __typename } } }',
    '{ __type(name: "Product") { name } products(first: 1) { name } __schema { queryType { name } } }',
    'mutation { a: rename(id: "p1", name: "A") { name available } b: rename(id: "p2", name: "B") { name reviews { id } } }',
  ])('%s', async (query) => {
    const [ours, stock] = await Promise.all([shop.run({ query }), shop.stock({ query })]);
    expect(stock.result.errors).toBeUndefined();
    expect(ours.result).toEqual({ data: stock.result.data });
  });

  test.each([
    [true, false],
    [false, true],
    [true, true],
  ])('with variables that switch fields: %s, %s', async (a, b) => {
    const query = `query Q($a: Boolean!, $b: Boolean = true) {
      products { name @include(if: $a) ... @skip(if: $b) { available rating } reviews @include(if: $b) { author @skip(if: $a) { name } id } }
      me @include(if: $a) { points }
    }`;
    const variables = b ? { a } : { a, b };
    const [ours, stock] = await Promise.all([shop.run({ query, variables }), shop.stock({ query, variables })]);
    expect(ours.result).toEqual({ data: stock.result.data });
  });
});
