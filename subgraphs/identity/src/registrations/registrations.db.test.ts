import type { EventEnvelope, Sealed } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, registered, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { unknownYet } from '../accounts/accounts.domain.ts';
import { findByEmail } from '../accounts/accounts.store.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { openAccount } from '../accounts/usecases/open-account.ts';
import { erasureJobs } from '../erasure/erasure.jobs.ts';
import { forgetEndedRegistrations, register } from './registrations.usecases.ts';
import { resendVerificationEmail, sendNewCode, verifyEmail, verifyEmailByLink } from './verification.usecases.ts';

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
    const verifications = await deps.database.query.execute('select * from registrations');
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

  test('makes no account before the email is verified, then one with everything that was said', async () => {
    const input = {
      email: 'Full@example.com',
      username: 'full',
      phone: '+77011234567',
      locale: 'kk',
      displayName: 'Full',
    };
    await register(deps, { caller: callerAt(null), input: { ...input, password }, guestToken: null });
    expect(await findByEmail(deps.database.query, input.email)).toBeNull();
    const code = await identity.codeFor(input.email);
    const verification = await verifyEmail(deps, { email: input.email, code });
    expect(verification).toMatchObject({ ok: true, value: { ...input, phoneVerifiedAt: null } });
    const subject = verification.ok ? verification.value.id : '';
    const types = ['identity.UserRegistered', 'identity.EmailVerified', 'identity.RoleGranted'];
    for (const type of types) {
      expect((await identity.events(type)).filter((event) => event.subject === subject)).toHaveLength(1);
    }
  });

  test("lets two people name one phone: it is nobody's before it is verified", async () => {
    const phone = '+77012223344';
    for (const username of ['phone1', 'phone2']) {
      const email = `${username}@example.com`;
      await ask({ email, username, phone });
      expect(await verifyEmail(deps, { email, code: await identity.codeFor(email) })).toMatchObject({
        ok: true,
        value: { phone, phoneVerifiedAt: null },
      });
    }
  });

  test('takes the place of a registration of the same email, whose code and link stop working', async () => {
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
    const processes = [deps, identity.anotherProcess()];
    const answers = await atOnce(10, (index) =>
      ask({ email: `race${index}@example.com`, username: 'racer' }, null, processes[index % 2]),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const same = await atOnce(10, (index) => ask({ email: 'one@example.com', username: `one_${index}` }));
    expect(same.every(({ ok }) => ok)).toBe(true);
    const rows = await deps.database.query.execute("select id from registrations where email = 'one@example.com'");
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
    const announced = async () => (await identity.events('identity.VerificationRequested')).length;
    const announcedBefore = await announced();
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
    expect((await announced()) - announcedBefore).toBe(most);
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

/** Somebody who has an account without having registered here: as by a social log-in. */
function account(names: { email: string; username: string }) {
  const now = deps.now();
  const rest = { emailVerifiedAt: now, phone: null, displayName: names.username, locale: null, createdAt: now };
  const values = { ...unknownYet, ...rest, ...names, id: newId(), passwordHash: null };
  return deps.database.transaction((tx) => openAccount(tx, deps, { account: values, by: 'GOOGLE' }));
}

async function tokenFor(email: string): Promise<string> {
  const [newest] = await identity.mailsTo(email);
  const token = /[?&]token=([\w-]{43})/.exec(newest?.body ?? '')?.[1];
  invariant(token, 'a link was mailed');
  return token;
}

function logInWith(identifier: string) {
  return logIn(deps, { caller: callerAt(null), identifier, password, guestToken: null });
}

describe('a username', () => {
  const taken = { ok: false, errors: [{ kind: 'UsernameTaken', path: ['input', 'username'] }] };

  /** Registers an email, known or not, and asks for the same username with another email. */
  async function secondAnswers(from: typeof ask, prefix: string) {
    const owner = await verified(identity);
    const answers = [];
    for (const [index, email] of [owner.email, `${prefix}_free@example.com`].entries()) {
      const username = `${prefix}_${index}`;
      await from({ email, username });
      answers.push(await from({ email: `${username}@other.example`, username }));
    }
    return answers;
  }

  test('is kept by a registration that waits, whether or not its email has an account', async () => {
    expect(await secondAnswers(ask, 'kept')).toEqual([taken, taken]);
  });

  test('tells who has an account when taken emails keep nothing', async () => {
    const naive: typeof ask = async (names) =>
      (await findByEmail(deps.database.query, names.email)) ? { ok: true, value: names.email } : ask(names);
    const [known, unknown] = await secondAnswers(naive, 'naive');
    expect(known).not.toEqual(unknown);
  });

  test('is free at once when the registration has ended, also before anybody cleaned up', async () => {
    await registered(identity, { email: 'slow@example.com', username: 'wanted' });
    expect(await ask({ email: 'eager@example.com', username: 'wanted' })).toEqual(taken);
    identity.passSeconds(86_400);
    expect(await ask({ email: 'eager@example.com', username: 'wanted' })).toMatchObject({ ok: true });
  });
});

describe('log-in with an email that waits', () => {
  test('says so to whoever knows the password, alike where the email has an account with another one', async () => {
    const owner = await account({ email: 'theirs@example.com', username: 'theirs' });
    invariant(owner.ok, 'the account was made');
    await ask({ email: 'theirs@example.com', username: 'waits_1' });
    await ask({ email: 'nobodys@example.com', username: 'waits_2' });
    for (const name of ['theirs@example.com', 'nobodys@example.com', 'waits_1', 'WAITS_2']) {
      expect(await logInWith(name)).toEqual({ ok: false, errors: [{ kind: 'EmailNotVerified' }] });
    }
    identity.passSeconds(86_400);
    expect(await logInWith('nobodys@example.com')).toEqual({ ok: false, errors: [{ kind: 'InvalidCredentials' }] });
  });
});

describe('verifyEmail', () => {
  test('works once, over two processes', async () => {
    const { email } = await registered(identity);
    const code = await identity.codeFor(email);
    const processes = [deps, identity.anotherProcess()];
    const answers = await atOnce(6, (index) =>
      verifyEmail(processes[index % 2] ?? deps, { email: email.toUpperCase(), code: ` ${code} ` }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)[0]).toEqual(invalidCode);
  });

  test('has 5 tries a code, also at once over two processes, and the right code is too late then', async () => {
    const { email } = await registered(identity);
    const code = await identity.codeFor(email);
    const processes = [deps, identity.anotherProcess()];
    const tried = await atOnce(20, (index) =>
      verifyEmail(processes[index % 2] ?? deps, { email, code: index < 19 ? wrongOf(code) : 'late' }),
    );
    expect(tried).toEqual(Array(20).fill(invalidCode));
    expect(await verifyEmail(deps, { email, code })).toEqual(invalidCode);
  });

  test('takes the right code at the fifth try', async () => {
    const { email } = await registered(identity);
    const code = await identity.codeFor(email);
    await atOnce(4, () => verifyEmail(deps, { email, code: wrongOf(code) }));
    expect(await verifyEmail(deps, { email, code })).toMatchObject({ ok: true });
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

  test('of a registration that is replaced at the same time makes one account, or none yet', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { email } = await registered(identity);
      const code = await identity.codeFor(email);
      const [verification, replacement] = await Promise.all([
        verifyEmail(deps, { email, code }),
        ask({ email, username: `replaces_${round}` }),
      ]);
      expect(replacement).toEqual({ ok: true, value: email });
      if (!verification.ok) expect(verification).toEqual(invalidCode);
      const rows = await deps.database.query.execute(`select id from users where email = '${email}'`);
      expect(rows).toHaveLength(verification.ok ? 1 : 0);
    }
  });

  test.each([
    ['EmailTaken', { email: 'social_1@example.com', username: 'social_other' }],
    ['UsernameTaken', { email: 'social_other@example.com', username: 'social_2' }],
  ])('says %s when somebody else got it meanwhile, by code and by link', async (kind, names) => {
    const own =
      kind === 'EmailTaken' ? { ...names, username: 'social_1' } : { ...names, email: 'social_2@example.com' };
    await registered(identity, own);
    await account(names);
    const refused = { ok: false, errors: [{ kind, path: ['input'] }] };
    expect(await verifyEmail(deps, { email: own.email, code: await identity.codeFor(own.email) })).toEqual(refused);
    expect(await verifyEmailByLink(deps, { token: await tokenFor(own.email) })).toEqual(refused);
  });

  test('beside a social log-in with the same email makes one account', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { email } = await registered(identity);
      const code = await identity.codeFor(email);
      const [verification, social] = await Promise.all([
        verifyEmail(deps, { email, code }),
        account({ email: email.toUpperCase(), username: `beside_${round}` }),
      ]);
      expect([verification.ok, social.ok].filter(Boolean)).toHaveLength(1);
      if (!verification.ok) expect(verification.errors[0].kind).toBe('EmailTaken');
    }
  });
});

describe('verifyEmailByLink', () => {
  const invalidLink = { ok: false, errors: [{ kind: 'VerificationLinkInvalid', path: ['input', 'token'] }] };

  test('works once, also when somebody used up the tries of the code', async () => {
    const { email, username } = await registered(identity);
    const token = await tokenFor(email);
    await atOnce(6, () => verifyEmail(deps, { email, code: 'wrong' }));
    const answers = await atOnce(5, () => verifyEmailByLink(deps, { token }));
    expect(answers.filter(({ ok }) => ok)).toMatchObject([{ value: { username } }]);
    expect(answers.find(({ ok }) => !ok)).toEqual(invalidLink);
    expect(await logInWith(email)).toMatchObject({ ok: true });
  });

  test('refuses what was never mailed, what is older than 24 hours, and what is kept in the database', async () => {
    const { email } = await registered(identity);
    const token = await tokenFor(email);
    const [row] = await deps.database.query.execute<{ link: string }>(
      `select link_hash as link from registrations where email = '${email}'`,
    );
    for (const wrong of ['', 'x'.repeat(43), row?.link ?? '']) {
      expect(await verifyEmailByLink(deps, { token: wrong })).toEqual(invalidLink);
    }
    identity.passSeconds(86_400);
    expect(await verifyEmailByLink(deps, { token })).toEqual(invalidLink);
  });
});

describe('resendVerificationEmail', () => {
  /** With the job that follows. */
  async function resend(email: string) {
    const answer = await resendVerificationEmail(deps, { email });
    await sendNewCode(deps, { email: email.toLowerCase() });
    return answer;
  }

  test('replaces code and link, with new tries, and gives 24 hours more', async () => {
    const { email } = await registered(identity);
    const [oldCode, oldToken] = [await identity.codeFor(email), await tokenFor(email)];
    await atOnce(5, () => verifyEmail(deps, { email, code: 'wrong' }));
    identity.passSeconds(80_000);
    expect(await resend(email.toUpperCase())).toEqual({ ok: true, value: email.toUpperCase() });
    identity.passSeconds(80_000);
    const code = await identity.codeFor(email);
    if (oldCode !== code) expect(await verifyEmail(deps, { email, code: oldCode })).toEqual(invalidCode);
    expect(await verifyEmailByLink(deps, { token: oldToken })).toMatchObject({ ok: false });
    expect(await verifyEmail(deps, { email, code })).toMatchObject({ ok: true });
  });

  test('tells the owner of a taken email again, without a code', async () => {
    const owner = await verified(identity);
    await ask({ email: owner.email, username: 'newcomer_9' });
    await resend(owner.email);
    const mails = await identity.mailsTo(owner.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'You have a Caravan account already',
      'You have a Caravan account already',
      'Your Caravan code',
    ]);
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
    await sendNewCode(deps, { email });
    expect(await identity.mailsTo(email)).toHaveLength(before + (kind === 'waiting' ? 1 : 0));
    identity.passSeconds(60);
    expect(await resendVerificationEmail(deps, { email })).toMatchObject({ ok: true });
  });
});

test('what was sealed for a registration that ended or was replaced can be read no more; that of an account can', async () => {
  const ended = await registered(identity);
  await registered(identity, { email: 'twice@example.com', username: 'twice_1' });
  await registered(identity, { email: 'twice@example.com', username: 'twice_2' });
  const person = await verified(identity);
  const requests = (await identity.events('identity.VerificationRequested')).slice(-4);
  const secretOf = ({ data }: EventEnvelope) => deps.sealer.unseal((data as { secret: Sealed }).secret);
  const readable = async () => (await Promise.all(requests.map(secretOf))).map((secret) => secret !== null);
  expect(await runJobs(deps, erasureJobs)).toBeGreaterThan(0);
  expect(await readable()).toEqual([true, false, true, true]);
  identity.passSeconds(86_400);
  await forgetEndedRegistrations(deps);
  await runJobs(deps, erasureJobs);
  expect(await readable()).toEqual([false, false, false, true]);
  expect(await findByEmail(deps.database.query, person.email)).toMatchObject({ id: person.id });
  expect(await ask({ email: ended.email, username: ended.username })).toMatchObject({ ok: true });
});

function wrongOf(code: string): string {
  return code === '000000' ? '000001' : '000000';
}
