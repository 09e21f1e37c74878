import { invariant } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { deleteAccount } from './delete-account.usecases.ts';
import { exportPersonalData, openExport } from './export.usecases.ts';

export const erasureResolvers: Resolvers = {
  Mutation: {
    deleteAccount: async (_root, { input }, { deps, caller, principal: { id: userId } }) => {
      invariant(userId, 'the field is for signed-in people');
      const { password = null, code = null } = input;
      return payload(await deleteAccount(deps, { caller, userId, password, code }), 'pseudonym', {
        CurrentPasswordWrong: () => 'This is not the password of the account.',
        FreshSignInRequired: () => 'The account has no password: sign in again, then delete it within 10 minutes.',
        SecondFactorInvalid: () => 'The account has a second factor: this is no code of it that still works.',
        LastSuperAdmin: () => 'Somebody has to stay who appoints admins: make another SUPER_ADMIN first.',
      });
    },
  },
  User: {
    personalData: ({ id }, _arguments, { deps, principal }) => openExport(deps, { principal, userId: id }),
  },
  PersonalData: {
    userId: ({ userId }) => toTypeId('user', userId),
    identity: ({ userId }, _arguments, { deps, caller }) => exportPersonalData(deps, { caller, userId }),
    __resolveReference: ({ userId }) => ({ userId: fromTypeId('user', userId) }),
  },
};
