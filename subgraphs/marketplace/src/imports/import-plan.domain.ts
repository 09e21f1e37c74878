import { money } from '@caravan/core/money';
import { fail, ok, type Result } from '@caravan/core/result';
import { otherCategoryId } from '../categories/categories.domain.ts';
import { rules } from '../products/product-rules.domain.ts';
import { limits, type Product, type Variant } from '../products/products.domain.ts';
import type { StockLevel } from '../stock/stock.domain.ts';
import type { Store } from '../stores/stores.domain.ts';
import type { ImportRow } from './import-rows.domain.ts';
import type { ImportRowError } from './imports.domain.ts';

/** What the store has of the products and SKUs that a batch names. */
export type Catalog = {
  readonly store: Store;
  /** By handle. */
  readonly products: ReadonlyMap<string, Product>;
  /** All variants of these products, and those with the batch's SKUs. */
  readonly variants: readonly Variant[];
  readonly levels: ReadonlyMap<string, StockLevel>;
  /** Image addresses by product id. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  /** Category ids by slug and name in lower case. */
  readonly categories: ReadonlyMap<string, string>;
};

export type StockChange = { readonly variantId: string; readonly change: number; readonly isNew: boolean };

/** What a batch does: products and variants as they shall be, and what goes with them. */
export type ImportPlan = {
  readonly products: readonly Product[];
  readonly variants: readonly Variant[];
  readonly images: readonly { readonly productId: string; readonly url: string; readonly position: number }[];
  readonly stock: readonly StockChange[];
  readonly errors: readonly ImportRowError[];
  readonly importedRows: number;
  readonly createdProducts: number;
  readonly createdVariants: number;
};

/** Where ids and times come from. */
export type Making = { now: Date; newId(): string; sanitise(html: string): string };

type Draft = {
  products: Map<string, Product>;
  createdProducts: Set<string>;
  variants: Map<string, Variant>;
  changedVariants: Map<string, Variant>;
  images: Map<string, string[]>;
  addedImages: ImportPlan['images'][number][];
  stock: StockChange[];
  siblings: Map<string, Variant[]>;
};

/** Decides row by row: a row that cannot be had changes nothing and says why, the others go on. */
export function planBatch(catalog: Catalog, rows: readonly ImportRow[], making: Making): ImportPlan {
  const draft: Draft = {
    products: new Map(catalog.products),
    createdProducts: new Set(),
    variants: new Map(catalog.variants.map((variant) => [variant.sku, variant])),
    changedVariants: new Map(),
    images: new Map([...catalog.images].map(([id, urls]) => [id, [...urls]])),
    addedImages: [],
    stock: [],
    siblings: Map.groupBy(catalog.variants, ({ productId }) => productId),
  };
  const errors: ImportRowError[] = [];
  const changed = new Set<string>();
  let createdVariants = 0;
  for (const row of rows) {
    const decision = decideRow(catalog, draft, { row, making });
    if (!decision.ok) {
      errors.push(...decision.errors);
      continue;
    }
    const { product, variant, isNew } = decision.value;
    enter(draft, decision.value);
    changed.add(product.handle);
    if (isNew) createdVariants += 1;
    enterStock(catalog, draft, { row, variant, isNew });
    enterImages(draft, product.id, row.images);
  }
  return {
    products: [...changed].flatMap((handle) => draft.products.get(handle) ?? []),
    variants: [...draft.changedVariants.values()],
    images: draft.addedImages,
    stock: draft.stock,
    errors,
    importedRows: rows.length - new Set(errors.map(({ row }) => row)).size,
    createdProducts: draft.createdProducts.size,
    createdVariants,
  };
}

type Decision = { product: Product; variant: Variant; isNew: boolean; isNewProduct: boolean };
type RowContext = { row: ImportRow; making: Making };

function decideRow(catalog: Catalog, draft: Draft, { row, making }: RowContext): Result<Decision, ImportRowError> {
  const known = draft.products.get(row.handle);
  const before = draft.variants.get(row.sku);
  const product = known ? updated(known, row, { catalog, making }) : created(row, { catalog, making });
  const values = optionValuesOf(product, row, before);
  const target: Target = { row, before, product, values };
  const problem =
    productProblem(target) ??
    optionProblem(draft, target) ??
    priceProblem(target) ??
    limitProblem(catalog, draft, target);
  if (problem) return fail({ row: row.row, ...problem });

  const { currency } = catalog.store;
  const compareAt = compareAtOf(target);
  const variant: Variant = {
    id: before?.id ?? making.newId(),
    productId: product.id,
    storeId: product.storeId,
    sku: row.sku,
    optionValues: values ?? [],
    price: money(priceOf(target) ?? 0n, currency),
    compareAtPrice: compareAt === null ? null : money(compareAt, currency),
    barcode: row.barcode ?? before?.barcode ?? null,
    weightGrams: row.weightGrams ?? before?.weightGrams ?? null,
    active: before?.active ?? true,
    position: before?.position ?? draft.siblings.get(product.id)?.length ?? 0,
  };
  return ok({ product, variant, isNew: !before, isNewProduct: !known });
}

/** What a row is about: its product as it shall be, the variant with its SKU, and its option values, if they fit. */
type Target = {
  row: ImportRow;
  before: Variant | undefined;
  product: Product;
  values: readonly string[] | null;
};

type Problem = { column: string | null; reason: string } | null;

