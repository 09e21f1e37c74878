import { type PasswordResetSecret, passwordResetSecret } from '@caravan/contracts/identity';
import { invariant } from '@caravan/core/errors';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, loggedIn, password, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { cleanUp } from '../cleanup.usecases.ts';
import type { Deps } from '../deps.ts';
import { passwordJobs } from './passwords.jobs.ts';
import { requestPasswordReset } from './usecases/request-reset.ts';
import { resetPassword, resetPasswordByCode } from './usecases/reset-password.ts';

const identity = testIdentity({ LIMIT_PASSWORD_RESETS_PER_HOUR: '1000' });
const { deps } = identity;
const newPassword = 'Another8Horse';
const caller = callerAt(null);

/** Asks for a reset, runs the job and opens what would be mailed. */
async function reset({ email, id }: Pick<TestPerson, 'email' | 'id'>): Promise<PasswordResetSecret> {
  await requestPasswordReset(deps, { caller, email });
  await runJobs(deps, passwordJobs);
  const newest = (await identity.events('identity.PasswordResetRequested')).findLast(({ subject }) => subject === id);
  invariant(newest, 'the reset was announced');
  const { secret } = newest.data as { secret: Parameters<Deps['sealer']['unseal']>[0] };
  return passwordResetSecret.parse(await deps.sealer.unseal(secret));
}

const byLink = (token: string, word = newPassword, from: Deps = deps) =>
  resetPassword(from, { caller, token, newPassword: word });
const byCode = (
  email: string,
  code: string,
  { from = deps, word = newPassword, address = null as string | null } = {},
) => resetPasswordByCode(from, { caller: callerAt(address), email, code, newPassword: word });
const signIn = (email: string, word: string) =>
  logIn(deps, { caller, identifier: email, password: word, guestToken: null });
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const invalid = { ok: false, errors: [{ kind: 'ResetInvalid' }] };
const oks = (answers: readonly { ok: boolean }[]) => answers.filter(({ ok }) => ok).length;

describe('requestPasswordReset', () => {
  test('answers known and unknown emails alike, and only known ones are mailed', async () => {
    const { email, id } = await verified(identity);
    const [known, unknown] = [email.toUpperCase(), 'nobody@example.com'];
    expect(await requestPasswordReset(deps, { caller, email: known })).toEqual({ ok: true, value: known });
    expect(await requestPasswordReset(deps, { caller, email: unknown })).toEqual({ ok: true, value: unknown });
    await runJobs(deps, passwordJobs);
    const events = await identity.events('identity.PasswordResetRequested');
    expect(events.map(({ subject }) => subject)).toEqual([id]);
    const rows = await deps.database.query.execute('select user_id from password_resets order by user_id');
    expect(rows).toEqual([{ user_id: id }, { user_id: null }]);
  });

  test('3 an hour for one email, whoever has it, over two processes', async () => {
    const strict = identity.withSettings({ LIMIT_PASSWORD_RESETS_PER_HOUR: '3' });
    const other = identity.withOwnPool({ LIMIT_PASSWORD_RESETS_PER_HOUR: '3' });
    const person = await verified(identity);
    for (const email of [person.email, 'ghost@example.com']) {
      const ask = (index: number) =>
        requestPasswordReset(index % 2 ? strict : other, { caller, email: index % 3 ? email : email.toUpperCase() });
      expect(oks(await atOnce(20, ask))).toBe(3);
      expect(await ask(0)).toEqual({ ok: false, errors: [{ kind: 'RateLimited', retryAfterSeconds: 3_600 }] });
    }
    await runJobs(deps, passwordJobs);
  });

  test('30 an hour for one network, and refused ones take nothing from others', async () => {
    const ask = (index: number) =>
      requestPasswordReset(deps, { caller: callerAt('203.0.113.40'), email: `many${index}@example.com` });
    expect(oks(await atOnce(40, ask))).toBe(30);
    await runJobs(deps, passwordJobs);
  });

  test('keeps neither token nor code in clear, not even in the event', async () => {
    const person = await verified(identity);
    const { token, code } = await reset(person);
    const [rows, events] = await Promise.all([
      deps.database.query.execute('select * from password_resets'),
      identity.events('identity.PasswordResetRequested'),
    ]);
    const kept = JSON.stringify([rows, events, identity.logLines]);
    expect(kept).not.toContain(token);
    expect(kept).not.toMatch(new RegExp(`"${code}"`));
  });
});

