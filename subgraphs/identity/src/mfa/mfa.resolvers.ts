import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { signInAnswer } from '../sign-ins/sign-in-answer.ts';
import { verifyMfa } from '../sign-ins/sign-ins.usecases.ts';
import { beginMfaEnrolment, confirmMfaEnrolment, disableMfa, renewRecoveryCodes } from './usecases/enrolment.ts';
import { isMfaRequired } from './usecases/second-factor.ts';

const wrongCode = () => 'This code does not work (any more). A code of an authenticator app works once.';
const signInAgain = () => 'The account has no password: sign in again, then do this within 10 minutes.';
const wrongPassword = () => 'This is not the password of the account.';

export const mfaResolvers: Resolvers = {
  Mutation: {
    beginMfaEnrolment: async (_root, { input }, { deps, caller }) =>
      payload(await beginMfaEnrolment(deps, { caller, currentPassword: input.currentPassword ?? null }), 'enrolment', {
        CurrentPasswordWrong: wrongPassword,
        FreshSignInRequired: signInAgain,
        MfaAlreadyEnabled: () => 'The account has a second factor already.',
      }),
    confirmMfaEnrolment: async (_root, { input }, { deps, caller }) =>
      payload(await confirmMfaEnrolment(deps, { caller, code: input.code }), 'recoveryCodes', {
        MfaEnrolmentMissing: () => 'No enrolment waits for a code: begin one.',
        SecondFactorInvalid: wrongCode,
      }),
    disableMfa: async (_root, { input }, { deps, caller }) => {
      const { code, currentPassword = null } = input;
      const result = await disableMfa(deps, { caller, code, currentPassword });
      const seen = result.ok ? { ok: true as const, value: await viewOneself(deps, result.value) } : result;
      return payload(seen, 'user', {
        CurrentPasswordWrong: wrongPassword,
        FreshSignInRequired: signInAgain,
        SecondFactorInvalid: wrongCode,
      });
    },
    renewRecoveryCodes: async (_root, { input }, { deps, caller }) =>
      payload(await renewRecoveryCodes(deps, { caller, code: input.code }), 'recoveryCodes', {
        SecondFactorInvalid: wrongCode,
      }),
    verifyMfa: async (_root, { input }, { deps, caller }) => {
      const answer = await signInAnswer(deps, await verifyMfa(deps, { caller, ...input }));
      return payload(answer, ['session', 'user'], {
        MfaChallengeInvalid: () => 'This sign-in is over: sign in again.',
        SecondFactorInvalid: wrongCode,
        AccountBlocked: () => 'This account is blocked. Customer service knows why.',
      });
    },
  },
  User: {
    mfa: async ({ id, isOpen, roles }, _arguments, { deps, loaders }) => {
      if (!isOpen) return null;
      return { ...(await loaders.mfaStates.load(id)), required: isMfaRequired(deps, roles ?? []) };
    },
  },
};
