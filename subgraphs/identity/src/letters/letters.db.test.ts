import {
  AccountLocked,
  PasswordChanged,
  VerificationRequested,
  type VerificationSecret,
} from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { publish } from '@caravan/events/publish';
import { type Mailbox, startMailbox } from '@caravan/testkit/mailbox';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, testIdentity, verified } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { letterRoutes } from './letters.routes.ts';
import { lettersTo, queueLetter, sendLetter } from './letters.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const code: VerificationSecret = {
  kind: 'CODE',
  to: 'new@example.com',
  username: 'newcomer',
  code: '123456',
  token: 'token-of-link',
  minutes: 1_440,
};

function get(from: Deps, path: string, query: Record<string, string> = {}) {
  const route = letterRoutes.find((each) => each.path === path);
  if (!route) throw new Error(`There is no ${path}.`);
  return route.handle(from, { headers: {}, params: {}, query, body: Buffer.alloc(0), clientAddress: '127.0.0.1' });
}

async function requestVerification(secret: VerificationSecret) {
  const userId = newId();
  const sealed = await deps.sealer.seal(userId, secret);
  const channel = secret.to.includes('@') ? ('EMAIL' as const) : ('PHONE' as const);
  const data = { userId, channel, locale: null, secret: sealed };
  await deps.database.transaction((tx) => publish(tx, VerificationRequested, { subject: userId, data }));
  return userId;
}

describe('what people are told', () => {
  test('a code and a link go to an email that no account has yet', async () => {
    await requestVerification(code);
    const [mail] = await identity.mailsTo('new@example.com');
    expect(mail?.body).toMatch(/\b123456\b/);
    expect(mail?.body).toContain('24 hours');
    expect(mail?.body).toContain('http://127.0.0.1:4000/account/verify?token=token-of-link');
  });

  test('a code goes to a phone as a text, and the owner of a taken email is told without one', async () => {
    await requestVerification({ ...code, to: '+77011234567', token: null, minutes: 10 });
    expect(await identity.mailsTo('+77011234567')).toMatchObject([{ body: expect.stringContaining('123456') }]);
    await requestVerification({ kind: 'EMAIL_TAKEN', to: 'owner@example.com', username: 'owner' });
    const [mail] = await identity.mailsTo('owner@example.com');
    expect(mail?.subject).toBe('You have a Caravan account already');
    expect(mail?.body).not.toMatch(/\b\d{6}\b/);
  });

  test('what happened to an account goes to its email; an id that nobody has is told nothing', async () => {
    const { id, email } = await verified(identity);
    await deps.database.transaction(async (tx) => {
      await publish(tx, AccountLocked, { subject: id, data: { userId: id, minutes: 15 } });
      await publish(tx, PasswordChanged, { subject: id, data: { userId: id, how: 'RESET' } });
      const nobody = newId();
      await publish(tx, AccountLocked, { subject: nobody, data: { userId: nobody, minutes: 15 } });
    });
    const [changed, locked] = await identity.mailsTo(email);
    expect(changed?.body).toContain('All sessions ended');
    expect(locked?.body).toContain('15 minutes');
  });

  test('nothing is told once the person was erased, whose secrets nobody can read', async () => {
    const userId = await requestVerification({ ...code, to: 'erased@example.com' });
    await deps.sealer.erase(userId);
    expect(await identity.mailsTo('erased@example.com')).toEqual([]);
  });

  test('a dump of the outbox tells neither code nor recipient', async () => {
    await requestVerification(code);
    await identity.mailsTo(code.to);
    const dump = JSON.stringify(await deps.database.query.execute(sql`select * from letters`));
    expect(dump).not.toContain('123456');
    expect(dump).not.toContain('new@example.com');
  });
});

describe('the local outbox', () => {
  test('is read by programs, one recipient at a time, in any case, the newest first', async () => {
    const letter = { subject: 'Second', text: 'Hello', html: '<p>Hello</p>' };
    await deps.database.transaction(async (tx) => {
      await queueLetter(tx, deps, { channel: 'TEXT', to: 'x@example.com', body: 'First' });
      await queueLetter(tx, deps, { channel: 'MAIL', to: 'x@example.com', letter });
    });
    const answer = await get(deps, '/mail/messages', { to: 'X@Example.com' });
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(JSON.parse(bodyOf(answer))).toMatchObject([
      { id: expect.stringMatching(/^mal_/), channel: 'MAIL', to: 'x@example.com', ...letter },
      { channel: 'TEXT', text: 'First', html: null },
    ]);
  });

  test('is a page for people that runs nothing of what is in the mails', async () => {
    const letter = { subject: '<script>alert(1)</script>', text: 'x', html: '<script>alert(2)</script>' };
    await deps.database.transaction((tx) => queueLetter(tx, deps, { channel: 'MAIL', to: 'y@example.com', letter }));
    const answer = await get(deps, '/mail', { to: 'y@example.com' });
    expect(answer.headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).toContain('&lt;script&gt;');
    expect(answer.body).not.toContain('<script>');
    expect((await get(deps, '/mail', { to: 'nobody@example.com' })).body).toContain('There are none yet');
  });

  test.each([{ SMTP_URL: 'smtp://127.0.0.1:1' }, { NODE_ENV: 'production' }])(
    'is not there with %o',
    async (environment) => {
      const closed = identity.withSettings(environment);
      expect(await get(closed, '/mail')).toMatchObject({ status: 404 });
      expect(await get(closed, '/mail/messages')).toMatchObject({ status: 404 });
    },
  );

  test('loses a mail whose change was rolled back', async () => {
    const failing = deps.database.transaction(async (tx) => {
      await queueLetter(tx, deps, { channel: 'TEXT', to: 'gone@example.com', body: 'x' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await lettersTo(deps, { to: 'gone@example.com' })).toEqual([]);
  });
});

describe('with a mail server', () => {
  const letter = { subject: 'Hi', text: 'Code 123456', html: '<p>Code 123456</p>' };
  let mailbox: Mailbox;
  let sending: Deps;

  beforeAll(async () => {
    mailbox = await startMailbox();
    sending = identity.withSettings({ SMTP_URL: mailbox.smtpUrl });
  });
  afterAll(() => mailbox.stop());

  test('a mail is sent by a job, then forgotten', async () => {
    const to = 'real@example.com';
    await deps.database.transaction((tx) => queueLetter(tx, sending, { channel: 'MAIL', to, letter }));
    const jobs = await deps.database.query.execute(
      "select 1 from identity_jobs.jobs where task_identifier = 'send-letter'",
    );
    const [queued] = await lettersTo(deps, { to });
    await sendLetter(sending, { letterId: queued?.id ?? '' });
    const received = await fetch(`${mailbox.url}/mail/messages?to=${to}`);
    expect(await received.json()).toMatchObject([{ subject: 'Hi', text: expect.stringContaining('Code 123456') }]);
    expect(await lettersTo(deps, { to })).toEqual([]);
    await sendLetter(sending, { letterId: queued?.id ?? '' });
    expect(jobs).toHaveLength(1);
  });

  test('a mail that the server refuses stays for the next try', async () => {
    const deaf = identity.withSettings({ SMTP_URL: 'smtp://127.0.0.1:1' });
    const to = 'later@example.com';
    await deps.database.transaction((tx) => queueLetter(tx, deaf, { channel: 'MAIL', to, letter }));
    const [queued] = await lettersTo(deps, { to });
    await expect(sendLetter(deaf, { letterId: queued?.id ?? '' })).rejects.toThrow('ECONNREFUSED');
    expect(await lettersTo(deps, { to })).toHaveLength(1);
  });
});
