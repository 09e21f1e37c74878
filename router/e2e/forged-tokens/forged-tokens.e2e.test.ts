import { randomBytes } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { guestId, issuer, type TokenIssuer, userClaims, userId } from '../harness/tokens.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter();
});
afterAll(() => caravan.stop());

const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (alg: string) => `${encode({ alg, kid: 'key-1', typ: 'at+jwt' })}.${encode(userClaims())}.`;
const byStranger = async (header: Record<string, unknown> = {}) => {
  const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(stranger.publicKey);
  const withKey = Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name, value === 'jwk' ? jwk : value]),
  );
  return new SignJWT(userClaims())
    .setProtectedHeader({ alg: 'EdDSA', kid: 'key-1', typ: 'at+jwt', ...withKey })
    .sign(stranger.privateKey);
};
/** Signed by a key of the stranger's own, under the id of the issuer's. */
const byOtherAlgorithm = async (alg: 'ES256' | 'RS256' | 'PS256') => {
  const { privateKey } = await generateKeyPair(alg);
  return new SignJWT(userClaims()).setProtectedHeader({ alg, kid: 'key-1', typ: 'at+jwt' }).sign(privateKey);
};
const hmac = (secret: Uint8Array) =>
  new SignJWT(userClaims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1', typ: 'at+jwt' }).sign(secret);

/** Each gives a token that must not be believed. */
const forgeries: [what: string, forge: (tokens: TokenIssuer) => Promise<string> | string][] = [
  ['garbage', () => 'garbage'],
  ['three dots', () => '...'],
  ['alg none', () => unsigned('none')],
  ['alg NONE', () => unsigned('NONE')],
  ['EdDSA without a signature', () => unsigned('EdDSA')],
  [
    'HS256 with the public key as secret',
    async ({ publicJwk }) => hmac(Buffer.from(publicJwk.x as string, 'base64url')),
  ],
  [
    'HS256 with the public key as PEM',
    async ({ publicKey }) => hmac(new TextEncoder().encode(await exportSPKI(publicKey))),
  ],
  [
    'HS256 with the public key as JWK',
    async ({ publicJwk }) => hmac(new TextEncoder().encode(JSON.stringify(publicJwk))),
  ],
  [
    'HS256 with an empty secret',
    () => `${encode({ alg: 'HS256', kid: 'key-1', typ: 'at+jwt' })}.${encode(userClaims())}.`,
  ],
  ['ES256', () => byOtherAlgorithm('ES256')],
  ['RS256', () => byOtherAlgorithm('RS256')],
  ['PS256', () => byOtherAlgorithm('PS256')],
  ['another key', () => byStranger()],
  ['another key, brought along as jwk', () => byStranger({ jwk: 'jwk' })],
  ['another key, by jku', () => byStranger({ jku: 'http://127.0.0.1:1/jwks.json' })],
  ['another key, by x5u', () => byStranger({ x5u: 'http://127.0.0.1:1/chain.pem' })],
  ['no kid', ({ sign }) => sign(userClaims(), { kid: undefined })],
  ['an unknown kid', ({ sign }) => sign(userClaims(), { kid: 'key-2' })],
  ['a kid that is a path', ({ sign }) => sign(userClaims(), { kid: '../../etc/passwd' })],
  ['a kid that is SQL', ({ sign }) => sign(userClaims(), { kid: "key-1' or '1'='1" })],
  ['a kid that is an address', ({ sign }) => sign(userClaims(), { kid: 'http://127.0.0.1:1/jwks.json' })],
  ['an empty kid', ({ sign }) => sign(userClaims(), { kid: '' })],
  ['a kid that is a property', ({ sign }) => sign(userClaims(), { kid: '__proto__' })],
  [
    'an unknown critical header',
    async ({ privateKey }) =>
      new SignJWT(userClaims())
        .setProtectedHeader({ alg: 'EdDSA', kid: 'key-1', typ: 'at+jwt', crit: ['exp2'], exp2: 1 })
        .sign(privateKey, { crit: { exp2: true } }),
  ],
  ['another issuer', ({ accessToken }) => accessToken({ iss: 'somebody' })],
  ['no issuer', ({ accessToken }) => accessToken({ iss: undefined } as never)],
  ['another audience', ({ accessToken }) => accessToken({ aud: 'somebody' })],
  ['no audience', ({ accessToken }) => accessToken({ aud: undefined } as never)],
  ['expired', ({ accessToken }) => accessToken({ exp: now() - 1 })],
  ['never expiring', ({ accessToken }) => accessToken({ exp: undefined } as never)],
  ['not yet valid', ({ accessToken }) => accessToken({ nbf: now() + 600 })],
  ['issued in the future', ({ accessToken }) => accessToken({ iat: now() + 600 })],
  ['an opaque refresh token', () => randomBytes(32).toString('base64url')],
  ['a JWT for refreshing', ({ accessToken }) => accessToken({ use: 'refresh' })],
  ['without a use', ({ accessToken }) => accessToken({ use: undefined })],
  ['another type of JWT', ({ sign }) => sign(userClaims(), { typ: 'JWT' })],
  ['no type', ({ sign }) => sign(userClaims(), { typ: undefined })],
  ['a subject that is no UUID', ({ accessToken }) => accessToken({ sub: 'admin' })],
  ['no session', ({ accessToken }) => accessToken({ sid: undefined })],
  ['roles that are a text', ({ accessToken }) => accessToken({ roles: 'ADMIN' })],
  ["a guest under another's session", ({ accessToken }) => accessToken({ use: 'guest', sub: guestId, sid: userId })],
  [
    'a changed payload',
    async ({ accessToken }) => {
      const [header, , signature] = (await accessToken()).split('.');
      return `${header}.${encode(userClaims({ roles: ['ADMIN'] }))}.${signature}`;
    },
  ],
  ['a cut signature', async ({ accessToken }) => (await accessToken()).slice(0, -4)],
  ['5,000 characters', async ({ accessToken }) => accessToken({ padding: 'x'.repeat(5_000) })],
];

const query = '{ whoCalls { kind id scopes } }';

describe('a token that was not issued by identity', () => {
  test.each(forgeries)('%s is refused over HTTP', async (_what, forge) => {
    const { status, body, headers } = await caravan.post(query, { token: await forge(caravan.tokens) });
    expect([status, codes(body), body.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each(forgeries)('%s is refused over WebSocket', async (_what, forge) => {
    const token = await forge(caravan.tokens);
    await expect(once(caravan.socket(token), query)).rejects.toMatchObject({ code: 4403 });
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', ''])('the header "%s" is refused', async (authorization) => {
    const { status } = await caravan.post(query, { headers: { authorization } });
    expect(status).toBe(401);
  });

  test('nothing runs for it, not even a public field', async () => {
    const { body } = await caravan.post('mutation { rename(id: "u1", name: "Mallory") { id } }', { token: 'garbage' });
    expect(codes(body)).toEqual(['UNAUTHENTICATED']);
    expect(caravan.world.names.get('u1')).toBe('Aigerim');
  });
});

describe('a good token', () => {
  const asUser = { kind: 'user', id: userId, scopes: ['cart:use'] };

  test('is believed over HTTP and WebSocket', async () => {
    const token = await caravan.tokens.accessToken();
    expect((await caravan.post(query, { token })).body.data).toEqual({ whoCalls: asUser });
    expect((await once(caravan.socket(token), query)).data).toEqual({ whoCalls: asUser });
  });

  test('brings the scopes of its roles and those it claims; unknown ones are left out', async () => {
    const token = await caravan.tokens.accessToken({ roles: ['CUSTOMER', 'EMPEROR'], scope: 'ledger:read world:rule' });
    expect((await caravan.post(query, { token })).body.data).toEqual({
      whoCalls: { ...asUser, scopes: ['cart:use', 'ledger:read'] },
    });
  });

  test('of a guest gives a guest, whatever it claims', async () => {
    const guest = { use: 'guest', sub: guestId, sid: guestId, roles: ['GUEST', 'ADMIN'], scope: 'cart:use role:grant' };
    const token = await caravan.tokens.accessToken(guest);
    expect((await caravan.post(query, { token })).body.data).toEqual({
      whoCalls: { kind: 'guest', id: guestId, scopes: ['cart:use'] },
    });
  });

  test('is not needed: without one the caller is anonymous', async () => {
    const anonymous = { whoCalls: { kind: 'anonymous', id: null, scopes: [] } };
    expect((await caravan.post(query)).body.data).toEqual(anonymous);
    expect((await once(caravan.socket(), query)).data).toEqual(anonymous);
  });

  test('may be for several audiences', async () => {
    const token = await caravan.tokens.accessToken({ iss: issuer, aud: [issuer, 'other'] });
    expect((await caravan.post(query, { token })).status).toBe(200);
  });
});
