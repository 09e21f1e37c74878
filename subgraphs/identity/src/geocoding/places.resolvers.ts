import { invariant } from '@caravan/core/errors';
import type { Resolvers } from '../generated/graphql.ts';
import { suggestAddresses } from './suggestions.usecases.ts';

export const placeResolvers: Resolvers = {
  Query: {
    suggestAddresses: async (_root, { input }, { deps, principal: { kind, id } }) => {
      invariant(kind === 'user' && id !== null, 'the field is for signed-in people');
      const places = await suggestAddresses(deps, { ...input, userId: id });
      return places.map(({ latitude, longitude, precision, ...parts }) => ({
        ...parts,
        location: { latitude, longitude, precision },
      }));
    },
  },
};
