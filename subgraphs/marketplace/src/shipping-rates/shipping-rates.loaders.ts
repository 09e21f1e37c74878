import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import type { Deps } from '../deps.ts';
import type { ShippingRate } from './shipping-rates.domain.ts';
import { readOfferedRates, readShippingRates } from './shipping-rates.store.ts';

export function shippingRateLoaders(deps: Deps) {
  return {
    shippingRatesById: batchById<ShippingRate>(
      (ids) => readShippingRates(deps.database.query, ids),
      ({ id }) => id,
    ),
    shippingRatesOfStore: batchManyById<ShippingRate>(
      (ids) => readOfferedRates(deps.database.query, ids),
      ({ storeId }) => storeId,
    ),
  };
}
