import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { atOnce, bodyOf, loggedIn, password, testIdentity, verified } from '../../test/identity.ts';
import { appCode, enrol, signedIn } from '../../test/second-factor.ts';
import type { Deps } from '../deps.ts';
import { beginMfaEnrolment, disableMfa } from '../mfa/usecases/enrolment.ts';
import { giveRole } from '../roles/roles.usecases.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { signingKeyRoutes } from '../signing-keys/signing-keys.routes.ts';
import { publicKeySet, rotateSigningKeys } from '../signing-keys/signing-keys.usecases.ts';
import { issueAccessToken, issueGuestToken, readGuestToken } from './tokens.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

async function verify(token: string) {
  const keys = createLocalJWKSet(await publicKeySet(deps));
  const { payload } = await jwtVerify(token, keys, { issuer: 'caravan', audience: 'caravan', currentDate: deps.now() });
  return payload;
}

describe('an access token', () => {
  test('says who, which session, and what they may do, verifiable by the published keys', async () => {
    const person = await verified(identity);
    await deps.database.transaction((tx) =>
      giveRole(tx, deps, { userId: person.id, role: 'SUPPORT', grantedBy: null }),
    );
    const { accessToken, expiresInSeconds } = await loggedIn(deps, person);
    const issuedAt = deps.now().getTime() / 1000;
    expect(await verify(accessToken)).toEqual({
      iss: 'caravan',
      aud: 'caravan',
      sub: person.id,
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      use: 'access',
      roles: ['CUSTOMER', 'SUPPORT'],
      scope: 'cart:use order:read:any payment:read:any store:read:any user:read:any',
      email: person.email,
      iat: issuedAt,
      exp: issuedAt + expiresInSeconds,
      jti: expect.any(String),
    });
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'EdDSA', kid: expect.any(String), typ: 'at+jwt' });
  });
});

describe('an access token of the staff where a second factor is required', () => {
  const strict = identity.withSettings({ MFA_REQUIRED_FOR_STAFF: 'true' });
  const claimsOf = async (from: Deps, { id, sessionId }: { id: string; sessionId: string }) => {
    const { roles, scope } = decodeJwt(await issueAccessToken(from, { userId: id, sessionId }));
    return { roles, scope };
  };

  async function staff() {
    const person = await signedIn(identity);
    for (const role of ['VENDOR', 'MANAGER', 'SUPER_ADMIN'] as const) {
      await deps.database.transaction((tx) => giveRole(tx, deps, { userId: person.id, role, grantedBy: null }));
    }
    return person;
  }
  const few = { roles: ['CUSTOMER', 'VENDOR'], scope: 'cart:use' };
  const all = {
    roles: ['CUSTOMER', 'VENDOR', 'MANAGER', 'SUPER_ADMIN'],
    scope: expect.stringContaining('admin:manage'),
  };

  test('has the roles of everybody until an app is confirmed, and again when it is taken away', async () => {
    const person = await staff();
    expect(await claimsOf(strict, person)).toEqual(few);
    expect(await claimsOf(deps, person)).toEqual(all);
    await beginMfaEnrolment(deps, { caller: person.caller, currentPassword: password });
    expect(await claimsOf(strict, person)).toEqual(few);
    const { secret } = await enrol(identity, person);
    expect(await claimsOf(strict, person)).toEqual(all);

    const proof = { caller: person.caller, currentPassword: password, code: appCode(secret, deps.now()) };
    expect(await disableMfa(strict, proof)).toMatchObject({ ok: true });
    expect(await claimsOf(strict, person)).toEqual(few);
    // Its token has the roles inside still, so the session that took it away ends with the others.
    expect(await refreshSession(deps, person)).toMatchObject({ ok: false });
  });

  test('is what production asks for, unless it is told not to', async () => {
    const person = await staff();
    expect(await claimsOf({ ...deps, isProduction: true }, person)).toEqual(few);
    const lax = identity.withSettings({ MFA_REQUIRED_FOR_STAFF: 'false' });
    expect(await claimsOf({ ...lax, isProduction: true }, person)).toEqual(all);
  });
});

describe('a guest token', () => {
  const guestId = '01999999-0000-7000-8000-000000000001';

  test('is read back', async () => {
    expect(await readGuestToken(deps, await issueGuestToken(deps, guestId))).toBe(guestId);
  });

  test('is not read when another key, algorithm, issuer or type made it', async () => {
    const kid = decodeProtectedHeader(await issueGuestToken(deps, guestId)).kid ?? '';
    const { privateKey } = await generateKeyPair('EdDSA');
    const sign = (header: object, issuer = 'caravan') =>
      new SignJWT({ use: 'guest', sub: guestId, iss: issuer, aud: 'caravan', exp: 4_000_000_000 })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt', ...header })
        .sign(privateKey);
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', kid, typ: 'at+jwt' })).toString('base64url')}.${Buffer.from(JSON.stringify({ use: 'guest', sub: guestId })).toString('base64url')}.`;
    const forged = [
      await sign({}),
      await sign({ kid: 'unknown' }),
      await sign({ typ: 'JWT' }),
      await sign({}, 'other'),
      none,
    ];
    expect(await Promise.all(forged.map((token) => readGuestToken(deps, token)))).toEqual(Array(5).fill(null));
  });
});

describe('signing keys', () => {
  const request = { headers: {}, params: {}, query: {}, body: Buffer.alloc(0), clientAddress: '127.0.0.1' };

  test('are published without their private halves, which are sealed at rest', async () => {
    const answer = await signingKeyRoutes[0]?.handle(deps, request);
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=300' } });
    const { keys } = JSON.parse(bodyOf(answer));
    expect(keys).toEqual([
      { alg: 'EdDSA', crv: 'Ed25519', kid: expect.any(String), kty: 'OKP', use: 'sig', x: expect.any(String) },
    ]);
    const stored = JSON.stringify(await deps.database.query.execute('select * from signing_keys'));
    expect(stored).not.toContain('PRIVATE KEY');
    expect(stored).not.toContain('"d"');
  });

  test('are made once by 8 processes that start at once', async () => {
    await deps.database.query.execute('delete from signing_keys');
    await atOnce(8, () => rotateSigningKeys(identity.anotherProcess()));
    expect((await publicKeySet(deps)).keys).toHaveLength(1);
  });

  test('rotate with an overlap: old tokens stay good, the new key is known before it signs', async () => {
    const person = await verified(identity);
    const sessionId = '01999999-0000-7000-8000-000000000002';
    const kidNow = async () =>
      decodeProtectedHeader(await issueAccessToken(deps, { userId: person.id, sessionId })).kid;
    const first = await kidNow();

    identity.passSeconds(90 * 86_400);
    await atOnce(4, () => rotateSigningKeys(identity.anotherProcess()));
    expect((await publicKeySet(deps)).keys).toHaveLength(2);
    expect(await kidNow()).toBe(first);
    identity.passSeconds(3_599);
    const last = await issueAccessToken(deps, { userId: person.id, sessionId });
    expect(decodeProtectedHeader(last).kid).toBe(first);
    identity.passSeconds(1);
    const second = await kidNow();
    expect(second).not.toBe(first);

    await rotateSigningKeys(deps);
    expect(await verify(last)).toMatchObject({ sub: person.id });
    identity.passSeconds(9 * 86_400);
    await rotateSigningKeys(deps);
    expect((await publicKeySet(deps)).keys.map(({ kid }) => kid)).toEqual([second]);
  });
});
