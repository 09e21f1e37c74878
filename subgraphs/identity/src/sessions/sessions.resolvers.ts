import { invariant } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { deviceOf } from './device.ts';
import {
  listSessions,
  logOut,
  type OwnSession,
  refreshSession,
  revokeOtherSessions,
  revokeSession,
} from './sessions.usecases.ts';

export const sessionResolvers: Resolvers = {
  Mutation: {
    refreshSession: async (_root, { input }, { deps }) =>
      payload(await refreshSession(deps, input), 'session', {
        RefreshTokenInvalid: () => 'This refresh token does not work (any more): log in again.',
      }),
    logOut: async (_root, { input }, { deps, principal }) => ({
      endedSessions: await logOut(deps, { ...inUse(principal), everywhere: input?.everywhere ?? false }),
    }),
    revokeSession: async (_root, { input }, { deps, principal }) => {
      const sessionId = fromTypeId('session', input.sessionId);
      const revoked = await revokeSession(deps, { ...inUse(principal), sessionId });
      return payload(revoked.ok ? { ...revoked, value: input.sessionId } : revoked, 'revokedSessionId');
    },
    revokeOtherSessions: async (_root, _arguments, { deps, principal }) => ({
      endedSessions: await revokeOtherSessions(deps, inUse(principal)),
    }),
  },
  User: {
    // Not for the staff either: where somebody is, and with what, is nobody's business.
    sessions: ({ id }, _arguments, { deps, principal }) =>
      principal.kind === 'user' && principal.id === id ? listSessions(deps, id) : null,
  },
  Session: {
    id: ({ id }) => toTypeId('session', id),
    device: ({ userAgent }) => deviceOf(userAgent),
    ip: ({ clientAddress }) => clientAddress,
    lastSeenAt: ({ lastUsedAt }) => lastUsedAt,
    current: ({ id }, _arguments, { principal }) => id === principal.sessionId,
  },
};

function inUse({ id, sessionId }: Principal): OwnSession {
  invariant(id && sessionId, 'the field is for signed-in people');
  return { userId: id, sessionId };
}
