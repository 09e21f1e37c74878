import { invariant } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
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

/** The schema lets only signed-in people reach these fields. */
function userIdOf({ kind, id }: Principal): string {
  invariant(kind === 'user' && id !== null, 'the field is for signed-in people');
  return id;
}
