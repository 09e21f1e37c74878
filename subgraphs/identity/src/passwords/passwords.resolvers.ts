import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { changePassword, setPassword } from './usecases/change-password.ts';
import { requestPasswordReset } from './usecases/request-reset.ts';
import { resetPassword, resetPasswordByCode } from './usecases/reset-password.ts';

export const passwordResolvers: Resolvers = {
  Mutation: {
    requestPasswordReset: async (_root, { input }, { deps, caller }) =>
      payload(await requestPasswordReset(deps, { caller, ...input }), 'resetSentTo'),
    resetPassword: async (_root, { input }, { deps, caller }) =>
      payload(await resetPassword(deps, { caller, ...input }), 'endedSessions', {
        ResetInvalid: () => 'This link does not work (any more). Ask for a new one.',
      }),
    resetPasswordByCode: async (_root, { input }, { deps, caller }) =>
      payload(await resetPasswordByCode(deps, { caller, ...input }), 'endedSessions', {
        ResetInvalid: () => 'This code does not work (any more). Ask for a new one.',
      }),
    changePassword: async (_root, { input }, { deps, caller }) =>
      payload(await changePassword(deps, { caller, ...input }), 'endedSessions', {
        CurrentPasswordWrong: () =>
          'This is not the current password. After many failures an account is locked for some minutes; its owner gets a mail.',
      }),
    setPassword: async (_root, { input }, { deps, caller }) => {
      const result = await setPassword(deps, { caller, ...input });
      const answer = result.ok ? { ok: true as const, value: await viewOneself(deps, result.value) } : result;
      return payload(answer, 'user', {
        FreshSignInRequired: () => 'The account has no password: sign in again, then do this within 10 minutes.',
        PasswordAlreadySet: () => 'The account has a password; it can be changed.',
      });
    },
  },
};
