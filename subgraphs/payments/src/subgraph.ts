import { CheckoutChanged } from '@caravan/contracts/checkout';
import { defineSubgraph, type GraphContext, type Runtime, readSchemaFolder } from '@caravan/subgraph/define-subgraph';
import { cartResolvers } from './cart/cart.resolvers.ts';
import { cartSchema } from './cart/cart-schema.ts';
import { checkoutResolvers } from './checkout/checkout.resolvers.ts';
import { consumers } from './consumers.ts';
import type { Deps } from './deps.ts';
import { personalDataResolvers } from './erasure/export.resolvers.ts';
import { jobs } from './jobs.ts';
import { ledgerResolvers } from './ledger/ledger.resolvers.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { paymentResolvers } from './payments/payments.resolvers.ts';
import { sandboxProvider } from './providers/sandbox/sandbox.ts';
import { refundResolvers } from './refunds/refunds.resolvers.ts';
import { routes } from './routes.ts';
import { storeResolvers } from './stores/stores.resolvers.ts';

export type Context = GraphContext<Deps, Loaders>;

export default defineSubgraph<Deps, Loaders>({
  name: 'payments',
  schema: ({ payments }) =>
    [readSchemaFolder(new URL('./', import.meta.url)), cartSchema(payments.participants)].join('\n'),
  resolvers: [
    cartResolvers,
    checkoutResolvers,
    paymentResolvers,
    refundResolvers,
    storeResolvers,
    ledgerResolvers,
    personalDataResolvers,
  ],
  migrations: new URL('../migrations/', import.meta.url),
  deps: createDeps,
  loaders: createLoaders,
  consumers,
  follows: [CheckoutChanged],
  jobs,
  routes,
});

function createDeps(runtime: Runtime): Deps {
  const { database, feed, sealer, pager, logger, configuration } = runtime;
  const settings = configuration.payments;
  const sandbox = sandboxProvider({
    baseUrl: () => settings.sandboxUrl ?? `http://127.0.0.1:${settings.sandboxPort}`,
    apiKey: settings.sandboxApiKey,
    webhookSecret: settings.sandboxWebhookSecret,
    timeoutMs: settings.providerTimeoutMs,
    webhookToleranceSeconds: settings.webhookToleranceSeconds,
  });
  return {
    settings,
    database,
    feed,
    sealer,
    pager,
    logger,
    now: () => runtime.now(),
    publicUrl: () => runtime.publicUrl(),
    providers: new Map([[sandbox.name, sandbox]]),
  };
}
