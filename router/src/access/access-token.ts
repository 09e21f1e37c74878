import { CaravanError } from '@caravan/core/errors';
import { anonymous, type Principal, roles, scopes, scopesOf } from '@caravan/core/principal';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Rights, rightsOf } from './rights.ts';

/** Who a client is, until when. */
export type Identity = {
  readonly principal: Principal;
  readonly rights: Rights;
  /** Null for who has no token. */
  readonly expiresAt: Date | null;
};

export const anonymousIdentity: Identity = { principal: anonymous, rights: rightsOf(anonymous), expiresAt: null };

/** Type of our tokens in their header (RFC 9068), so that no other JWT passes for one. */
const tokenType = 'at+jwt';
const longestToken = 4_096;

const claims = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  use: z.enum(['access', 'guest']),
  roles: z.array(z.string()),
  scope: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
});
type Claims = z.output<typeof claims>;

/**
 * Checks an access or guest token (RFC 9068, EdDSA): signature by a key of the issuer, type, issuer, audience, times.
 *
 * @throws CaravanError `UNAUTHENTICATED` that does not say which check failed.
 */
export async function verifyAccessToken(
  token: string,
  { keys, issuer, now }: { keys: JWTVerifyGetKey; issuer: string; now: Date },
): Promise<Identity> {
  if (token.length > longestToken) throw refused();
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: issuer,
      algorithms: ['EdDSA'],
      typ: tokenType,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub', 'sid', 'use'],
    });
    const checked = claims.safeParse(payload);
    if (!checked.success || protectedHeader.kid === undefined || checked.data.iat * 1000 > now.getTime() + 60_000) {
      throw refused();
    }
    return toSession(checked.data);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw refused();
    throw error;
  }
}

function toSession({ sub, sid, use, roles: claimed, scope, exp }: Claims): Identity {
  const guest = use === 'guest';
  if (guest && sid !== sub) throw refused();
  const held = guest ? (['GUEST'] as const) : roles.filter((role) => role !== 'GUEST' && claimed.includes(role));
  const granted = guest ? [] : scopes.filter((each) => scope?.split(' ').includes(each));
  const principal: Principal = {
    kind: guest ? 'guest' : 'user',
    id: sub,
    sessionId: sid,
    roles: held,
    scopes: [...new Set([...scopesOf(held), ...granted])].sort(),
  };
  return { principal, rights: rightsOf(principal), expiresAt: new Date(exp * 1000) };
}

function refused(): CaravanError {
  return new CaravanError('UNAUTHENTICATED', 'The access token is not valid. Sign in again.');
}
