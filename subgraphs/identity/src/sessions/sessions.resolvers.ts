import { invariant } from '@caravan/core/errors';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { logOut, refreshSession } from './sessions.usecases.ts';

export const sessionResolvers: Resolvers = {
  Mutation: {
    refreshSession: async (_root, { input }, { deps }) =>
      payload(await refreshSession(deps, input), 'session', {
        RefreshTokenInvalid: () => 'This refresh token does not work (any more): log in again.',
      }),
    logOut: async (_root, { input }, { deps, principal: { id, sessionId } }) => {
      invariant(id && sessionId, 'the field is for signed-in people');
      return { endedSessions: await logOut(deps, { userId: id, sessionId, everywhere: input?.everywhere ?? false }) };
    },
  },
};
