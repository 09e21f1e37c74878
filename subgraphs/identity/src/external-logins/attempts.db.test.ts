import { createServer } from 'node:http';
import { newId } from '@caravan/core/ids';
import { freePort } from '@caravan/testkit/free-port';
import { type SQL, sql } from 'drizzle-orm';
import type { JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  begun,
  complete,
  enter,
  externalWorld,
  frontEnd,
  postForm,
  returned,
} from '../../test/external-world.ts';
import { atOnce, callerAt, testIdentity } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import type { externalAttempts } from './external-logins.tables.ts';
import { openFacebook } from './providers/facebook.ts';
import { createProviderFetch } from './providers/provider-fetch.ts';
import { beginExternalLogIn, configuredProviders } from './usecases/begin.ts';

const identity = testIdentity();
const world = externalWorld(identity);
const refusedAs = (kind: string) => ({ ok: false, errors: [{ kind }] });
const invalid = refusedAs('ExternalAttemptInvalid');
const refused = refusedAs('ExternalLogInRefused');
const unavailable = refusedAs('ProviderUnavailable');

/** What somebody new comes back with. */
async function back(provider: 'GOOGLE' | 'APPLE' | 'FACEBOOK' = 'GOOGLE', deps: Deps = world.deps): Promise<Answer> {
  return returned(world, { provider, subject: world.account(provider), begun: await begun(deps, provider) });
}

async function count(table: string): Promise<number> {
  return (await identity.deps.database.query.execute(sql.raw(`select 1 from ${table}`))).length;
}

/** Errors and logs say nothing that a provider wrote, nor any secret. */
function expectNoLeak(result: unknown, { state, code, browserSecret }: Partial<Answer> = {}) {
  const told = `${JSON.stringify(result)}${identity.logLines.join('')}`;
  for (const secret of ['canary', state, code, browserSecret]) if (secret) expect(told).not.toContain(secret);
}

describe('an attempt', () => {
  test('is completed by its own state and browser secret alone, and a wrong one does not use it up', async () => {
    const [own, other] = [await back(), await back()];
    expect(await complete(world.deps, { ...own, state: 'no-such-state' })).toEqual(invalid);
    expect(await complete(world.deps, { ...own, browserSecret: 'no-such-secret' })).toEqual(invalid);
    // Log-in CSRF: a link with state and code of somebody else, opened in a browser that began a sign-in itself.
    expect(await complete(world.deps, { ...other, browserSecret: own.browserSecret })).toEqual(invalid);
    expect(await complete(world.deps, own)).toMatchObject({ ok: true });
    expect(await complete(world.deps, other)).toMatchObject({ ok: true });
  });

  test('works once', async () => {
    const answer = await back();
    expect(await complete(world.deps, answer)).toMatchObject({ ok: true });
    expect(await complete(world.deps, answer)).toEqual(invalid);
  });

  test('works for 10 minutes', async () => {
    const [inTime, late] = [await back(), await back()];
    identity.passSeconds(599);
    expect(await complete(world.deps, inTime)).toMatchObject({ ok: true });
    identity.passSeconds(1);
    expect(await complete(world.deps, late)).toEqual(invalid);
  });

  test('gives one session, of 10 completions at once in two processes', async () => {
    const answer = await back();
    const before = await count('sessions');
    const processes = [world.deps, world.with({})];
    const results = await atOnce(10, (index) => complete(processes[index % 2] ?? world.deps, answer));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await count('sessions')).toBe(before + 1);
  });

  test('asks the provider once, of 10 completions at once; who looks before taking asks more often', async () => {
    const asked = () => world.google.asked.filter((path) => path === '/token').length;
    const run = async (claim: (answer: Answer) => Promise<unknown>) => {
      const answer = await back();
      const before = asked();
      await atOnce(10, () => claim(answer));
      return asked() - before;
    };
    expect(await run((answer) => complete(world.deps, answer))).toBe(1);
    // The mutant lets everybody take what was there when they looked.
    expect(await run((answer) => complete(withNaiveClaims(), answer))).toBeGreaterThan(1);
  });

  test('keeps nothing in clear', async () => {
    const answer = await back();
    const [row] = await identity.deps.database.query.execute(
      sql`select * from external_attempts order by expires_at desc, state_hash limit 1`,
    );
    const dump = JSON.stringify(await identity.deps.database.query.execute(sql`select * from external_attempts`));
    expect(row).toMatchObject({ provider: 'GOOGLE', claimed_at: null });
    for (const secret of [answer.state, answer.browserSecret, answer.code]) expect(dump).not.toContain(secret);
    expect(dump).not.toMatch(/nonce|verifier/);
  });
});

