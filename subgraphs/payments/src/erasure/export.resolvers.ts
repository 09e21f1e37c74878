import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Resolvers } from '../generated/graphql.ts';
import { exportPersonalData } from './export.usecases.ts';

export const personalDataResolvers: Resolvers = {
  PersonalData: {
    userId: ({ userId }) => toTypeId('user', userId),
    payments: ({ userId }, _arguments, { deps, principal }) => exportPersonalData(deps, { principal, userId }),
    __resolveReference: ({ userId }) => ({ userId: fromTypeId('user', userId) }),
  },
};
