import type { Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type { Person, PersonView } from '../accounts/accounts.domain.ts';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { register } from './registrations.usecases.ts';
import { resendVerificationEmail, verifyEmail, verifyEmailByLink } from './verification.usecases.ts';

export const registrationResolvers: Resolvers = {
  Mutation: {
    register: async (_root, { input }, { deps, caller }) =>
      payload(await register(deps, { caller, input, guestToken: input.guestToken ?? null }), 'verificationSentTo', {
        RegistrationClosed: () => 'The platform takes no new people at the moment.',
        UsernameTaken: () => 'Another account has this username.',
        EmailTaken: () => 'Another account has this email.',
      }),
    verifyEmail: async (_root, { input }, { deps }) =>
      payload(await seenByOneself(deps, await verifyEmail(deps, input)), 'user', {
        ...nameMessages,
        VerificationCodeInvalid: () => 'This code does not work (any more). Ask for a new one.',
      }),
    verifyEmailByLink: async (_root, { input }, { deps }) =>
      payload(await seenByOneself(deps, await verifyEmailByLink(deps, input)), 'user', {
        ...nameMessages,
        VerificationLinkInvalid: () => 'This link does not work (any more). Ask for a new mail.',
      }),
    resendVerificationEmail: async (_root, { input }, { deps }) =>
      payload(await resendVerificationEmail(deps, input), 'verificationSentTo'),
  },
};

/** What happened between the registration and its verification; who has the code may know. */
const nameMessages = {
  EmailTaken: () => 'This email has an account by now. Log in with it.',
  UsernameTaken: () => 'Somebody else has this username by now. Register again with another one.',
};

async function seenByOneself<Refusal>(
  deps: Deps,
  result: Result<Person, Refusal>,
): Promise<Result<PersonView, Refusal>> {
  return result.ok ? { ok: true, value: await viewOneself(deps, result.value) } : result;
}
