import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { signInAnswer } from '../sign-ins/sign-in-answer.ts';
import { logIn } from './usecases/log-in.ts';

export const accountResolvers: Resolvers = {
  Query: {
    me: (_root, _arguments, { principal, loaders }) => loaders.people.load(userIdOf(principal)),
  },
  Mutation: {
    logIn: async (_root, { input }, { deps, caller }) => {
      const result = await logIn(deps, { ...input, caller, guestToken: input.guestToken ?? null });
      return payload(await signInAnswer(deps, result), ['session', 'user', 'mfaChallenge'], {
        InvalidCredentials: () =>
          'No account has this name and password. After many failures an account is locked for some minutes; its owner gets a mail.',
        AccountBlocked: () => 'This account is blocked. Customer service knows why.',
        EmailNotVerified: () => 'The email waits for the code that was sent to it.',
      });
    },
  },
  User: {
    id: ({ id }) => toTypeId('user', id),
    emailVerified: ({ isOpen, emailVerifiedAt }) => (isOpen ? emailVerifiedAt !== null : null),
    roles: ({ roles }) => (roles ? [...roles] : null),
    __resolveReference: ({ id }, { loaders }) => loaders.people.load(fromTypeId('user', id)),
  },
};