describe('what comes from the provider', () => {
  const forgeries: [string, (claims: JWTPayload) => JWTPayload | 'FOREIGN_KEY'][] = [
    ['the nonce of another attempt', (claims) => ({ ...claims, nonce: 'another' })],
    ['no nonce', ({ nonce: _nonce, ...claims }) => claims],
    ['another audience', (claims) => ({ ...claims, aud: 'somebody-else' })],
    ['two audiences and another party', (claims) => ({ ...claims, aud: [String(claims.aud), 'x'], azp: 'x' })],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://accounts.example' })],
    ['an end in the past', (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3_600 })],
    ['the signature of another key', () => 'FOREIGN_KEY'],
  ];
  test.each(forgeries)('is refused with %s in the id token', async (_what, forge) => {
    for (const provider of ['GOOGLE', 'APPLE'] as const) {
      const answer = await back(provider);
      const [people, sessions] = [await count('users'), await count('sessions')];
      Object.assign(provider === 'GOOGLE' ? world.google : world.apple, { forge });
      const result = await complete(world.deps, answer);
      expect(result).toEqual(refused);
      expectNoLeak(result, answer);
      expect([await count('users'), await count('sessions')]).toEqual([people, sessions]);
    }
  });

  test.each(['GOOGLE', 'APPLE', 'FACEBOOK'] as const)(
    'is refused by %s for the code of another attempt',
    async (provider) => {
      const [own, other] = [await back(provider), await back(provider)];
      // The PKCE verifier of the one does not fit the challenge of the other.
      expect(await complete(world.deps, { ...own, code: other.code })).toEqual(refused);
      expect(await complete(world.deps, { ...own })).toEqual(invalid);
    },
  );

  test('is refused when the code has expired, or was used', async () => {
    const late = await back();
    world.google.expireCodes();
    expect(await complete(world.deps, late)).toEqual(refused);
    const used = await back();
    expect(await complete(world.deps, used)).toMatchObject({ ok: true });
    const fresh = await begun(world.deps, 'GOOGLE');
    const state = new URL(fresh.authorizeUrl).searchParams.get('state') ?? '';
    expect(await complete(world.deps, { ...used, state, browserSecret: fresh.browserSecret })).toEqual(refused);
  });

  test('is refused when it is the answer of another provider (mix-up)', async () => {
    const [google, apple] = [await back('GOOGLE'), await back('APPLE')];
    expect(await complete(world.deps, { ...google, issuer: world.apple.issuer })).toEqual(refused);
    expect(await complete(world.deps, { ...apple, code: google.code, issuer: google.issuer })).toEqual(refused);
    // The provider says that it sends `iss`, so its absence is refused as well (RFC 9207).
    expect(await complete(world.deps, { ...(await back()), issuer: null })).toEqual(refused);
    const another = await back('APPLE');
    expect(await complete(world.deps, { ...another, code: (await back('GOOGLE')).code })).toEqual(refused);
  });
});

describe('a provider that is down', () => {
  const impatient = { EXTERNAL_PROVIDER_TIMEOUT_MS: '150' };

  test.each(['SILENT', 'FAILING', 'GARBAGE', 'HUGE'] as const)('%s: can be asked again', async (kind) => {
    const deps = world.with(impatient);
    world.google.fault = { kind };
    const command = { caller: callerAt(null), provider: 'GOOGLE', redirectUri: null, guestToken: null } as const;
    const first = await beginExternalLogIn(deps, command);
    expect(first).toEqual(unavailable);
    expectNoLeak(first);
    // What it said of itself is asked for again, since that was of no use.
    world.google.fault = { kind: null };
    const answer = await back('GOOGLE', deps);
    world.google.fault = { kind, only: '/token' };
    const second = await complete(deps, answer);
    expect(second).toEqual(unavailable);
    expectNoLeak(second, answer);
    world.google.fault = { kind, only: '/jwks' };
    const third = await complete(deps, answer);
    expect(third).toEqual(unavailable);
    expectNoLeak(third, answer);
    world.google.fault = { kind: null };
    // The code was used by the try before, which the provider had answered.
    expect(await complete(deps, answer)).toEqual(refused);
  });

  test('lets the same call through once it answers', async () => {
    const answer = await back();
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
    expect(await complete(deps, await back('FACEBOOK', deps))).toEqual(unavailable);
  });

  test.each([
    ['{"error":{"message":"canary"}}', 500],
    ['canary', 200],
    ['{}', 200],
    ['{"access_token":7}', 200],
    ['{"access_token":"canary"}', 403],
  ])('Facebook with %s (%i)', async (body, status) => {
    const answer = await back('FACEBOOK');
    world.facebook.answer = { status, body };
    const result = await complete(world.deps, answer);
    expect(result).toEqual(unavailable);
    expectNoLeak(result, answer);
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
    const result = await complete(deps, await back('APPLE', deps));
    expect(result).toEqual(unavailable);
    expect(identity.logLines.join('')).toContain('REFUSES_THIS_CLIENT');
  });
});

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

test('who has begun nothing can enter nowhere', async () => {
  const nothing = { state: '', code: '', issuer: null, browserSecret: '' };
  expect(await complete(world.deps, nothing)).toEqual(invalid);
  expect(await enter(world, { provider: 'GOOGLE', subject: world.account('GOOGLE') })).toMatchObject({ ok: true });
});

/** Looks first, and takes what was there without looking again. */
function withNaiveClaims(): Deps {
  const { query } = world.deps.database;
  const update = (table: typeof externalAttempts) => ({
    set: () => ({ where: (sought: SQL) => ({ returning: () => query.select().from(table).where(sought) }) }),
  });
  const naive = new Proxy(query, {
    get: (target, property) => (property === 'update' ? update : Reflect.get(target, property)),
  });
  return { ...world.deps, database: { ...world.deps.database, query: naive } };
}
