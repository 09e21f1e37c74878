import { createLogger } from '@caravan/telemetry/logger';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyAccessToken } from './access-token.ts';
import { keySet } from './key-set.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const now = new Date('2026-11-21T10:00:00Z');
const second = now.getTime() / 1000;
const claims = {
  iss: 'caravan',
  aud: 'caravan',
  sub: '01981d7e-4a00-7000-8000-000000000001',
  sid: '01981d7e-4a00-7000-8000-000000000002',
  use: 'access',
  roles: ['CUSTOMER'],
};

/** A key of the issuer, with what it publishes and a token that it signed. */
async function issuerKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
  const sign = (more: object = {}) =>
    new SignJWT({ ...claims, iat: second, exp: second + 600, ...more })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
      .sign(privateKey);
  return { jwk, sign };
}

const refused = { code: 'UNAUTHENTICATED', message: 'The access token is not valid. Sign in again.' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('while keys are replaced', () => {
  test('tokens of both are good as long as both are published, and those of a key that is gone are not', async () => {
    const [old, next] = [await issuerKey('old'), await issuerKey('next')];
    let published = [old.jwk];
    const keys = keySet(async () => ({ keys: published }), logger);
    const verify = (token: string) => verifyAccessToken(token, { keys, issuer: 'caravan', now });
    const [byOld, byNext] = [await old.sign(), await next.sign()];
    await verify(byOld);
    await expect(verify(byNext)).rejects.toMatchObject(refused);

    published = [old.jwk, next.jwk];
    vi.advanceTimersByTime(11_000);
    await verify(byNext);
    await verify(byOld);

    published = [next.jwk];
    vi.advanceTimersByTime(301_000);
    await expect(verify(byOld)).rejects.toMatchObject(refused);
    await verify(byNext);
  });

  test('a key does not answer for the id of another', async () => {
    const [one, other] = [await issuerKey('one'), await issuerKey('other')];
    const keys = keySet(async () => ({ keys: [{ ...one.jwk, kid: 'other' }] }), logger);
    await expect(verifyAccessToken(await other.sign(), { keys, issuer: 'caravan', now })).rejects.toMatchObject(
      refused,
    );
  });
});

describe('the times of a token', () => {
  test.each([
    ['expires now', { exp: second }, false],
    ['expires in a second', { exp: second + 1 }, true],
    ['is valid from now on', { nbf: second }, true],
    ['is valid in a second', { nbf: second + 1 }, false],
    ['was issued by a clock a minute ahead', { iat: second + 60 }, true],
    ['was issued by a clock more than a minute ahead', { iat: second + 61 }, false],
  ])('%s', async (_what, times, good) => {
    const { jwk, sign } = await issuerKey('key');
    const keys = keySet(async () => ({ keys: [jwk] }), logger);
    const verified = verifyAccessToken(await sign(times), { keys, issuer: 'caravan', now });
    if (good) await verified;
    else await expect(verified).rejects.toMatchObject(refused);
  });
});
