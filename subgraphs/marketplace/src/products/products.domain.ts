import type { Money } from '@caravan/core/money';

export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';

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
};

export type ProductImage = {
  readonly id: string;
  readonly productId: string;
  readonly url: string;
  readonly altText: string;
};
