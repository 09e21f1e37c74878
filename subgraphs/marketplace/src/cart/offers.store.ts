import { money } from '@caravan/core/money';
import type { Executor } from '@caravan/database/database';
import { eq, inArray, sql } from 'drizzle-orm';
import { products, variants } from '../products/products.tables.ts';
import type { ShippingRate } from '../shipping-rates/shipping-rates.domain.ts';
import { readOfferedRates } from '../shipping-rates/shipping-rates.store.ts';
import { stockLevels } from '../stock/stock.tables.ts';
import { stores } from '../stores/stores.tables.ts';
import type { Offer } from './cart.domain.ts';

/** The one read that joins catalog and stock: what variants cost, and whether they can be bought. */
export async function selectOffers(executor: Executor, variantIds: readonly string[]): Promise<Map<string, Offer>> {
  const rows = await executor
    .select({
      variantId: variants.id,
      productId: variants.productId,
      storeId: variants.storeId,
      title: products.title,
      optionValues: variants.optionValues,
      sku: variants.sku,
      priceMinor: variants.priceMinor,
      currency: variants.currency,
      weightGrams: variants.weightGrams,
      isForSale: sql<boolean>`${variants.active} and ${products.status} = 'PUBLISHED' and ${stores.status} = 'ACTIVE'`,
      available: sql<number>`coalesce(${stockLevels.onHand} - ${stockLevels.reserved}, 0)`,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(stores, eq(stores.id, variants.storeId))
    .leftJoin(stockLevels, eq(stockLevels.variantId, variants.id))
    .where(inArray(variants.id, [...variantIds]));
  const offers = rows.map(({ optionValues, priceMinor, currency, ...offer }) => ({
    ...offer,
    variantTitle: optionValues.join(' / '),
    price: money(priceMinor, currency),
  }));
  return new Map(offers.map((offer) => [offer.variantId, offer]));
}

/** The rates that stores offer, by store. */
export async function selectRatesOfStores(
  executor: Executor,
  storeIds: readonly string[],
): Promise<Map<string, ShippingRate[]>> {
  return Map.groupBy(await readOfferedRates(executor, storeIds), ({ storeId }) => storeId);
}
