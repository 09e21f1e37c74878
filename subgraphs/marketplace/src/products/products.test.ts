import { money } from '@caravan/core/money';
import { describe, expect, test } from 'vitest';
import { sanitiseDescription } from './description.ts';
import { rules } from './product-rules.domain.ts';
import {
  archive,
  optionsOf,
  type Product,
  type ProductStatus,
  publish,
  type Variant,
  variantTitle,
} from './products.domain.ts';

const statuses = ['DRAFT', 'PUBLISHED', 'ARCHIVED'] as const;
const now = new Date('2026-11-20T12:00:00Z');

const product = (status: ProductStatus, optionNames: string[] = []): Product => ({
  id: 'p',
  storeId: 's',
  categoryId: 'c',
  currency: 'EUR',
  handle: 'kettle',
  title: 'Kettle',
  description: '',
  brand: null,
  status,
  optionNames,
  lowestPrice: null,
  highestPrice: null,
  version: 1,
  createdAt: now,
  publishedAt: null,
});
const variant = (...optionValues: string[]): Variant => ({
  id: optionValues.join(),
  productId: 'p',
  storeId: 's',
  sku: 'sku',
  optionValues,
  price: money(100n, 'EUR'),
  compareAtPrice: null,
  barcode: null,
  weightGrams: null,
  active: true,
  position: 0,
});

describe('the status of a product', () => {
  test.each(statuses)('%s is published unless it is', (status) => {
    const result = publish(product(status), [variant()], now);
    if (status === 'PUBLISHED')
      expect(result).toMatchObject({ errors: [{ kind: 'ProductTransitionRefused', status }] });
    else expect(result).toMatchObject({ value: { status: 'PUBLISHED', publishedAt: now, version: 2 } });
  });

  test.each(statuses)('%s is archived unless it is', (status) => {
    const result = archive(product(status));
    if (status === 'ARCHIVED') expect(result).toMatchObject({ errors: [{ kind: 'ProductTransitionRefused', status }] });
    else expect(result).toMatchObject({ value: { status: 'ARCHIVED', version: 2 } });
  });

  test('stays DRAFT without an active variant', () => {
    const refused = { errors: [{ kind: 'ProductWithoutVariant' }] };
    expect(publish(product('DRAFT'), [], now)).toMatchObject(refused);
    expect(publish(product('DRAFT'), [{ ...variant(), active: false }], now)).toMatchObject(refused);
  });
});

test('options have the values of the variants, each once', () => {
  const variants = [variant('Red', 'S'), variant('Red', 'M'), variant('Blue', 'S')];
  expect(optionsOf(product('DRAFT', ['Colour', 'Size']), variants)).toEqual([
    { name: 'Colour', values: ['Red', 'Blue'] },
    { name: 'Size', values: ['S', 'M'] },
  ]);
});

test('a variant is called by its options, or like its product', () => {
  expect(variantTitle(variant('Red', 'S'), product('DRAFT'))).toBe('Red / S');
  expect(variantTitle(variant(), product('DRAFT'))).toBe('Kettle');
});

test.each([
  ['<p>ok</p>', '<p>ok</p>'],
  ['<script>alert(1)</script>x', 'x'],
  ['<img src=x onerror=alert(1)>', ''],
  ['<p style="position:fixed" onclick="x()">a</p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">a</a>', '<a rel="nofollow noopener">a</a>'],
  ['<a href="https://a.example" target="_top">a</a>', '<a href="https://a.example" rel="nofollow noopener">a</a>'],
  ['<iframe src="https://a.example"></iframe><h1>big</h1>', 'big'],
  ['1 < 2 & 3', '1 &lt; 2 &amp; 3'],
])('the description %j is kept as %j', (html, kept) => {
  expect(sanitiseDescription(html)).toBe(kept);
  expect(sanitiseDescription(kept)).toBe(kept);
});

describe('rules of values', () => {
  test.each([
    ['title', 'x'],
    ['handle', 'a-1'],
    ['brand', 'Bosch'],
    ['sku', 'A/1'],
    ['barcode', '40063813'],
    ['barcode', '4006381333931'],
    ['imageUrl', 'https://a.example/1.png'],
  ] as const)('%s takes %j', (rule, value) => expect(rules[rule](value)).toBeNull());

  test.each([
    ['title', ''],
    ['title', 'x'.repeat(201)],
    ['handle', 'A'],
    ['handle', 'a--b'],
    ['brand', ' '],
    ['sku', 'x'.repeat(65)],
    ['barcode', '123456789'],
    ['barcode', 'abcdefgh'],
    ['description', 'x'.repeat(50_001)],
    ['imageUrl', 'javascript:alert(1)'],
    ['imageUrl', '/a.png'],
    ['imageUrl', `https://a.example/${'x'.repeat(2_000)}`],
  ] as const)('%s refuses %j', (rule, value) => expect(rules[rule](value)).toEqual(expect.any(String)));

  test('numbers have their ranges', () => {
    expect([rules.price(0n), rules.stock(0), rules.weightGrams(1), rules.compareAt(2n, 1n)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const refused = [
      rules.price(-1n),
      rules.price(10n ** 16n),
      rules.stock(-1),
      rules.stock(1.5),
      rules.weightGrams(0),
      rules.compareAt(1n, 1n),
    ];
    expect(refused).not.toContain(null);
  });
});
