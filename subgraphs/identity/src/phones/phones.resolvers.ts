import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { removePhone, requestPhoneVerification, verifyPhone } from './phones.usecases.ts';

export const phoneResolvers: Resolvers = {
  Mutation: {
    requestPhoneVerification: async (_root, { input }, { deps, principal }) =>
      payload(await requestPhoneVerification(deps, { userId: userIdOf(principal), ...input }), 'verificationSentTo'),
    verifyPhone: async (_root, { input }, { deps, principal }) => {
      const result = await verifyPhone(deps, { userId: userIdOf(principal), ...input });
      return payload(result.ok ? { ok: true, value: await viewOneself(deps, result.value) } : result, 'user', {
        PhoneCodeInvalid: () => 'This code does not work (any more). Ask for a new one.',
      });
    },
    removePhone: async (_root, _arguments, { deps, principal }) => ({
      user: await viewOneself(deps, await removePhone(deps, { userId: userIdOf(principal) })),
    }),
  },
  User: {
    phoneVerified: ({ isOpen, phoneVerifiedAt }) => (isOpen ? phoneVerifiedAt !== null : null),
  },
};
