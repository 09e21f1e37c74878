import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, registered, testIdentity } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { mailRoutes } from './mails.routes.ts';
import { queueMail, sendMail } from './mails.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

function get(from: Deps, path: string, query: Record<string, string> = {}) {
  const route = mailRoutes.find((each) => each.path === path);
  if (!route) throw new Error(`There is no ${path}.`);
  return route.handle(from, { headers: {}, params: {}, query, body: Buffer.alloc(0), clientAddress: '127.0.0.1' });
}

describe('the local outbox', () => {
  test('is read by programs, one recipient at a time, the newest first', async () => {
    const { email } = await registered(identity);
    await deps.database.transaction((tx) => queueMail(tx, deps, { to: email, subject: 'Second', body: 'Hello' }));
    const answer = await get(deps, '/mail/messages', { to: email.toUpperCase() });
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(JSON.parse(bodyOf(answer))).toEqual([
      {
        id: expect.stringMatching(/^mal_/),
        to: email,
        subject: 'Second',
        text: 'Hello',
        createdAt: deps.now().toISOString(),
      },
      expect.objectContaining({ subject: 'Your Caravan code', text: expect.stringMatching(/\b\d{6}\b/) }),
    ]);
  });

  test('is a page for people that runs nothing of what is in the mails', async () => {
    const mail = { to: 'x@example.com', subject: '<script>alert(1)</script>', body: 'a < b' };
    await deps.database.transaction((tx) => queueMail(tx, deps, mail));
    const answer = await get(deps, '/mail', { to: 'x@example.com' });
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
      await queueMail(tx, deps, { to: 'gone@example.com', subject: 'x', body: 'x' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await identity.mailsTo('gone@example.com')).toEqual([]);
  });
});

describe('with a mail server', () => {
  const received: string[] = [];
  let server: Server;
  let sending: Deps;

  beforeAll(async () => {
    server = startMailServer(received);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    sending = identity.withSettings({
      SMTP_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    });
  });
  afterAll(() => server.close());

  test('a mail is sent by a job, then forgotten', async () => {
    await deps.database.transaction((tx) =>
      queueMail(tx, sending, { to: 'real@example.com', subject: 'Hi', body: 'Code 123456' }),
    );
    const jobs = await deps.database.query.execute(
      "select 1 from identity_jobs.jobs where task_identifier = 'send-mail'",
    );
    const [mail] = await identity.mailsTo('real@example.com');
    await sendMail(sending, { mailId: mail?.id ?? '' });
    expect(received.join('')).toMatch(/To: real@example.com[\s\S]*Code 123456/);
    expect(await identity.mailsTo('real@example.com')).toEqual([]);
    await sendMail(sending, { mailId: mail?.id ?? '' });
    expect(jobs).toHaveLength(1);
  });

  test('a mail that the server refuses stays for the next try', async () => {
    const deaf = identity.withSettings({ SMTP_URL: 'smtp://127.0.0.1:1' });
    await deps.database.transaction((tx) =>
      queueMail(tx, deaf, { to: 'later@example.com', subject: 'Hi', body: 'Hello' }),
    );
    const [mail] = await identity.mailsTo('later@example.com');
    await expect(sendMail(deaf, { mailId: mail?.id ?? '' })).rejects.toThrow('ECONNREFUSED');
    expect(await identity.mailsTo('later@example.com')).toHaveLength(1);
  });
});

/** As much of SMTP (RFC 5321) as one client needs. */
function startMailServer(received: string[]): Server {
  return createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (inData) {
        received.push(text);
        if (!text.endsWith('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        inData = true;
        socket.write('354 go on\r\n');
      } else socket.write(text.startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n');
    });
  });
}
