import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const issuer = 'caravan';
export const userId = '01981d7e-4a00-7000-8000-000000000001';
export const sessionId = '01981d7e-4a00-7000-8000-000000000002';
export const guestId = '01981d7e-4a00-7000-8000-000000000003';

export type TokenIssuer = Awaited<ReturnType<typeof openTokenIssuer>>;

/** An issuer of access tokens with one key, like identity's. */
export async function openTokenIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const jwks = { keys: [{ ...publicJwk, kid: 'key-1', alg: 'EdDSA', use: 'sig' }] };
  const sign = (claims: JWTPayload, header: Record<string, unknown> = {}, key: CryptoKey | Uint8Array = privateKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'key-1', typ: 'at+jwt', ...header }).sign(key);
  return {
    publicKey,
    privateKey,
    publicJwk,
    jwks,
    sign,
    accessToken: (claims: JWTPayload = {}) => sign(userClaims(claims)),
  };
}

/** Claims of a good access token of a customer. */
export function userClaims(claims: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: issuer,
    sub: userId,
    sid: sessionId,
    use: 'access',
    roles: ['CUSTOMER'],
    scope: 'cart:use',
    iat: now,
    exp: now + 600,
    ...claims,
  };
}
