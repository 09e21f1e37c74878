import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { largestAmountMinor } from '../validation.domain.ts';
import { limits } from './products.domain.ts';

type Path = readonly string[];

export type ProductTexts = {
  title?: string | undefined;
  handle?: string | undefined;
  description?: string | undefined;
  brand?: string | null | undefined;
};

/** Says what is wrong with one value, or null. */
export const rules = {
  title: (title: string) => (isText(title, 200) ? null : 'A title has 1 to 200 characters.'),
  handle: (handle: string) =>
    /^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(handle)
      ? null
      : 'A handle has 1 to 100 of a-z, 0-9 and single - between them.',
  description: (html: string) => (html.length <= 50_000 ? null : 'A description has at most 50,000 characters.'),
  brand: (brand: string) => (isText(brand, 100) ? null : 'A brand has 1 to 100 characters.'),
  sku: (sku: string) => (isText(sku, 64) ? null : 'A SKU has 1 to 64 characters.'),
  price: (minor: bigint) => (minor >= 0n && minor <= largestAmountMinor ? null : 'A price is 0 or more.'),
  compareAt: (minor: bigint, price: bigint) =>
    minor > price && minor <= largestAmountMinor ? null : 'A compare-at price is higher than the price.',
  barcode: (code: string) => (/^(\d{8}|\d{12,14})$/.test(code) ? null : 'A barcode (GTIN) has 8 or 12 to 14 digits.'),
  weightGrams: (grams: number) =>
    Number.isInteger(grams) && grams > 0 && grams <= 100_000_000
      ? null
      : 'A weight is a whole number of grams above 0.',
  stock: (pieces: number) =>
    Number.isInteger(pieces) && pieces >= 0 && pieces <= 1_000_000_000 ? null : 'Stock is a whole number, 0 or more.',
  optionName: (name: string) => (isText(name, 50) ? null : 'An option has a name of 1 to 50 characters.'),
  optionValue: (value: string) => (isText(value, 100) ? null : 'An option value has 1 to 100 characters.'),
  imageUrl: (url: string) => (isHttpUrl(url) ? null : 'An image has an absolute http or https address.'),
  altText: (text: string) => (text.length <= 300 ? null : 'An alternative text has at most 300 characters.'),
};

function isText(text: string, longest: number): boolean {
  return text.trim().length > 0 && text.length <= longest;
}

function isHttpUrl(text: string): boolean {
  return text.length <= 2_000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function validateProduct(texts: ProductTexts): InvalidInput[] {
  return [
    ...check(texts.title, ['input', 'title'], rules.title),
    ...check(texts.handle, ['input', 'handle'], rules.handle),
    ...check(texts.description, ['input', 'description'], rules.description),
    ...check(texts.brand, ['input', 'brand'], rules.brand),
  ];
}

export type ImageInput = { url: string; altText: string };

export function validateImages(images: readonly ImageInput[]): InvalidInput[] {
  const path = ['input', 'images'];
  const problems = images.flatMap(({ url, altText }, index) => [
    ...check(url, [...path, `${index}`, 'url'], rules.imageUrl),
    ...check(altText, [...path, `${index}`, 'altText'], rules.altText),
  ]);
  if (images.length > limits.images) problems.push(invalidInput(path, `At most ${limits.images} images.`));
  if (new Set(images.map(({ url }) => url)).size < images.length) {
    problems.push(invalidInput(path, 'No image twice.'));
  }
  return problems;
}

export function validateOptionNames(names: readonly string[]): InvalidInput[] {
  const path = ['input', 'options'];
  const problems = names.flatMap((name, index) => check(name, [...path, `${index}`], rules.optionName));
  if (names.length > limits.options) problems.push(invalidInput(path, `At most ${limits.options} options.`));
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    problems.push(invalidInput(path, 'No option twice.'));
  }
  return problems;
}

export type VariantTerms = {
  sku?: string | null | undefined;
  priceMinor?: bigint | undefined;
  compareAtMinor?: bigint | null | undefined;
  barcode?: string | null | undefined;
  weightGrams?: number | null | undefined;
  stock?: number | undefined;
};

/** @param price - The variant's price in minor units after the change. */
export function validateVariant(terms: VariantTerms, price: bigint, path: Path): InvalidInput[] {
  return [
    ...check(terms.sku, [...path, 'sku'], rules.sku),
    ...check(terms.priceMinor, [...path, 'price'], rules.price),
    ...check(terms.compareAtMinor, [...path, 'compareAtPrice'], (minor) => rules.compareAt(minor, price)),
    ...check(terms.barcode, [...path, 'barcode'], rules.barcode),
    ...check(terms.weightGrams, [...path, 'weightGrams'], rules.weightGrams),
    ...check(terms.stock, [...path, 'stock'], rules.stock),
  ];
}

/** Every variant has a value per option, and no two have the same ones. */
export function validateOptionValues(
  optionNames: readonly string[],
  variants: readonly { optionValues: readonly string[]; path: Path }[],
): InvalidInput[] {
  const seen = new Set<string>();
  return variants.flatMap(({ optionValues, path }) => {
    const place = [...path, 'optionValues'];
    const key = JSON.stringify(optionValues);
    const twice = seen.has(key);
    seen.add(key);
    if (optionValues.length !== optionNames.length) {
      return [invalidInput(place, `Exactly one value for each of ${optionNames.length} options.`)];
    }
    if (twice) return [invalidInput(place, 'Another variant has the same option values.')];
    return optionValues.flatMap((value, index) => check(value, [...place, `${index}`], rules.optionValue));
  });
}

function check<Value>(
  value: Value | null | undefined,
  path: Path,
  rule: (value: Value) => string | null,
): InvalidInput[] {
  const message = value == null ? null : rule(value);
  return message === null ? [] : [invalidInput(path, message)];
}
