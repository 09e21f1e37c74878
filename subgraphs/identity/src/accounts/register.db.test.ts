import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, registered, testIdentity, verified } from '../../test/identity.ts';
import { findByEmail } from './accounts.store.ts';
import { logIn } from './usecases/log-in.ts';
import { register } from './usecases/register.ts';
import { resendVerificationEmail, verifyEmail } from './usecases/verification.ts';

const identity = testIdentity();
const { deps } = identity;

function ask(names: { email: string; username: string; phone?: string }, address: string | null = null, from = deps) {
  return register(from, { caller: callerAt(address), input: { ...names, password }, guestToken: null });
}

const invalidCode = { ok: false, errors: [{ kind: 'VerificationCodeInvalid', path: ['input', 'code'] }] };

describe('register', () => {
  test('mails a code that is nowhere else, and gives an account that cannot log in yet', async () => {
    const { email } = await registered(identity, { email: 'Dana@example.com', username: 'dana' });
    const code = await identity.codeFor('dana@EXAMPLE.com');
    const outbox = await deps.database.query.execute('select * from outbox');
    const verifications = await deps.database.query.execute('select * from email_verifications');
    expect(JSON.stringify([outbox, verifications, identity.logLines])).not.toContain(code);
    const tried = await logIn(deps, { caller: callerAt(null), identifier: email, password, guestToken: null });
    expect(tried).toEqual({ ok: false, errors: [{ kind: 'EmailNotVerified' }] });
  });

  test('answers a taken email like success, keeps the account as it is, and mails its owner', async () => {
    const owner = await verified(identity);
    const answer = await ask({ email: owner.email.toUpperCase(), username: 'newcomer_1' });
    expect(answer).toEqual({ ok: true, value: owner.email.toUpperCase() });
    expect((await findByEmail(deps.database.query, owner.email))?.id).toBe(owner.id);
    const [mail] = await identity.mailsTo(owner.email);
    expect(mail?.subject).toBe('You have a Caravan account already');
    expect(mail?.body).not.toMatch(/\d{6}/);
  });

  test('says EmailTaken only where that is wanted', async () => {
    const owner = await verified(identity);
    const open = identity.withSettings({ REVEAL_TAKEN_EMAIL: 'true' });
    const answer = await ask({ email: owner.email, username: 'newcomer_2' }, null, open);
    expect(answer).toEqual({ ok: false, errors: [{ kind: 'EmailTaken', path: ['input', 'email'] }] });
    expect(await identity.mailsTo(owner.email)).toHaveLength(1);
  });

  test('refuses a taken username, in any case', async () => {
    const owner = await verified(identity);
    const answer = await ask({ email: 'someone@example.com', username: owner.username.toUpperCase() });
    expect(answer).toEqual({ ok: false, errors: [{ kind: 'UsernameTaken', path: ['input', 'username'] }] });
  });

  test('leaves out a phone that somebody has, and says so in the mail alone', async () => {
    await ask({ email: 'phone1@example.com', username: 'phone1', phone: '+77011234567' });
    const answer = await ask({ email: 'phone2@example.com', username: 'phone2', phone: '+77011234567' });
    expect(answer).toEqual({ ok: true, value: 'phone2@example.com' });
    expect((await findByEmail(deps.database.query, 'phone2@example.com'))?.phone).toBeNull();
    expect((await identity.mailsTo('phone2@example.com'))[0]?.body).toContain('belongs to another account');
  });

  test('takes the place of an account that was never verified, whose code stops working', async () => {
    await registered(identity, { email: 'again@example.com', username: 'squatter' });
    const old = await identity.codeFor('again@example.com');
    await registered(identity, { email: 'AGAIN@example.com', username: 'again' });
    expect(await verifyEmail(deps, { email: 'again@example.com', code: old })).toEqual(invalidCode);
    const fresh = await identity.codeFor('again@example.com');
    expect(await verifyEmail(deps, { email: 'again@example.com', code: fresh })).toMatchObject({
      ok: true,
      value: { username: 'again' },
    });
  });

  test('gives a username to one of many at once, and an email to one account', async () => {
    const answers = await atOnce(10, (index) => ask({ email: `race${index}@example.com`, username: 'racer' }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const same = await atOnce(10, (index) => ask({ email: 'one@example.com', username: `one_${index}` }));
    expect(same.every(({ ok }) => ok)).toBe(true);
    const rows = await deps.database.query.execute("select id from users where lower(email) = 'one@example.com'");
    expect(rows).toHaveLength(1);
  });

  test('is allowed 10 times an hour and client network, over all processes', async () => {
    const processes = [deps, identity.anotherProcess()];
    const answers = await atOnce(14, (index) =>
      ask({ email: `h${index}@example.com`, username: `hourly_${index}` }, '203.0.113.1', processes[index % 2]),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(answers.filter(({ ok }) => !ok)[0]).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 3600 }],
    });
    expect(await ask({ email: 'other@example.com', username: 'other_1' }, '203.0.113.2')).toMatchObject({ ok: true });
    identity.passSeconds(3_600);
    expect(await ask({ email: 'later@example.com', username: 'later_1' }, '203.0.113.1')).toMatchObject({ ok: true });
  });
});

