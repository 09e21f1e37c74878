import { createServer } from 'node:http';
import { freePort } from '@caravan/testkit/free-port';
import { describe, expect, test } from 'vitest';
import { back, complete, externalWorld, frontEnd, leaks } from '../../test/external-world.ts';
import { callerAt, testIdentity } from '../../test/identity.ts';
import { openFacebook } from './providers/facebook.ts';
import { createProviderFetch } from './providers/provider-fetch.ts';
import { beginExternalLogIn } from './usecases/begin.ts';

const identity = testIdentity();
const world = externalWorld(identity);
const refusedAs = (kind: string) => ({ ok: false, errors: [{ kind }] });
const refused = refusedAs('ExternalLogInRefused');
const unavailable = refusedAs('ProviderUnavailable');

describe('a provider that is down', () => {
  const impatient = { EXTERNAL_PROVIDER_TIMEOUT_MS: '150' };

  test.each(['SILENT', 'STUCK', 'FAILING', 'GARBAGE', 'HUGE'] as const)('%s: can be asked again', async (kind) => {
    const deps = world.with(impatient);
    world.google.fault = { kind };
    const command = { caller: callerAt(null), provider: 'GOOGLE', redirectUri: null, guestToken: null } as const;
    const first = await beginExternalLogIn(deps, command);
    expect(first).toEqual(unavailable);
    expect(leaks(identity, first)).toBe(false);
    // What it said of itself is asked for again, since that was of no use.
    world.google.fault = { kind: null };
    const answer = await back(world, 'GOOGLE', deps);
    world.google.fault = { kind, only: '/token' };
    const second = await complete(deps, answer);
    expect(second).toEqual(unavailable);
    expect(leaks(identity, second, answer)).toBe(false);
    world.google.fault = { kind, only: '/jwks' };
    const third = await complete(deps, answer);
    expect(third).toEqual(unavailable);
    expect(leaks(identity, third, answer)).toBe(false);
    world.google.fault = { kind: null };
    // The code was used by the try before, which the provider had answered.
    expect(await complete(deps, answer)).toEqual(refused);
  });

  test.each([
    ['nothing', () => ({})],
    ['a list', () => []],
    ['another issuer', (issuer: string) => ({ ...described(issuer), issuer: 'https://accounts.example' })],
    ['no page to sign in at', (issuer: string) => ({ ...described(issuer), authorization_endpoint: undefined })],
    ['a number for a page', (issuer: string) => ({ ...described(issuer), authorization_endpoint: 7 })],
  ])('that describes itself by %s', async (_what, describe) => {
    world.google.fault = { kind: { json: describe(world.google.issuer) } };
    const command = { caller: callerAt(null), provider: 'GOOGLE', redirectUri: null, guestToken: null } as const;
    expect(await beginExternalLogIn(world.with({}), command)).toEqual(unavailable);
  });

  test.each([
    ['no id token', { access_token: 'canary', token_type: 'bearer' }],
    ['an id token that is none', { access_token: 'canary', token_type: 'bearer', id_token: 'canary' }],
    ['a number', { access_token: 7, token_type: 'bearer', id_token: 7 }],
    ['a list', []],
  ])('or answers a code with %s, lets nobody in', async (_what, json) => {
    const answer = await back(world);
    world.google.fault = { kind: { json }, only: '/token' };
    const result = await complete(world.deps, answer);
    expect(result).toMatchObject({ ok: false });
    expect(leaks(identity, result, answer)).toBe(false);
  });

  test('lets the same call through once it answers', async () => {
    const answer = await back(world);
    world.google.fault = { kind: 'FAILING', only: '/token' };
    expect(await complete(world.deps, answer)).toEqual(unavailable);
    world.google.fault = { kind: null };
    expect(await complete(world.deps, answer)).toMatchObject({ ok: true });
  });

  test('that refuses connections', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const deps = world.with({ GOOGLE_ISSUER: nobody, FACEBOOK_GRAPH_URL: nobody });
    const command = { caller: callerAt(null), provider: 'GOOGLE', redirectUri: null, guestToken: null } as const;
    expect(await beginExternalLogIn(deps, command)).toEqual(unavailable);
    expect(await complete(deps, await back(world, 'FACEBOOK', deps))).toEqual(unavailable);
  });

  test.each([
    ['{"error":{"message":"canary"}}', 500],
    ['canary', 200],
    ['{}', 200],
    ['{"access_token":7}', 200],
    ['{"access_token":"canary"}', 403],
  ])('Facebook with %s (%i)', async (body, status) => {
    const answer = await back(world, 'FACEBOOK');
    world.facebook.answer = { status, body };
    const result = await complete(world.deps, answer);
    expect(result).toEqual(unavailable);
    expect(leaks(identity, result, answer)).toBe(false);
    world.facebook.answer = null;
    expect(await complete(world.deps, answer)).toMatchObject({ ok: true });
  });

  test('does not get our secrets sent to another host by a redirect', async () => {
    const seen: string[] = [];
    const thief = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{"access_token":"x"}');
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const { port } = thief.address() as { port: number };
    const lured = createServer((_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end(),
    );
    await new Promise<void>((resolve) => lured.listen(0, '127.0.0.1', resolve));
    const graphUrl = `http://127.0.0.1:${(lured.address() as { port: number }).port}`;
    const { appId, appSecret, dialogUrl } = world.facebook;
    const fetch = createProviderFetch(1_000);
    const client = openFacebook({ dialogUrl, graphUrl, appId, appSecret, emailsVerified: false, fetch });
    const proof = { nonce: 'n', verifier: 'v', redirectUri: frontEnd, code: 'c', issuer: null };
    expect(await client.identify(proof)).toMatchObject(unavailable);
    expect(seen).toEqual([]);
    for (const server of [thief, lured]) await new Promise((resolve) => server.close(resolve));
  });

  test('Apple, or our key for it, when the key is another one', async () => {
    const deps = world.with({ APPLE_KEY_ID: 'another-key' });
    const result = await complete(deps, await back(world, 'APPLE', deps));
    expect(result).toEqual(unavailable);
    expect(identity.logLines.join('')).toContain('REFUSES_THIS_CLIENT');
  });
});

/** What a provider says of itself. */
function described(issuer: string) {
  const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
  return { issuer, ...endpoints, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'] };
}
