import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import type { Resolvers } from '../generated/graphql.ts';
import { pageResolvers } from '../pages.ts';
import { maySeeMoney } from './stores.usecases.ts';

export const storeResolvers: Resolvers = {
  Store: {
    __resolveReference: ({ id }) => ({ id: fromTypeId('store', id) }),
    id: ({ id }) => toTypeId('store', id),
    async balance({ id }, _input, context) {
      if (!(await maySeeMoney(context, id))) return null;
      return (await context.loaders.payablesOfStore.load(id)).map(({ balance }) => balance);
    },
    async transactions({ id }, page, context) {
      if (!(await maySeeMoney(context, id))) return null;
      return context.loaders.transactionsOfStore(page).load(id);
    },
  },
  StoreTransaction: {
    id: ({ id }) => toTypeId('ledgerEntry', id),
    kind: ({ kind }) => (kind === 'ESCROW_RELEASE' ? 'ESCROW_RELEASE' : 'REFUND'),
    amount: ({ amountMinor, currency }) => money(amountMinor, currency),
    order: ({ orderId }) => (orderId === null ? null : { id: orderId }),
  },
  StoreTransactionConnection: pageResolvers,
};