describe('a reset', () => {
  test('by link sets the password, ends all sessions and the lock, and does not sign in', async () => {
    const person = await verified(identity);
    await loggedIn(deps, person);
    await loggedIn(deps, person);
    const lenient = identity.withSettings({ LIMIT_FAILED_LOG_INS_PER_ACCOUNT: '1000' });
    const wrongTry = { caller, identifier: person.email, password: 'Wrong7Horse', guestToken: null };
    for (let failure = 0; failure < 10; failure += 1) await logIn(lenient, wrongTry);
    expect(await signIn(person.email, password)).toMatchObject({ ok: false });
    const { token, linkMinutes, codeMinutes } = await reset(person);
    expect([linkMinutes, codeMinutes]).toEqual([60, 10]);

    expect(await byLink(token)).toEqual({ ok: true, value: 2 });
    expect(await signIn(person.email, password)).toMatchObject({ ok: false });
    expect(await signIn(person.email, newPassword)).toMatchObject({ ok: true });
    expect((await identity.events('identity.PasswordChanged')).map(({ data }) => data)).toContainEqual({
      userId: person.id,
      how: 'RESET',
    });
    const revoked = (await identity.events('identity.SessionRevoked')).map(({ data }) => data);
    expect(revoked.filter((data) => (data as { reason: string }).reason === 'PASSWORD_CHANGED')).toHaveLength(2);
  });

  test('by code does the same', async () => {
    const person = await verified(identity);
    const { code } = await reset(person);
    expect(await byCode(person.email.toUpperCase(), ` ${code} `)).toEqual({ ok: true, value: 0 });
    expect(await signIn(person.email, newPassword)).toMatchObject({ ok: true });
  });

  test.each(['link', 'code'])('by %s works once, of 20 at the same time over two processes', async (way) => {
    const person = await verified(identity);
    const { token, code } = await reset(person);
    const processes = [
      identity.withSettings({ PASSWORD_RESET_CODE_ATTEMPTS: '100' }),
      identity.withOwnPool({ PASSWORD_RESET_CODE_ATTEMPTS: '100' }),
    ];
    const answers = await atOnce(20, (index) => {
      const from = processes[index % 2] ?? deps;
      return way === 'link' ? byLink(token, `Another8Horse${index}`, from) : byCode(person.email, code, { from });
    });
    expect(oks(answers)).toBe(1);
    expect(answers.filter(({ ok }) => !ok)).toMatchObject(Array(19).fill(invalid));
    const changes = await identity.events('identity.PasswordChanged');
    expect(changes.filter(({ subject }) => subject === person.id)).toHaveLength(1);
  });

  test('of either way ends the other', async () => {
    const person = await verified(identity);
    const { token, code } = await reset(person);
    expect(await byLink(token)).toMatchObject({ ok: true });
    expect(await byCode(person.email, code)).toMatchObject(invalid);
  });

  test('is replaced by the newest', async () => {
    const person = await verified(identity);
    const older = await reset(person);
    const newer = await reset(person);
    expect(await byLink(older.token)).toMatchObject(invalid);
    if (older.code !== newer.code) expect(await byCode(person.email, older.code)).toMatchObject(invalid);
    expect(await byLink(newer.token)).toMatchObject({ ok: true });
  });

  test('by link lives for an hour, by code for 10 minutes', async () => {
    const person = await verified(identity);
    const { token, code } = await reset(person);
    identity.passSeconds(600);
    expect(await byCode(person.email, code)).toMatchObject(invalid);
    identity.passSeconds(2_999);
    expect(await byLink(token, 'weak')).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput' }, {}, {}] });
    identity.passSeconds(1);
    expect(await byLink(token)).toMatchObject(invalid);
  });

  test('keeps its link and tries when the new password is refused', async () => {
    const person = await verified(identity);
    const { token, code } = await reset(person);
    for (let round = 0; round < 10; round += 1) {
      expect(await byLink(token, 'Password1')).toMatchObject({ errors: [{ kind: 'InvalidInput' }] });
      expect(await byCode(person.email, code, { word: 'Password1' })).toMatchObject({
        errors: [{ kind: 'InvalidInput', path: ['input', 'newPassword'] }],
      });
    }
    expect(await byCode(person.email, code)).toMatchObject({ ok: true });
  });

  test('sets the first password of who has none', async () => {
    const person = await verified(identity);
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${person.id}`);
    const { token } = await reset(person);
    expect(await byLink(token)).toMatchObject({ ok: true });
    expect(await signIn(person.email, newPassword)).toMatchObject({ ok: true });
  });

  test('is forgotten when it has ended', async () => {
    await reset(await verified(identity));
    identity.passSeconds(3_601);
    await cleanUp(deps);
    expect(await deps.database.query.execute('select 1 from password_resets')).toEqual([]);
  });
});

describe('guesses of a code', () => {
  test('are 5, of 100 at once over two processes: the right code is refused after them', async () => {
    const wide = { LIMIT_RESET_CODE_TRIES_PER_DAY: '1000' };
    const processes = [identity.withSettings(wide), identity.withOwnPool(wide)];
    const person = await verified(identity);
    const { code, token } = await reset(person);
    const guess = (index: number) => byCode(person.email, wrong(code), { from: processes[index % 2] ?? deps });
    await atOnce(100, guess);
    const [{ attempts } = { attempts: 0 }] = await deps.database.query.execute<{ attempts: number }>(
      sql`select code_attempts as attempts from password_resets where account = ${person.id}`,
    );
    expect(attempts).toBe(5);
    expect(await byCode(person.email, code, { from: processes[0] ?? deps })).toMatchObject(invalid);
    expect(await byLink(token)).toMatchObject({ ok: true });
  });

  test('are 25 a day for one email, however many codes are asked for, and links work after them', async () => {
    const person = await verified(identity);
    const kinds: string[] = [];
    let newest = await reset(person);
    for (let round = 0; round < 8; round += 1) {
      const answers = await atOnce(4, () => byCode(person.email, wrong(newest.code)));
      kinds.push(...answers.map((answer) => (answer.ok ? 'ok' : answer.errors[0].kind)));
      newest = await reset(person);
    }
    expect(kinds.filter((kind) => kind === 'ResetInvalid')).toHaveLength(25);
    expect(kinds.filter((kind) => kind === 'RateLimited')).toHaveLength(7);
    expect(await byLink(newest.token)).toMatchObject({ ok: true });
  });

  test('are 60 an hour for one network, over many emails', async () => {
    const guess = (index: number) => byCode(`victim${index}@example.com`, '000000', { address: '203.0.113.41' });
    const answers = await atOnce(80, guess);
    const limited = answers.filter((answer) => !answer.ok && answer.errors[0].kind === 'RateLimited');
    expect(limited).toHaveLength(20);
  });

  test('that are counted after they are judged are more than 5', async () => {
    const person = await verified(identity);
    const { code } = await reset(person);
    const { query } = deps.database;
    const naiveTry = async () => {
      const [row] = await query.execute<{ attempts: number }>(
        sql`select code_attempts as attempts from password_resets where account = ${person.id}`,
      );
      if ((row?.attempts ?? 5) >= 5) return false;
      await query.execute(
        sql`update password_resets set code_attempts = code_attempts + 1 where account = ${person.id}`,
      );
      return true;
    };
    expect(code).toMatch(/^\d{6}$/);
    expect((await atOnce(100, naiveTry)).filter(Boolean).length).toBeGreaterThan(5);
  });
});
