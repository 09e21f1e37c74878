import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { removeNationalId, saveNationalId } from './national-ids.usecases.ts';

const messages = {
  CountryNotSupported: ({ supportedCountries }: { supportedCountries: readonly string[] }) =>
    `Only national ids of these countries can be saved: ${supportedCountries.join(', ')}.`,
};

export const nationalIdResolvers: Resolvers = {
  User: {
    nationalIds: ({ id }, _arguments, { loaders }) => loaders.nationalIds.load(id),
  },
  NationalId: {
    number: ({ id }, _arguments, { loaders }) => loaders.nationalNumbers.load(id),
  },
  Mutation: {
    saveNationalId: async (_root, { input }, { deps, principal }) =>
      payload(await saveNationalId(deps, { userId: userIdOf(principal), ...input }), 'nationalId', messages),
    removeNationalId: async (_root, { input }, { deps, principal, loaders }) => {
      const userId = userIdOf(principal);
      const result = await removeNationalId(deps, { userId, ...input });
      const { removedCountry, errors } = payload(result, 'removedCountry', messages);
      return { removedCountry, user: result.ok ? await loaders.people.load(userId) : null, errors };
    },
  },
};
