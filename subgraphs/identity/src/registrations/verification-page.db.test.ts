import { expect, test } from 'vitest';
import { bodyOf, registered, testIdentity } from '../../test/identity.ts';
import { findByEmail } from '../accounts/accounts.store.ts';
import { registrationRoutes, verificationPagePath } from './registrations.routes.ts';

const identity = testIdentity();
const { deps } = identity;

function open(method: 'GET' | 'POST', { query = {}, form = {}, type = 'application/x-www-form-urlencoded' }) {
  const route = registrationRoutes.find((each) => each.method === method);
  const body = Buffer.from(new URLSearchParams(form).toString());
  return route?.handle(deps, {
    headers: { 'content-type': type },
    params: {},
    query,
    body,
    clientAddress: '127.0.0.1',
  });
}

async function mailedToken(email: string): Promise<string> {
  const [letter] = await identity.mailsTo(email);
  const link = /http:\S+/.exec(letter?.body ?? '')?.[0] ?? '';
  expect(link).toContain(`${deps.publicUrl()}${verificationPagePath}?token=`);
  return new URL(link).searchParams.get('token') ?? '';
}

test('a mailed link is opened as often as scanners like, and its button confirms the email once', async () => {
  const { email } = await registered(identity);
  const token = await mailedToken(email);
  for (let round = 0; round < 3; round += 1) {
    const opened = await open('GET', { query: { token } });
    expect([opened?.status, bodyOf(opened)]).toEqual([200, expect.stringContaining(`value="${token}"`)]);
  }
  expect(await findByEmail(deps.database.query, email)).toBeNull();
  const done = await open('POST', { form: { token } });
  expect([done?.status, bodyOf(done)]).toEqual([200, expect.stringContaining('Your account is ready')]);
  expect(await findByEmail(deps.database.query, email)).not.toBeNull();
  const again = await open('POST', { form: { token } });
  expect([again?.status, bodyOf(again)]).toEqual([400, expect.stringContaining('does not work')]);
});

test('the page runs no script, loads nothing, is not framed and tells nobody its address', async () => {
  const opened = await open('GET', { query: { token: '"><script>alert(1)</script>' } });
  expect(bodyOf(opened)).not.toContain('<script>');
  expect(bodyOf(opened)).not.toMatch(/\b(src|href)=/);
  expect(opened?.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    ),
  });
});

test.each([
  ['no token', 'GET', {}],
  ['an unknown token', 'POST', { form: { token: 'x'.repeat(43) } }],
  ['a body that is no form', 'POST', { form: { token: 'x' }, type: 'text/plain' }],
] as const)('%s is refused', async (_name, method, request) => {
  expect((await open(method, request))?.status).toBe(400);
});
