import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Resolvers } from './generated/graphql.ts';

export const userResolvers: Resolvers = {
  User: {
    __resolveReference: ({ id }) => ({ id: fromTypeId('user', id) }),
    id: ({ id }) => toTypeId('user', id),
  },
};
