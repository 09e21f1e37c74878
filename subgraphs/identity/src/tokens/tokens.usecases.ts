import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Role, Scope } from '@caravan/core/principal';
import { errors, importJWK, jwtVerify, SignJWT } from 'jose';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { rolesInForce } from '../mfa/usecases/second-factor.ts';
import { allScopes } from '../roles/roles.domain.ts';
import { extraScopesOf, rolesOf } from '../roles/roles.usecases.ts';
import { algorithm, currentSigner, publicKeyOf } from '../signing-keys/signing-keys.usecases.ts';

/** Type of our tokens in their header (RFC 9068), so that no other JWT passes for one. */
const tokenType = 'at+jwt';

/**
 * An access token of a session, with the roles of now; those of the staff wait for a second factor where one is required.
 *
 * Claims besides the registered ones: `sid` (session), `use` (`access` or `guest`), `roles`, `scope`
 * (separated by spaces, RFC 8693) and `email`.
 */
export async function issueAccessToken(
  deps: Deps,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<string> {
  const [person, roles, extraScopes] = await Promise.all([
    findPerson(deps.database.query, userId),
    rolesOf(deps.database.query, [userId]),
    extraScopesOf(deps.database.query, userId),
  ]);
  invariant(person, 'a session belongs to a person');
  const held = roles.get(userId) ?? [];
  const inForce = await rolesInForce(deps, { userId, roles: held });
  return sign(deps, {
    subject: userId,
    sessionId,
    use: 'access',
    roles: inForce,
    // What is granted beyond the roles is for the staff, and waits with them.
    extraScopes: inForce.length === held.length ? extraScopes : [],
    email: person.email,
    seconds: deps.settings.accessTokenSeconds,
  });
}

/** A guest's token: the guest is its own session. */
export function issueGuestToken(deps: Deps, guestId: string): Promise<string> {
  const seconds = deps.settings.guestTokenSeconds;
  const guest = { subject: guestId, sessionId: guestId, use: 'guest', roles: ['GUEST'] } as const;
  return sign(deps, { ...guest, extraScopes: [], email: null, seconds });
}

/** The guest whose token this is; null for any other, forged or expired token. */
export async function readGuestToken(deps: Deps, token: string): Promise<string | null> {
  const { issuer } = deps.settings;
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => verificationKey(deps, kid), {
      issuer,
      audience: issuer,
      algorithms: [algorithm],
      typ: tokenType,
      currentDate: deps.now(),
    });
    return payload.use === 'guest' && payload.sub ? payload.sub : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

type TokenContent = {
  readonly subject: string;
  readonly sessionId: string;
  readonly use: 'access' | 'guest';
  readonly roles: readonly Role[];
  /** Beyond those of the roles. */
  readonly extraScopes: readonly Scope[];
  readonly email: string | null;
  readonly seconds: number;
};

async function sign(deps: Deps, content: TokenContent): Promise<string> {
  const { subject, sessionId, use, roles, email, seconds } = content;
  const { id, key } = await currentSigner(deps);
  const { issuer } = deps.settings;
  const issuedAt = Math.floor(deps.now().getTime() / 1000);
  return new SignJWT({ sid: sessionId, use, roles, scope: allScopes(content).join(' '), ...(email && { email }) })
    .setProtectedHeader({ alg: algorithm, kid: id, typ: tokenType })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .setJti(newId())
    .sign(key);
}

async function verificationKey(deps: Deps, kid: string | undefined) {
  const jwk = kid ? await publicKeyOf(deps, kid) : null;
  if (!jwk) throw new errors.JWKSNoMatchingKey();
  return importJWK(jwk, algorithm);
}
