import { ImportProgressed, OrderChanged } from '@caravan/contracts/marketplace';
import { defineSubgraph, type GraphContext, readSchemaFolder } from '@caravan/subgraph/define-subgraph';
import { addressBook } from './addresses/addresses.consumers.ts';
import { cartMerge } from './cart/cart.consumers.ts';
import { dropIdleCartsJob } from './cart/cart.jobs.ts';
import { cartResolvers } from './cart/cart.resolvers.ts';
import { categoryResolvers } from './categories/categories.resolvers.ts';
import { checkoutParticipant } from './checkout/checkout.consumers.ts';
import { reserveAgainJob, watchHoldsJob } from './checkout/checkout.jobs.ts';
import type { Deps } from './deps.ts';
import { erasure } from './erasure/erasure.consumers.ts';
import { erasureJob } from './erasure/erasure.jobs.ts';
import { personalDataResolvers } from './erasure/export.resolvers.ts';
import { favouriteResolvers } from './favourites/favourites.resolvers.ts';
import { fulfilmentEscrow } from './fulfilments/fulfilments.consumers.ts';
import { fulfilmentResolvers } from './fulfilments/fulfilments.resolvers.ts';
import { importProductsJob } from './imports/imports.jobs.ts';
import { importResolvers } from './imports/imports.resolvers.ts';
import { type Loaders, loaders } from './loaders.ts';
import { orderPayments } from './orders/orders.consumers.ts';
import { orderResolvers } from './orders/orders.resolvers.ts';
import { productResolvers } from './products/products.resolvers.ts';
import { variantResolvers } from './products/variants.resolvers.ts';
import { shippingRateResolvers } from './shipping-rates/shipping-rates.resolvers.ts';
import { stockResolvers } from './stock/stock.resolvers.ts';
import { storeResolvers } from './stores/stores.resolvers.ts';
import { userResolvers } from './user.resolvers.ts';

export type Context = GraphContext<Deps, Loaders>;

/** What is for sale, who sells it, what was ordered. */
export default defineSubgraph<Deps, Loaders>({
  name: 'marketplace',
  schema: () => readSchemaFolder(new URL('./', import.meta.url)),
  migrations: new URL('../migrations/', import.meta.url),
  deps: ({ configuration, database, feed, sealer, files, pager, logger, now }) => ({
    database,
    feed,
    sealer,
    files,
    pager,
    logger,
    now,
    settings: configuration.marketplace,
  }),
  loaders,
  resolvers: [
    userResolvers,
    storeResolvers,
    categoryResolvers,
    productResolvers,
    variantResolvers,
    stockResolvers,
    shippingRateResolvers,
    favouriteResolvers,
    importResolvers,
    cartResolvers,
    orderResolvers,
    fulfilmentResolvers,
    personalDataResolvers,
  ],
  consumers: [addressBook, cartMerge, checkoutParticipant, orderPayments, fulfilmentEscrow, erasure],
  follows: [OrderChanged, ImportProgressed],
  jobs: [dropIdleCartsJob, reserveAgainJob, watchHoldsJob, importProductsJob, erasureJob],
  routes: [],
});
