import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Mailbox = {
  /** For `SMTP_URL`. */
  readonly smtpUrl: string;
  /** Serves `/mail/messages?to=…` as the local outbox of a development Caravan does. */
  readonly url: string;
  stop(): Promise<void>;
};

type Message = { id: string; to: string; subject: string; text: string };

/** A mail server that takes everything, for Caravans that really send. */
export async function startMailbox(): Promise<Mailbox> {
  const messages: Message[] = [];
  const take = async (mail: Readable) => {
    const { to, messageId: id = '', subject = '', text = '' } = await PostalMime.parse(await buffer(mail));
    for (const { address = '' } of to ?? []) messages.push({ id, to: address, subject, text });
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (mail, _session, done) => callbackify(take)(mail, done),
  });
  const web = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox');
    if (pathname !== '/mail/messages') return void response.writeHead(404).end();
    const found = messages.filter(({ to }) => to === searchParams.get('to')).reverse();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    stop: async () => {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise((resolve) => web.close(resolve)),
      ]);
    },
  };
}
