import { describe, expect, test } from 'vitest';
import { type Header, readHeader, readRow } from './import-rows.domain.ts';

function header(...cells: string[]): Header {
  const result = readHeader(cells);
  if (!result.ok) throw new Error(result.errors[0]);
  return result.value;
}

describe('the header', () => {
  test('is read whatever its case and order', () => {
    const { places, options, width } = header(' SKU ', 'Option: Size', 'handle', 'option:Colour');
    expect([...places]).toEqual([
      ['sku', 0],
      ['handle', 2],
    ]);
    expect(options).toEqual([
      { name: 'Size', place: 1 },
      { name: 'Colour', place: 3 },
    ]);
    expect(width).toBe(4);
  });

  test('tells everything that is wrong', () => {
    const cells = ['sku', 'sku', 'colour', 'option:a', 'option:A', 'option:b', 'option:c'];
    expect(readHeader(cells)).toEqual({
      ok: false,
      errors: [
        'The column sku is there twice. Unknown column "colour". The column handle is missing. ' +
          'At most 3 option columns. An option column is there twice.',
      ],
    });
  });
});

describe('a row', () => {
  const columns = ['handle', 'sku', 'price', 'stock', 'publish', 'image_url', 'option:Size'];
  const read = (cells: string[], currency = 'EUR') => readRow(header(...columns), cells, { row: 2, currency });

  test('is read with its empty cells as null', () => {
    expect(read(['kettle', ' K1 ', '', '', '', '', ''])).toEqual({
      ok: true,
      value: {
        row: 2,
        handle: 'kettle',
        title: null,
        description: null,
        category: null,
        brand: null,
        sku: 'K1',
        options: [],
        priceMinor: null,
        compareAtMinor: null,
        stock: null,
        weightGrams: null,
        barcode: null,
        images: [],
        publish: false,
      },
    });
  });

  test.each([
    ['EUR', '58.9', 5890n],
    ['EUR', '58.90', 5890n],
    ['EUR', '0', 0n],
    ['JPY', '58', 58n],
    ['KWD', '1.234', 1234n],
  ])('in %s with the price %s has %d minor units', (currency, price, minor) => {
    expect(read(['a', 'b', price, '', '', '', ''], currency)).toMatchObject({ value: { priceMinor: minor } });
  });

  test.each([
    ['EUR', '58.901'],
    ['JPY', '58.5'],
    ['EUR', '1,5'],
    ['EUR', '1e3'],
    ['EUR', '-1'],
    ['EUR', 'free'],
  ])('in %s refuses the price %s', (currency, price) => {
    expect(read(['a', 'b', price, '', '', '', ''], currency)).toMatchObject({ errors: [{ row: 2, column: 'price' }] });
  });

  test.each([
    ['true', true],
    ['YES', true],
    ['0', false],
    ['', false],
  ])('with %j in publish is published: %s', (cell, publish) => {
    expect(read(['a', 'b', '1', '', cell, '', ''])).toMatchObject({ value: { publish } });
  });

  test('tells all its errors at once', () => {
    const result = read(['', 'x'.repeat(65), '1', '1.5', 'perhaps', 'ftp://a b', 'x'.repeat(101)]);
    expect(result.ok ? [] : result.errors.map(({ column }) => column)).toEqual([
      'handle',
      'sku',
      'option:Size',
      'stock',
      'image_url',
      'publish',
    ]);
  });

  test('with too few or too many cells is refused', () => {
    expect(read(['a'])).toMatchObject({ errors: [{ column: null, reason: '1 cells, but the header has 7.' }] });
    expect(read(Array.from({ length: 8 }, () => 'a'))).toMatchObject({ errors: [{ column: null }] });
  });
});
