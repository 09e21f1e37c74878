import { CaravanError } from '@caravan/core/errors';
import { anonymousIdentity, type Identity } from './access-token.ts';
import type { Entrance, Entry } from './api-keys.ts';
import type { Contract } from './client.ts';
import type { DenySet } from './deny-set.ts';

/** Cookie in which the explorer keeps the token of who is signed in there. */
export const explorerCookie = 'caravan_access';

/** What a client shows of itself. */
export type Credentials = {
  /** `Bearer <token>`, as a header or in `connectionParams`. */
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  /** As a header or in `connectionParams`. */
  readonly apiKey: unknown;
  /** The contract of the endpoint that the client comes to. */
  readonly endpoint: Contract;
};

/** Who a client is, and what it is let to. */
export type Session = Identity & Entry & { readonly mayIntrospect: boolean };

export const anonymousSession: Session = {
  ...anonymousIdentity,
  contract: 'api',
  apiKeyId: null,
  isHighRate: false,
  mayIntrospect: false,
};

/** The session behind credentials; without any, an anonymous one. */
export type Authenticate = (credentials: Credentials) => Promise<Session>;

/** To whom introspection is answered: partners are those with an API key, and people signed in to the explorer. */
export type IntrospectionPolicy = 'everybody' | 'partners' | 'nobody';

export function authentication(options: {
  /** @throws CaravanError `UNAUTHENTICATED` for a token that is not good. */
  verify(token: string): Promise<Identity>;
  enter: Entrance;
  denied: DenySet;
  /** Whether the explorer's cookie counts. */
  cookies: boolean;
  introspection: IntrospectionPolicy;
}): Authenticate {
  const { verify, enter, denied, cookies, introspection } = options;
  return async ({ authorization, cookie, apiKey, endpoint }) => {
    const { entry, program } = enter({ endpoint, apiKey });
    const inCookie = cookies && authorization === undefined ? tokenInCookie(cookie) : undefined;
    const token = authorization === undefined ? inCookie : bearerToken(authorization);
    const identity = token ? await verify(token) : (program ?? anonymousIdentity);
    if (denied.has(identity.principal.sessionId)) throw sessionEnded();
    const isPartner = entry.apiKeyId !== null || (inCookie !== undefined && identity.rights.isAuthenticated);
    const mayIntrospect = introspection === 'everybody' || (introspection === 'partners' && isPartner);
    return { ...identity, ...entry, mayIntrospect };
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
  return pair?.slice(prefix.length) || undefined;
}
