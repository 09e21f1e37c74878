import type { Forgery } from '@caravan/testkit/oidc-server';
import { type SQL, sql } from 'drizzle-orm';
import type { JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Answer, back, begun, complete, enter, externalWorld, leaks } from '../../test/external-world.ts';
import { atOnce, testIdentity } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import type { externalAttempts } from './external-logins.tables.ts';

const identity = testIdentity();
const world = externalWorld(identity);
const refusedAs = (kind: string) => ({ ok: false, errors: [{ kind }] });
const invalid = refusedAs('ExternalAttemptInvalid');
const refused = refusedAs('ExternalLogInRefused');

async function count(table: string): Promise<number> {
  return (await identity.deps.database.query.execute(sql.raw(`select 1 from ${table}`))).length;
}

describe('an attempt', () => {
  test('is completed by its own state and browser secret alone, and a wrong one does not use it up', async () => {
    const [own, other] = [await back(world), await back(world)];
    expect(await complete(world.deps, { ...own, state: 'no-such-state' })).toEqual(invalid);
    expect(await complete(world.deps, { ...own, browserSecret: 'no-such-secret' })).toEqual(invalid);
    // Log-in CSRF: a link with state and code of somebody else, opened in a browser that began a sign-in itself.
    expect(await complete(world.deps, { ...other, browserSecret: own.browserSecret })).toEqual(invalid);
    expect(await complete(world.deps, own)).toMatchObject({ ok: true });
    expect(await complete(world.deps, other)).toMatchObject({ ok: true });
  });

  test('works once', async () => {
    const answer = await back(world);
    expect(await complete(world.deps, answer)).toMatchObject({ ok: true });
    expect(await complete(world.deps, answer)).toEqual(invalid);
  });

  test('works for 10 minutes', async () => {
    const [inTime, late] = [await back(world), await back(world)];
    identity.passSeconds(599);
    expect(await complete(world.deps, inTime)).toMatchObject({ ok: true });
    identity.passSeconds(1);
    expect(await complete(world.deps, late)).toEqual(invalid);
  });

  test('gives one session, of 10 completions at once in two processes', async () => {
    const answer = await back(world);
    const before = await count('sessions');
    const processes = [world.deps, world.with({})];
    const results = await atOnce(10, (index) => complete(processes[index % 2] ?? world.deps, answer));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await count('sessions')).toBe(before + 1);
  });

  test('asks the provider once, of 10 completions at once; who looks before taking asks more often', async () => {
    const asked = () => world.google.asked.filter((path) => path === '/token').length;
    const run = async (claim: (answer: Answer) => Promise<unknown>) => {
      const answer = await back(world);
      const before = asked();
      await atOnce(10, () => claim(answer));
      return asked() - before;
    };
    expect(await run((answer) => complete(world.deps, answer))).toBe(1);
    // The mutant lets everybody take what was there when they looked.
    expect(await run((answer) => complete(withNaiveClaims(), answer))).toBeGreaterThan(1);
  });

  test('is not looked for with a code that is none', async () => {
    const answer = await back(world);
    for (const code of ['', 'x'.repeat(4_097)])
      expect(await complete(world.deps, { ...answer, code })).toEqual(invalid);
    expect(await complete(world.deps, answer)).toMatchObject({ ok: true });
  });

  test('keeps nothing in clear', async () => {
    const answer = await back(world);
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
  const forgeries: [string, (claims: JWTPayload) => JWTPayload | Forgery][] = [
    ['the nonce of another attempt', (claims) => ({ ...claims, nonce: 'another' })],
    ['no nonce', ({ nonce: _nonce, ...claims }) => claims],
    ['another audience', (claims) => ({ ...claims, aud: 'somebody-else' })],
    ['two audiences and another party', (claims) => ({ ...claims, aud: [String(claims.aud), 'x'], azp: 'x' })],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://accounts.example' })],
    ['an end in the past', (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3_600 })],
    ['no subject', ({ sub: _sub, ...claims }) => claims],
    ['the signature of another key', () => 'FOREIGN_KEY'],
    ['the client secret for a key (algorithm confusion)', () => 'CLIENT_SECRET'],
    ['no signature (alg none)', () => 'UNSIGNED'],
  ];
  test.each(forgeries)('is refused with %s in the id token', async (_what, forge) => {
    for (const provider of ['GOOGLE', 'APPLE'] as const) {
      const answer = await back(world, provider);
      const [people, sessions] = [await count('users'), await count('sessions')];
      Object.assign(provider === 'GOOGLE' ? world.google : world.apple, { forge });
      const result = await complete(world.deps, answer);
      expect(result).toEqual(refused);
      expect(leaks(identity, result, answer)).toBe(false);
      expect([await count('users'), await count('sessions')]).toEqual([people, sessions]);
    }
  });

  test.each(['GOOGLE', 'APPLE', 'FACEBOOK'] as const)(
    'is refused by %s for the code of another attempt',
    async (provider) => {
      const [own, other] = [await back(world, provider), await back(world, provider)];
      // The PKCE verifier of the one does not fit the challenge of the other.
      expect(await complete(world.deps, { ...own, code: other.code })).toEqual(refused);
      expect(await complete(world.deps, { ...own })).toEqual(invalid);
    },
  );

  test('is refused when the code has expired, or was used', async () => {
    const late = await back(world);
    world.google.expireCodes();
    expect(await complete(world.deps, late)).toEqual(refused);
    const used = await back(world);
    expect(await complete(world.deps, used)).toMatchObject({ ok: true });
    const fresh = await begun(world.deps, 'GOOGLE');
    const state = new URL(fresh.authorizeUrl).searchParams.get('state') ?? '';
    expect(await complete(world.deps, { ...used, state, browserSecret: fresh.browserSecret })).toEqual(refused);
  });

  test('is refused when it is the answer of another provider (mix-up)', async () => {
    const [google, apple] = [await back(world, 'GOOGLE'), await back(world, 'APPLE')];
    expect(await complete(world.deps, { ...google, issuer: world.apple.issuer })).toEqual(refused);
    expect(await complete(world.deps, { ...apple, code: google.code, issuer: google.issuer })).toEqual(refused);
    // The provider says that it sends `iss`, so its absence is refused as well (RFC 9207).
    expect(await complete(world.deps, { ...(await back(world)), issuer: null })).toEqual(refused);
    const another = await back(world, 'APPLE');
    expect(await complete(world.deps, { ...another, code: (await back(world, 'GOOGLE')).code })).toEqual(refused);
  });
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
