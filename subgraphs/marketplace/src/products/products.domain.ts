import type { Money } from '@caravan/core/money';
import { hasScope, type Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Store, StoreRole } from '../stores/stores.domain.ts';

export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';
export type ProductSort = 'RELEVANCE' | 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC';

export type Product = {
  readonly id: string;
  readonly storeId: string;
  readonly categoryId: string;
  readonly currency: string;
  readonly handle: string;
  readonly title: string;
  /** Sanitised HTML. */
  readonly description: string;
  readonly brand: string | null;
  readonly status: ProductStatus;
  readonly optionNames: readonly string[];
  /** Prices of active variants; null when there is none. */
  readonly lowestPrice: Money | null;
  readonly highestPrice: Money | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
};

export type Variant = {
  readonly id: string;
  readonly productId: string;
  readonly storeId: string;
  readonly sku: string;
  readonly optionValues: readonly string[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly active: boolean;
  /** Order within the product. */
  readonly position: number;
};

export type ProductImage = {
  readonly id: string;
  readonly productId: string;
  readonly url: string;
  readonly altText: string;
};

/** Every legal step; a pair that is absent is refused. */
export const nextStatuses: Record<ProductStatus, readonly ProductStatus[]> = {
  DRAFT: ['PUBLISHED', 'ARCHIVED'],
  PUBLISHED: ['ARCHIVED'],
  ARCHIVED: ['PUBLISHED'],
};

export const limits = { options: 3, variants: 100, images: 20 } as const;

export type ProductTransitionRefused = { kind: 'ProductTransitionRefused'; status: ProductStatus };
export type ProductWithoutVariant = { kind: 'ProductWithoutVariant' };
export type ProductVersionConflict = { kind: 'ProductVersionConflict'; current: Product };
export type HandleTaken = { kind: 'HandleTaken'; path: readonly string[]; handle: string };

export function handleTaken(handle: string): HandleTaken {
  return { kind: 'HandleTaken', path: ['input', 'handle'], handle };
}

export type SkuTaken = { kind: 'SkuTaken'; path: readonly string[]; sku: string };

export function publish(
  product: Product,
  variants: readonly Variant[],
  now: Date,
): Result<Product, ProductTransitionRefused | ProductWithoutVariant> {
  if (!nextStatuses[product.status].includes('PUBLISHED')) return refused(product);
  if (!variants.some(({ active }) => active)) return fail({ kind: 'ProductWithoutVariant' });
  return ok({ ...product, status: 'PUBLISHED', publishedAt: now, version: product.version + 1 });
}

export function archive(product: Product): Result<Product, ProductTransitionRefused> {
  if (!nextStatuses[product.status].includes('ARCHIVED')) return refused(product);
  return ok({ ...product, status: 'ARCHIVED', version: product.version + 1 });
}

function refused({ status }: Product) {
  return fail<ProductTransitionRefused>({ kind: 'ProductTransitionRefused', status });
}

/** Whether someone sees all of a store's products, whatever their status. */
export function seesAllProducts(viewer: { role: StoreRole | null; principal: Principal }): boolean {
  if (viewer.role !== null) return true;
  return hasScope(viewer.principal, 'store:read:any') || hasScope(viewer.principal, 'product:write:any');
}

/** The public sees PUBLISHED products of ACTIVE stores. */
export function isProductPublic(product: Product, store: Store): boolean {
  return product.status === 'PUBLISHED' && store.status === 'ACTIVE';
}

/** Option values for people; the product's title when it has no options. */
export function variantTitle(variant: Variant, product: Product): string {
  return variant.optionValues.length > 0 ? variant.optionValues.join(' / ') : product.title;
}

/** What variants differ by, with the values in the order they were added. */
export function optionsOf(product: Product, variants: readonly Variant[]): { name: string; values: string[] }[] {
  return product.optionNames.map((name, place) => ({
    name,
    values: [...new Set(variants.flatMap(({ optionValues }) => optionValues[place] ?? []))],
  }));
}
