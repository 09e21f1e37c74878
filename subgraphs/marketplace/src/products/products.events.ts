import { toMoneyData } from '@caravan/contracts/event';
import { PriceChanged, ProductChanged } from '@caravan/contracts/marketplace';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Product, Variant } from './products.domain.ts';

/** Hold the product's lock. */
export function announceChanged(tx: Transaction, { id, storeId }: Pick<Product, 'id' | 'storeId'>): Promise<void> {
  return publish(tx, ProductChanged, { subject: id, data: { productId: id, storeId } });
}

/** Tells what differs between two states of one variant: its price, or anything else. Hold the product's lock. */
export async function announceVariant(tx: Transaction, before: Variant, after: Variant): Promise<void> {
  const { id, productId, storeId, price, compareAtPrice, ...others } = after;
  const isPriced = price.amountMinor !== before.price.amountMinor;
  const isCompared = compareAtPrice?.amountMinor !== before.compareAtPrice?.amountMinor;
  if (isPriced || isCompared) {
    const prices = {
      price: toMoneyData(price),
      compareAtPrice: compareAtPrice === null ? null : toMoneyData(compareAtPrice),
    };
    await publish(tx, PriceChanged, { subject: productId, data: { productId, variantId: id, storeId, ...prices } });
  }
  const fields = Object.keys(others) as (keyof typeof others)[];
  // The other fields that an update may change are plain values.
  if (fields.some((field) => field !== 'optionValues' && others[field] !== before[field])) {
    await announceChanged(tx, { id: productId, storeId });
  }
}