describe('mails to one email', () => {
  test.each(['free', 'verified'])('are 10 a day at most, from wherever and for whatever: %s', async (kind) => {
    const email = `${kind}_daily@example.com`;
    if (kind === 'verified') await verified(identity, { email });
    const before = (await identity.mailsTo(email)).length;
    const answers = await atOnce(14, (index) =>
      ask(
        { email: index % 2 ? email : email.toUpperCase(), username: `${kind}_daily_${index}` },
        `198.51.100.${index}`,
      ),
    );
    const most = 10 - before;
    expect(answers.filter(({ ok }) => ok)).toHaveLength(most);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 86_400 }],
    });
    expect(await identity.mailsTo(email)).toHaveLength(10);
    expect(await resendVerificationEmail(deps, { email })).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
    identity.passSeconds(86_400);
    expect(await ask({ email, username: `${kind}_next_day` })).toMatchObject({ ok: true });
  });

  test('are counted only when they are sent', async () => {
    const owner = await verified(identity);
    await atOnce(12, () => ask({ email: 'picky@example.com', username: owner.username }));
    expect(await ask({ email: 'picky@example.com', username: 'picky' })).toMatchObject({ ok: true });
  });
});

describe('verifyEmail', () => {
  test('works once', async () => {
    const { email } = await registered(identity);
    const code = await identity.codeFor(email);
    const answers = await atOnce(5, () => verifyEmail(deps, { email: email.toUpperCase(), code: ` ${code} ` }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('has 5 tries a code, also at once, and the right code is too late then', async () => {
    const { email } = await registered(identity);
    const code = await identity.codeFor(email);
    const wrong = code === '000000' ? '000001' : '000000';
    await atOnce(20, () => verifyEmail(deps, { email, code: wrong }));
    const rows = await deps.database.query.execute(
      `select attempts from email_verifications join users on id = user_id where email = '${email}'`,
    );
    expect(rows).toEqual([{ attempts: 5 }]);
    expect(await verifyEmail(deps, { email, code })).toEqual(invalidCode);
  });

  test('refuses a code after 24 hours, a code of another email, and an unknown email alike', async () => {
    const { email } = await registered(identity);
    const other = await registered(identity);
    const code = await identity.codeFor(email);
    const attempts = [other.email, 'unknown@example.com'].map((wrong) => verifyEmail(deps, { email: wrong, code }));
    expect(await Promise.all(attempts)).toEqual([invalidCode, invalidCode]);
    identity.passSeconds(86_400);
    expect(await verifyEmail(deps, { email, code })).toEqual(invalidCode);
  });
});

describe('resendVerificationEmail', () => {
  test('replaces the code, with new tries', async () => {
    const { email } = await registered(identity);
    const old = await identity.codeFor(email);
    await atOnce(5, () => verifyEmail(deps, { email, code: 'wrong' }));
    expect(await resendVerificationEmail(deps, { email })).toEqual({ ok: true, value: email });
    const code = await identity.codeFor(email);
    if (old !== code) expect(await verifyEmail(deps, { email, code: old })).toEqual(invalidCode);
    expect(await verifyEmail(deps, { email, code })).toMatchObject({ ok: true });
  });

  test.each(['unknown', 'waiting', 'verified'])('happens once a minute for an email that is %s', async (kind) => {
    const email = `${kind}_resend@example.com`;
    if (kind === 'waiting') await registered(identity, { email });
    if (kind === 'verified') await verified(identity, { email });
    const before = (await identity.mailsTo(email)).length;
    const answers = await atOnce(5, () => resendVerificationEmail(deps, { email }));
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, value: email }]);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 60 }],
    });
    expect(await identity.mailsTo(email)).toHaveLength(before + (kind === 'waiting' ? 1 : 0));
    identity.passSeconds(60);
    expect(await resendVerificationEmail(deps, { email })).toMatchObject({ ok: true });
  });
});
