import { ok } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { beginExternalLogIn, configuredProviders, linkExternalLogin } from './usecases/begin.ts';
import { type Completed, completeExternalLogIn } from './usecases/complete.ts';
import { unlinkExternalLogin } from './usecases/link.ts';

const beginFields = ['authorizeUrl', 'browserSecret', 'expiresInSeconds'] as const;
const beginMessages = {
  ProviderNotConfigured: () => 'This provider is not offered here.',
  ProviderUnavailable: () => 'The provider does not answer right now; try again.',
};

export const externalLoginResolvers: Resolvers = {
  Query: {
    externalLoginProviders: (_root, _arguments, { deps }) => configuredProviders(deps),
  },
  Mutation: {
    beginExternalLogIn: async (_root, { input }, { deps, caller }) => {
      const { provider, redirectUri, guestToken = null } = input;
      const command = { caller, provider, redirectUri: redirectUri?.href ?? null, guestToken };
      return payload(await beginExternalLogIn(deps, command), beginFields, beginMessages);
    },
    completeExternalLogIn: async (_root, { input }, { deps, caller }) => {
      const result = await completeExternalLogIn(deps, { ...input, issuer: input.issuer ?? null, caller });
      const answer = result.ok ? ok(await toAnswer(deps, result.value)) : result;
      return payload(answer, ['session', 'user', 'mfaChallenge'], {
        ExternalAttemptInvalid: () => 'This sign-in was begun elsewhere, took too long, or is over: begin again.',
        ExternalLogInRefused: () => 'The provider did not confirm who this is: begin again.',
        RegistrationClosed: () => 'The platform takes no new people at the moment.',
        ExternalEmailNotVerified: () =>
          'The provider does not vouch for an email. Register with a password, then link the provider.',
        ExternalLoginNotLinked: () =>
          'An account has this email, and is not linked to this log-in. Sign in to it, then link the provider.',
        ExternalLoginTaken: () => 'This log-in is linked to another account.',
        ProviderAlreadyLinked: () => 'Another log-in of this provider is linked to the account; unlink it first.',
        ProviderUnavailable: beginMessages.ProviderUnavailable,
        AccountBlocked: () => 'This account is blocked. Customer service knows why.',
      });
    },
    linkExternalLogin: async (_root, { input: { provider, redirectUri } }, { deps, caller }) => {
      const command = { caller, provider, redirectUri: redirectUri?.href ?? null };
      return payload(await linkExternalLogin(deps, command), beginFields, beginMessages);
    },
    unlinkExternalLogin: async (_root, { input: { provider } }, { deps, principal }) => {
      const result = await unlinkExternalLogin(deps, { userId: userIdOf(principal), provider });
      const answer = result.ok ? ok(await viewOneself(deps, result.value)) : result;
      return payload(answer, 'user', {
        LastWayIn: () => 'Nothing else would let you in: set a password or link another provider first.',
      });
    },
  },
  User: {
    externalLogins: ({ id, isOpen }, _arguments, { loaders }) => (isOpen ? loaders.externalLogins.load(id) : null),
  },
};

/** Who has the first factor alone is not told whose account it is. */
async function toAnswer(deps: Deps, { session, challenge, person }: Completed) {
  return { session, mfaChallenge: challenge, user: challenge ? null : await viewOneself(deps, person) };
}