function productProblem({ before, product }: Target): Problem {
  if (product.title === '') return { column: 'title', reason: 'Required for a new product.' };
  if (before && before.productId !== product.id) {
    return { column: 'sku', reason: 'Another product of the store has this SKU.' };
  }
  return null;
}

function optionProblem(draft: Draft, { before, product, values }: Target): Problem {
  if (values === null) {
    const names = product.optionNames.join(', ') || 'none';
    return { column: null, reason: `The product's options are ${names}: give a value for each, and no other.` };
  }
  const isSame = (other: Variant) => other.optionValues.join('\n') === values.join('\n');
  if (before) {
    const reason = 'The option values of a variant cannot be changed by an upload.';
    return isSame(before) ? null : { column: null, reason };
  }
  const siblings = draft.siblings.get(product.id) ?? [];
  if (siblings.some(isSame)) {
    return { column: null, reason: 'Another variant of the product has the same option values.' };
  }
  if (siblings.length < limits.variants) return null;
  return { column: 'sku', reason: `A product has at most ${limits.variants} variants.` };
}

function priceOf({ row, before }: Target): bigint | null {
  return row.priceMinor ?? before?.price.amountMinor ?? null;
}

function compareAtOf({ row, before }: Target): bigint | null {
  return row.compareAtMinor ?? before?.compareAtPrice?.amountMinor ?? null;
}

function priceProblem(target: Target): Problem {
  const price = priceOf(target);
  if (price === null) return { column: 'price', reason: 'Required for a new variant.' };
  const compareAt = compareAtOf(target);
  const reason = compareAt === null ? null : rules.compareAt(compareAt, price);
  return reason === null ? null : { column: 'compare_at', reason };
}

function limitProblem(catalog: Catalog, draft: Draft, { row, before, product }: Target): Problem {
  const reserved = before ? (catalog.levels.get(before.id)?.reserved ?? 0) : 0;
  if (row.stock !== null && row.stock < reserved) {
    return { column: 'stock', reason: `${reserved} pieces are promised to checkouts.` };
  }
  const pictures = new Set([...(draft.images.get(product.id) ?? []), ...row.images]);
  if (pictures.size <= limits.images) return null;
  return { column: 'image_url', reason: `A product has at most ${limits.images} images.` };
}

type ProductContext = { catalog: Catalog; making: Making };

function created(row: ImportRow, { catalog, making }: ProductContext): Product {
  const blank: Product = {
    id: making.newId(),
    storeId: catalog.store.id,
    categoryId: otherCategoryId,
    currency: catalog.store.currency,
    handle: row.handle,
    title: row.title ?? '',
    description: '',
    brand: null,
    status: 'DRAFT',
    optionNames: row.options.map(({ name }) => name),
    lowestPrice: null,
    highestPrice: null,
    version: 0,
    createdAt: making.now,
    publishedAt: null,
  };
  return updated(blank, row, { catalog, making });
}

function updated(product: Product, row: ImportRow, { catalog, making }: ProductContext): Product {
  const publishes = row.publish && product.status !== 'PUBLISHED';
  return {
    ...product,
    title: row.title ?? product.title,
    description: row.description === null ? product.description : making.sanitise(row.description),
    categoryId: row.category === null ? product.categoryId : categoryOf(catalog, row.category),
    brand: row.brand ?? product.brand,
    status: publishes ? 'PUBLISHED' : product.status,
    publishedAt: publishes ? making.now : product.publishedAt,
    version: product.version + 1,
  };
}

function categoryOf(catalog: Catalog, text: string): string {
  return catalog.categories.get(text.toLowerCase()) ?? otherCategoryId;
}

/** One value per option of the product, or null when the row's do not fit. A known variant may leave them all out. */
function optionValuesOf(product: Product, row: ImportRow, before: Variant | undefined): readonly string[] | null {
  if (row.options.length === 0 && before) return before.optionValues;
  if (row.options.length !== product.optionNames.length) return null;
  const values = product.optionNames.map(
    (name) => row.options.find((option) => option.name.toLowerCase() === name.toLowerCase())?.value,
  );
  return values.every((value) => value !== undefined) ? values : null;
}

function enter(draft: Draft, { product, variant, isNew, isNewProduct }: Decision): void {
  draft.products.set(product.handle, product);
  if (isNewProduct) draft.createdProducts.add(product.id);
  draft.variants.set(variant.sku, variant);
  draft.changedVariants.set(variant.id, variant);
  if (!isNew) return;
  const siblings = draft.siblings.get(product.id);
  if (siblings) siblings.push(variant);
  else draft.siblings.set(product.id, [variant]);
}

type StockContext = { row: ImportRow; variant: Variant; isNew: boolean };

function enterStock(catalog: Catalog, draft: Draft, { row, variant, isNew }: StockContext): void {
  if (row.stock === null) return;
  const change = row.stock - (catalog.levels.get(variant.id)?.onHand ?? 0);
  if (change !== 0) draft.stock.push({ variantId: variant.id, change, isNew });
}

function enterImages(draft: Draft, productId: string, urls: readonly string[]): void {
  const known = draft.images.get(productId) ?? [];
  for (const url of urls) {
    if (known.includes(url)) continue;
    draft.addedImages.push({ productId, url, position: known.length });
    known.push(url);
  }
  draft.images.set(productId, known);
}
