import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { createGuestSession } from './guests.usecases.ts';

export const guestResolvers: Resolvers = {
  Mutation: {
    createGuestSession: async (_root, _arguments, { deps, caller }) =>
      payload(await createGuestSession(deps, caller), 'session'),
  },
};
