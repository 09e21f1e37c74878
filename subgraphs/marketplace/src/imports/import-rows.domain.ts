import { decimalText, minorUnitExponent, parseMoney } from '@caravan/core/money';
import { fail, ok, type Result } from '@caravan/core/result';
import { rules } from '../products/product-rules.domain.ts';
import { limits } from '../products/products.domain.ts';
import type { ImportRowError } from './imports.domain.ts';

/** One row of the file, as it is meant. Null: the cell is empty and leaves what is there. */
export type ImportRow = {
  /** The header is 1. */
  readonly row: number;
  readonly handle: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly category: string | null;
  readonly brand: string | null;
  readonly sku: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly priceMinor: bigint | null;
  readonly compareAtMinor: bigint | null;
  readonly stock: number | null;
  readonly weightGrams: number | null;
  readonly barcode: string | null;
  readonly images: readonly string[];
  readonly publish: boolean;
};

const plainColumns = [
  'handle',
  'title',
  'description',
  'category',
  'brand',
  'sku',
  'price',
  'compare_at',
  'stock',
  'weight_grams',
  'barcode',
  'image_url',
  'publish',
] as const;
type PlainColumn = (typeof plainColumns)[number];
const requiredColumns: readonly PlainColumn[] = ['handle', 'sku'];

/** Where the columns of a file are. */
export type Header = {
  readonly width: number;
  readonly places: ReadonlyMap<PlainColumn, number>;
  readonly options: readonly { readonly name: string; readonly place: number }[];
};

/** Reads the header row; refuses with a text for people. */
export function readHeader(cells: readonly string[]): Result<Header, string> {
  const places = new Map<PlainColumn, number>();
  const options: { name: string; place: number }[] = [];
  const problems: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const name = cell.trim();
    const plain = plainColumns.find((column) => column === name.toLowerCase());
    const option = /^option:(.+)$/i.exec(name)?.[1]?.trim();
    if (plain && places.has(plain)) problems.push(`The column ${plain} is there twice.`);
    else if (plain) places.set(plain, place);
    else if (option) options.push({ name: option, place });
    else problems.push(`Unknown column "${name}".`);
  }
  for (const column of requiredColumns) {
    if (!places.has(column)) problems.push(`The column ${column} is missing.`);
  }
  if (options.length > limits.options) problems.push(`At most ${limits.options} option columns.`);
  if (new Set(options.map(({ name }) => name.toLowerCase())).size < options.length) {
    problems.push('An option column is there twice.');
  }
  const [problem, ...more] = problems;
  return problem ? fail([problem, ...more].join(' ')) : ok({ width: cells.length, places, options });
}

/** Reads and checks the cells of one row by themselves. All that is wrong is told at once. */
export function readRow(
  header: Header,
  cells: readonly string[],
  { row, currency }: { row: number; currency: string },
): Result<ImportRow, ImportRowError> {
  if (cells.length !== header.width) {
    return fail({ row, column: null, reason: `${cells.length} cells, but the header has ${header.width}.` });
  }
  const { read, required, options, errors } = cellReader(header, cells, row);
  const value: ImportRow = {
    row,
    handle: required('handle', rules.handle),
    title: read('title', checked(rules.title)),
    description: read('description', checked(rules.description)),
    category: read('category', checked(anything)),
    brand: read('brand', checked(rules.brand)),
    sku: required('sku', rules.sku),
    options: options(),
    priceMinor: read('price', priceIn(currency)),
    compareAtMinor: read('compare_at', priceIn(currency)),
    stock: read('stock', wholeNumber(rules.stock)),
    weightGrams: read('weight_grams', wholeNumber(rules.weightGrams)),
    barcode: read('barcode', checked(rules.barcode)),
    images: read('image_url', addresses) ?? [],
    publish: read('publish', flag) ?? false,
  };
  const [error, ...more] = errors;
  return error ? fail(error, ...more) : ok(value);
}

/** Reads cells by their columns, and collects what is wrong with them. */
function cellReader(header: Header, cells: readonly string[], row: number) {
  const errors: ImportRowError[] = [];
  const read = <Value>(column: PlainColumn, parse: (text: string) => Parsed<Value>): Value | null => {
    const text = cells[header.places.get(column) ?? -1]?.trim();
    if (!text) return null;
    const { value = null, reason } = parse(text);
    if (reason) errors.push({ row, column, reason });
    return value;
  };
  const required = (column: PlainColumn, rule: Rule<string>): string => {
    const value = read(column, checked(rule));
    if (value === null) errors.push({ row, column, reason: 'Required.' });
    return value ?? '';
  };
  const options = () =>
    header.options.flatMap(({ name, place }) => {
      const value = cells[place]?.trim();
      if (!value) return [];
      const reason = rules.optionName(name) ?? rules.optionValue(value);
      if (reason) errors.push({ row, column: `option:${name}`, reason });
      return [{ name, value }];
    });
  return { read, required, options, errors };
}

type Rule<Value> = (value: Value) => string | null;
type Parsed<Value> = { value?: Value; reason?: string | null };

const anything = () => null;

function checked(rule: Rule<string>) {
  return (text: string): Parsed<string> => ({ value: text, reason: rule(text) });
}

function wholeNumber(rule: Rule<number>) {
  return (text: string): Parsed<number> => {
    if (!/^\d{1,12}$/.test(text)) return { reason: 'Not a whole number.' };
    return { value: Number(text), reason: rule(Number(text)) };
  };
}

function priceIn(currency: string) {
  return (text: string): Parsed<bigint> => {
    const amount = parseMoney(text, currency);
    const example = decimalText({ amountMinor: 12_345n, currency });
    const digits = minorUnitExponent(currency);
    if (!amount) return { reason: `Not a price such as ${example} (${currency} has ${digits} decimal digits).` };
    return { value: amount.amountMinor, reason: rules.price(amount.amountMinor) };
  };
}

function addresses(text: string): Parsed<string[]> {
  const urls = [...new Set(text.split(/\s+/))];
  return { value: urls, reason: urls.map(rules.imageUrl).find((reason) => reason !== null) ?? null };
}

function flag(text: string): Parsed<boolean> {
  const word = text.toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return { value: true };
  if (['false', 'no', '0'].includes(word)) return { value: false };
  return { reason: 'true or false.' };
}
