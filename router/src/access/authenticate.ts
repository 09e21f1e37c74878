import { CaravanError } from '@caravan/core/errors';
import { anonymousSession, type Session } from './access-token.ts';
import type { DenySet } from './deny-set.ts';

/** Cookie in which the explorer keeps the token of who is signed in there. */
export const explorerCookie = 'caravan_access';

/** What a client shows of itself. */
export type Credentials = {
  /** `Bearer <token>`, as a header or in `connectionParams`. */
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
};

/** The session behind credentials; without any, the anonymous one. */
export type Authenticate = (credentials: Credentials) => Promise<Session>;

export function authentication(options: {
  /** @throws CaravanError `UNAUTHENTICATED` for a token that is not good. */
  verify(token: string): Promise<Session>;
  denied: DenySet;
  /** Whether the explorer's cookie counts. */
  cookies: boolean;
}): Authenticate {
  const { verify, denied, cookies } = options;
  return async ({ authorization, cookie }) => {
    const token = authorization === undefined ? cookies && tokenInCookie(cookie) : bearerToken(authorization);
    if (!token) return anonymousSession;
    const session = await verify(token);
    if (denied.has(session.principal.sessionId)) throw sessionEnded();
    return session;
  };
}

export function sessionEnded(): CaravanError {
  return new CaravanError('UNAUTHENTICATED', 'This session has ended. Sign in again.');
}

function bearerToken(authorization: string): string {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new CaravanError('UNAUTHENTICATED', 'Send the access token as "Bearer <token>".');
  return token;
}

function tokenInCookie(header: string | undefined): string | undefined {
  const prefix = `${explorerCookie}=`;
  const pair = header
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(prefix));
  return pair?.slice(prefix.length);
}
