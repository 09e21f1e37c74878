import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { shippingRatesLimit } from './shipping-rates.domain.ts';
import { createShippingRate, removeShippingRate, updateShippingRate } from './shipping-rates.usecases.ts';

export const shippingRateResolvers: Resolvers = {
  Mutation: {
    createShippingRate: async (_root, { input }, { deps, principal }) => {
      const command = {
        principal,
        storeId: fromTypeId('store', input.storeId),
        name: input.name,
        kind: input.kind,
        amountMinor: input.amount,
        freeOverMinor: input.freeOver ?? null,
        idempotencyKey: input.idempotencyKey,
      };
      return payload(await createShippingRate(deps, command), 'shippingRate', {
        TooManyShippingRates: () => `A store offers at most ${shippingRatesLimit} shipping rates at a time.`,
      });
    },
    updateShippingRate: async (_root, { input }, { deps, principal }) => {
      const command = {
        principal,
        shippingRateId: fromTypeId('shippingRate', input.shippingRateId),
        name: input.name ?? undefined,
        amountMinor: input.amount ?? undefined,
        freeOverMinor: input.freeOver,
      };
      return payload(await updateShippingRate(deps, command), 'shippingRate');
    },
    removeShippingRate: async (_root, { input }, { deps, principal }) => {
      const command = { principal, shippingRateId: fromTypeId('shippingRate', input.shippingRateId) };
      return payload(await removeShippingRate(deps, command), 'shippingRate');
    },
  },
  Store: {
    shippingRates: ({ id }, _args, { loaders }) => loaders.shippingRatesOfStore.load(id),
  },
  ShippingRate: {
    __resolveReference: ({ id }, { loaders }) => loaders.shippingRatesById.load(fromTypeId('shippingRate', id)),
    id: ({ id }) => toTypeId('shippingRate', id),
  },
};
