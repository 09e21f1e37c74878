import { newId } from '@caravan/core/ids';
import { describe, expect, test } from 'vitest';
import { begun, complete, externalWorld, frontEnd, postForm } from '../../test/external-world.ts';
import { atOnce, callerAt, testIdentity } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { beginExternalLogIn, configuredProviders } from './usecases/begin.ts';

const identity = testIdentity();
const world = externalWorld(identity);

describe('beginning', () => {
  const begin = (deps: Deps, more: object = {}, address: string | null = null) => {
    const command = { provider: 'GOOGLE', redirectUri: frontEnd, guestToken: null } as const;
    return beginExternalLogIn(deps, { caller: callerAt(address), ...command, ...more });
  };

  test('sends people with state, nonce and the challenge of PKCE, and back to a page that is allowed', async () => {
    const result = await begin(world.deps);
    const url = new URL(result.ok ? result.value.authorizeUrl : '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: world.google.clientId,
      redirect_uri: frontEnd,
      response_type: 'code',
      scope: 'openid email profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(result).toMatchObject({ value: { expiresInSeconds: 600 } });
    expect(url.href).not.toContain(result.ok ? result.value.browserSecret : '');
  });

  test.each([
    `${frontEnd}/`,
    `${frontEnd}?next=1`,
    'https://app.example',
    'https://app.example.evil.example/signed-in',
    'http://app.example/signed-in',
    'http://127.0.0.1:4000/account/external/callback/form',
  ])('sends nobody to %s', async (redirectUri) => {
    const path = ['input', 'redirectUri'];
    expect(await begin(world.deps, { redirectUri })).toMatchObject({ errors: [{ kind: 'InvalidInput', path }] });
  });

  test('sends to our own page outside of production alone', async () => {
    const own = { EXTERNAL_LOG_IN_REDIRECT_URIS: '' };
    const here = await begin(world.with(own), { redirectUri: null });
    const url = new URL(here.ok ? here.value.authorizeUrl : '');
    expect(url.searchParams.get('redirect_uri')).toBe('http://127.0.0.1:4000/account/external/callback');
    const production = { ...world.with(own), isProduction: true };
    expect(await begin(production, { redirectUri: null })).toMatchObject({ errors: [{ kind: 'InvalidInput' }] });
  });

  test('is offered where it is configured', async () => {
    expect(configuredProviders(world.deps)).toEqual(['GOOGLE', 'APPLE', 'FACEBOOK']);
    expect(configuredProviders(world.with({ APPLE_KEY_ID: '' }))).toEqual(['GOOGLE', 'FACEBOOK']);
    expect(configuredProviders(identity.deps)).toEqual([]);
    const path = ['input', 'provider'];
    expect(await begin(identity.deps)).toEqual({ ok: false, errors: [{ kind: 'ProviderNotConfigured', path }] });
  });

  test('is limited by the client address, and completing apart from it', async () => {
    const deps = world.with({ LIMIT_EXTERNAL_LOG_INS_PER_MINUTE: '3' });
    const from = `2001:db8:${newId().slice(0, 4)}::1`;
    const results = await atOnce(5, () => begin(deps, {}, from));
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
    const nothing = { state: 's', code: 'c', issuer: null, browserSecret: 'b' };
    const tries = await atOnce(5, () => complete(deps, nothing, callerAt(from)));
    expect(tries.filter((result) => !result.ok && result.errors[0].kind === 'RateLimited')).toHaveLength(2);
  });
});

describe('the form that Apple posts', () => {
  test('goes on to the front end of its attempt, without the name and what else was posted', async () => {
    const { authorizeUrl } = await begun(world.deps, 'APPLE');
    const state = new URL(authorizeUrl).searchParams.get('state') ?? '';
    const form = new URLSearchParams({ state, code: 'c', user: '{"name":{"firstName":"Aigul"}}', id_token: 'x' });
    expect(await postForm(world.deps, form)).toBe(`${frontEnd}?state=${state}&code=c`);
    form.set('user', 'no JSON');
    expect(await postForm(world.deps, form)).toBe(`${frontEnd}?state=${state}&code=c`);
    expect(await postForm(world.deps, new URLSearchParams({ state, error: 'user_cancelled_authorize' }))).toBe(
      `${frontEnd}?state=${state}&error=user_cancelled_authorize`,
    );
  });

  test('goes nowhere when nobody waits for it, or it is of another provider, or too large', async () => {
    const stateOf = ({ authorizeUrl }: { authorizeUrl: string }) =>
      new URL(authorizeUrl).searchParams.get('state') ?? '';
    const google = stateOf(await begun(world.deps, 'GOOGLE'));
    const apple = stateOf(await begun(world.deps, 'APPLE'));
    expect(await postForm(world.deps, new URLSearchParams({ state: 'unknown', code: 'c' }))).toBeNull();
    expect(await postForm(world.deps, new URLSearchParams({ code: 'c' }))).toBeNull();
    expect(await postForm(world.deps, new URLSearchParams({ state: google, code: 'c' }))).toBeNull();
    expect(await postForm(world.deps, new URLSearchParams({ state: apple, code: 'c'.repeat(20_000) }))).toBeNull();
    identity.passSeconds(600);
    expect(await postForm(world.deps, new URLSearchParams({ state: apple, code: 'c' }))).toBeNull();
  });
});

test('in production no provider is asked without TLS', () => {
  expect(() => world.with({ NODE_ENV: 'production' })).toThrow('https');
});
