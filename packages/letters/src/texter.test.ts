import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTexter } from './texter.ts';

type Received = { path: string | undefined; authorization: string | undefined; form: Record<string, string> };

const received: Received[] = [];
let answer: (response: ServerResponse) => void = () => {};
const server = createServer((request: IncomingMessage, response) => {
  void text(request).then((body) => {
    const { url: path, headers } = request;
    received.push({ path, authorization: headers.authorization, form: Object.fromEntries(new URLSearchParams(body)) });
    answer(response);
  });
});
const account = { accountSid: 'AC123', authToken: 'secret', timeoutMs: 500 };
let url = '';

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('a text is posted as the provider wants it', async () => {
  answer = (response) => response.writeHead(201).end('{"sid":"SM1"}');
  await createTexter({ ...account, url, from: '+15005550006' }).send({ to: '+77011234567', body: '123456 is …' });
  await createTexter({ ...account, url, from: 'MG42' }).send({ to: '+77011234567', body: 'x' });
  expect(received).toEqual([
    {
      path: '/2010-04-01/Accounts/AC123/Messages.json',
      authorization: `Basic ${Buffer.from('AC123:secret').toString('base64')}`,
      form: { To: '+77011234567', Body: '123456 is …', From: '+15005550006' },
    },
    expect.objectContaining({ form: { To: '+77011234567', Body: 'x', MessagingServiceSid: 'MG42' } }),
  ]);
});

test.each([
  ['refuses', (response: ServerResponse) => response.writeHead(400).end('{"message":"+77011234567 is no phone"}')],
  ['sends elsewhere', (response: ServerResponse) => response.writeHead(302, { location: 'http://x.example' }).end()],
  ['is silent', () => {}],
])('a provider that %s fails the try, in words of ours', async (_what, how) => {
  answer = how;
  const sending = createTexter({ ...account, url, from: '+15005550006' }).send({ to: '+77011234567', body: '1' });
  await expect(sending).rejects.toThrow(/^(The provider of texts answered 400|fetch failed|The operation was aborted)/);
});
