import { describe, expect, test } from 'vitest';
import { bodyOf, callerAt, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { passwordJobs } from './passwords.jobs.ts';
import { passwordRoutes } from './passwords.routes.ts';
import { requestPasswordReset } from './usecases/request-reset.ts';

const identity = testIdentity();
const { deps } = identity;
const newPassword = 'Another8Horse';

function open(
  method: 'GET' | 'POST',
  { query = {}, form = {}, type = 'application/x-www-form-urlencoded', clientAddress = '127.0.0.1' },
) {
  const route = passwordRoutes.find((each) => each.method === method);
  const body = Buffer.from(new URLSearchParams(form).toString());
  const request = { headers: { 'content-type': type }, params: {}, query, body, clientAddress };
  return route?.handle(deps, request);
}

async function mailedToken(email: string): Promise<string> {
  await requestPasswordReset(deps, { caller: callerAt(null), email });
  await runJobs(deps, passwordJobs);
  const [letter] = await identity.mailsTo(email);
  return /[?&]token=([\w-]{43})/.exec(letter?.body ?? '')?.[1] ?? 'no link was mailed';
}

describe('the page of a mailed reset link', () => {
  test('asks for a new password without using the link up, and the form sets it', async () => {
    const { email } = await verified(identity);
    const token = await mailedToken(email);
    for (let round = 0; round < 2; round += 1) {
      const opened = await open('GET', { query: { token } });
      expect(opened?.status).toBe(200);
      expect(bodyOf(opened)).toContain(`name="token" value="${token}"`);
    }
    const refused = await open('POST', { form: { token, newPassword: 'weak' } });
    expect(refused?.status).toBe(400);
    expect(bodyOf(refused)).toContain('A password has at least 8 characters.');
    const done = await open('POST', { form: { token, newPassword } });
    expect(done?.status).toBe(200);
    expect(bodyOf(done)).toContain('Your password is changed');
    const command = { caller: callerAt(null), identifier: email, password: newPassword, guestToken: null };
    expect(await logIn(deps, command)).toMatchObject({ ok: true });
    const again = await open('POST', { form: { token, newPassword } });
    expect([again?.status, bodyOf(again)]).toEqual([400, expect.stringContaining('does not work (any more)')]);
  });

  test('runs no script, loads nothing, is not framed and tells nobody its address', async () => {
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

  test('is told of too many wrong links', async () => {
    const statuses = [];
    for (let index = 0; index < 61; index += 1) {
      statuses.push(
        (await open('POST', { form: { token: `wrong${index}`, newPassword }, clientAddress: '203.0.113.42' }))?.status,
      );
    }
    expect([...new Set(statuses)]).toEqual([400, 429]);
    expect(statuses.indexOf(429)).toBe(60);
  });

  test('takes nothing but a form of its own', async () => {
    const answer = await open('POST', { form: { token: 'x', newPassword }, type: 'text/plain' });
    expect(answer?.status).toBe(400);
  });
});
