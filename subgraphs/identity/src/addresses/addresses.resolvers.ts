import { locationOf } from '@caravan/contracts/identity';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { AddressLocationInput, Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import type { Location } from './addresses.domain.ts';
import { removeAddress, saveAddress } from './addresses.usecases.ts';

export const addressResolvers: Resolvers = {
  User: {
    addresses: ({ id, isOpen }, _arguments, { loaders }) => (isOpen ? loaders.addresses.load(id) : null),
    defaultAddress: async ({ id, isOpen }, _arguments, { loaders }) =>
      isOpen ? ((await loaders.addresses.load(id)).find(({ isDefault }) => isDefault) ?? null) : null,
  },
  Address: {
    id: ({ id }) => toTypeId('address', id),
    location: (address) => locationOf(address),
  },
  Mutation: {
    saveAddress: async (_root, { input }, { deps, principal }) => {
      const addressId = input.addressId ? fromTypeId('address', input.addressId) : null;
      const result = await saveAddress(deps, {
        userId: userIdOf(principal),
        addressId,
        input: { ...input, location: locationFrom(input.location) },
        makeDefault: input.isDefault ?? false,
      });
      return payload(result, 'address', {
        TooManyAddresses: ({ limit }) => `A person keeps at most ${limit} addresses.`,
      });
    },
    removeAddress: async (_root, { input }, { deps, principal, loaders }) => {
      const userId = userIdOf(principal);
      const result = await removeAddress(deps, { userId, addressId: fromTypeId('address', input.addressId) });
      const { errors } = payload(result, 'removed');
      const isRemoved = result.ok;
      return {
        removedAddressId: isRemoved ? input.addressId : null,
        user: isRemoved ? await loaders.people.load(userId) : null,
        errors,
      };
    },
  },
};

/** The schema's default for the precision; its generated type does not say so. */
function locationFrom(input: AddressLocationInput | null | undefined): Location | null {
  return input ? { ...input, precision: input.precision ?? 'ROOFTOP' } : null;
}
