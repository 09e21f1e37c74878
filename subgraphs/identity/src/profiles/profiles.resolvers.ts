import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { updateProfile } from './profiles.usecases.ts';

export const profileResolvers: Resolvers = {
  Mutation: {
    updateProfile: async (_root, { input }, { deps, principal }) => {
      const result = await updateProfile(deps, { userId: userIdOf(principal), change: input });
      return payload(result.ok ? { ok: true, value: await viewOneself(deps, result.value) } : result, 'user');
    },
  },
};
