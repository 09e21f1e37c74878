import { toTypeId } from '@caravan/core/ids';
import { decimalText } from '@caravan/core/money';
import type { Product, Variant } from './products.domain.ts';

/** What is written down of a product that the staff changes; pictures are many and stay out. */
export function recordOfProduct({ id, storeId, ...product }: Product) {
  const { title, handle, description, brand, categoryId, status } = product;
  const after = { title, handle, description, brand, category: toTypeId('category', categoryId), status };
  return { entityType: 'Product', entityId: id, storeId, after } as const;
}

/** What is written down of a variant that the staff changes. */
export function recordOfVariant({ id, storeId, sku, price, compareAtPrice, barcode, weightGrams, active }: Variant) {
  const compareAt = compareAtPrice && decimalText(compareAtPrice);
  const { currency } = price;
  const after = { sku, price: decimalText(price), currency, compareAt, barcode, weightGrams, active };
  return { entityType: 'Variant', entityId: id, storeId, after } as const;
}
