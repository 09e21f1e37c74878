import type { Caller } from '@caravan/core/principal';
import { addressLoaders } from './addresses/addresses.loaders.ts';
import { cartLoaders } from './cart/cart.loaders.ts';
import { categoryLoaders } from './categories/categories.loaders.ts';
import type { Deps } from './deps.ts';
import { favouriteLoaders } from './favourites/favourites.loaders.ts';
import { fulfilmentLoaders } from './fulfilments/fulfilments.loaders.ts';
import { importLoaders } from './imports/imports.loaders.ts';
import { orderLoaders } from './orders/orders.loaders.ts';
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
    ...importLoaders(deps),
    ...cartLoaders(deps),
    ...orderLoaders(deps, caller),
    ...fulfilmentLoaders(deps),
    ...addressLoaders(deps),
  };
}

export type Loaders = ReturnType<typeof loaders>;
