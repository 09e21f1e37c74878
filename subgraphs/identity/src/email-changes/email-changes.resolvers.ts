import { invariant } from '@caravan/core/errors';
import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { confirmEmailChange, requestEmailChange } from './email-changes.usecases.ts';

export const emailChangeResolvers: Resolvers = {
  Mutation: {
    requestEmailChange: async (_root, { input: { newEmail, currentPassword = null } }, { deps, caller }) =>
      payload(await requestEmailChange(deps, { caller, newEmail, currentPassword }), 'verificationSentTo', {
        CurrentPasswordWrong: () => 'This is not the password. After many failures it is refused for some minutes.',
        FreshSignInRequired: () => 'The account has no password: sign in again, then do this within 10 minutes.',
      }),
    confirmEmailChange: async (_root, { input: { code } }, { deps, principal }) => {
      invariant(principal.id, 'the field is for signed-in people');
      const result = await confirmEmailChange(deps, { userId: principal.id, code });
      return payload(result.ok ? { ok: true, value: await viewOneself(deps, result.value) } : result, 'user', {
        VerificationCodeInvalid: () => 'This code does not work (any more). Ask for a new one.',
        EmailTaken: () => 'Another account has this email by now.',
      });
    },
  },
};
