import type { Caller } from '@caravan/core/principal';
import { categoryLoaders } from './categories/categories.loaders.ts';
import type { Deps } from './deps.ts';
import { favouriteLoaders } from './favourites/favourites.loaders.ts';
import { productLoaders } from './products/products.loaders.ts';
import { shippingRateLoaders } from './shipping-rates/shipping-rates.loaders.ts';
import { stockLoaders } from './stock/stock.loaders.ts';
import { storeLoaders } from './stores/stores.loaders.ts';

/** DataLoaders of one operation; each feature adds its own. */
export function loaders(deps: Deps, caller: Caller) {
  return {
    ...storeLoaders(deps, caller),
    ...categoryLoaders(deps, caller),
    ...productLoaders(deps, caller),
    ...stockLoaders(deps),
    ...shippingRateLoaders(deps),
    ...favouriteLoaders(deps),
  };
}

export type Loaders = ReturnType<typeof loaders>;
