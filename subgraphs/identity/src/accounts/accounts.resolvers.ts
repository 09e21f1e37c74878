import { invariant } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import type { Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { Person, PersonView } from './accounts.domain.ts';
import { logIn } from './usecases/log-in.ts';
import { viewOneself } from './usecases/people.ts';
import { updateProfile } from './usecases/profile.ts';
import { register } from './usecases/register.ts';
import { resendVerificationEmail, verifyEmail } from './usecases/verification.ts';

export const accountResolvers: Resolvers = {
  Query: {
    me: (_root, _arguments, { principal, loaders }) => loaders.people.load(userIdOf(principal)),
  },
  Mutation: {
    register: async (_root, { input }, { deps, caller }) =>
      payload(await register(deps, { caller, input, guestToken: input.guestToken ?? null }), 'verificationSentTo', {
        UsernameTaken: () => 'Another account has this username.',
        EmailTaken: () => 'Another account has this email.',
      }),
    verifyEmail: async (_root, { input }, { deps }) =>
      payload(await seenByOneself(deps, await verifyEmail(deps, input)), 'user', {
        VerificationCodeInvalid: () => 'This code does not work (any more). Ask for a new one.',
      }),
    resendVerificationEmail: async (_root, { input }, { deps }) =>
      payload(await resendVerificationEmail(deps, input), 'verificationSentTo'),
    logIn: async (_root, { input }, { deps, caller }) => {
      const result = await logIn(deps, { ...input, caller, guestToken: input.guestToken ?? null });
      const answer = result.ok
        ? {
            ok: true as const,
            value: { session: result.value.session, user: await viewOneself(deps, result.value.person) },
          }
        : result;
      return payload(answer, ['session', 'user'], {
        InvalidCredentials: () =>
          'No account has this name and password. After many failures an account is locked for some minutes; its owner gets a mail.',
        AccountBlocked: () => 'This account is blocked. Customer service knows why.',
        EmailNotVerified: () => 'The email waits for the code that was sent to it.',
      });
    },
    updateProfile: async (_root, { input }, { deps, principal }) =>
      payload(
        await seenByOneself(deps, await updateProfile(deps, { userId: userIdOf(principal), change: input })),
        'user',
      ),
  },
  User: {
    id: ({ id }) => toTypeId('user', id),
    emailVerified: ({ isOpen, emailVerifiedAt }) => (isOpen ? emailVerifiedAt !== null : null),
    roles: ({ roles }) => (roles ? [...roles] : null),
    __resolveReference: ({ id }, { loaders }) => loaders.people.load(fromTypeId('user', id)),
  },
};

async function seenByOneself<Refusal>(
  deps: Deps,
  result: Result<Person, Refusal>,
): Promise<Result<PersonView, Refusal>> {
  return result.ok ? { ok: true, value: await viewOneself(deps, result.value) } : result;
}

/** The schema lets only signed-in people reach these fields. */
function userIdOf({ kind, id }: Principal): string {
  invariant(kind === 'user' && id !== null, 'the field is for signed-in people');
  return id;
}
