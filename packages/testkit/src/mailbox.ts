import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
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

type Message = { to: string; subject: string; text: string };

/** Longest wait for a mail that somebody asks for. */
const patienceMs = 30_000;

/** A mail server that takes everything, for Caravans that really send. Whoever asks for a mail waits until it is there. */
export async function startMailbox(): Promise<Mailbox> {
  const messages: Message[] = [];
  const arrivals = new EventTarget();
  const take = async (mail: Readable) => {
    const { to, subject = '', text = '' } = await PostalMime.parse(await buffer(mail));
    for (const { address = '' } of to ?? []) messages.push({ to: address, subject, text });
    arrivals.dispatchEvent(new Event('mail'));
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (mail, _session, done) => callbackify(take)(mail, done),
  });
  const find = async (to: string | null): Promise<Message[]> => {
    const late = AbortSignal.timeout(patienceMs);
    for (;;) {
      const found = messages.filter((message) => message.to === to);
      if (found.length > 0 || late.aborted) return found.reverse();
      const arrived = Promise.withResolvers<void>();
      arrivals.addEventListener('mail', () => arrived.resolve(), { once: true });
      await Promise.race([arrived.promise, pause(patienceMs, undefined, { signal: late }).catch(() => {})]);
    }
  };
  const web = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox');
    if (pathname !== '/mail/messages') return void response.writeHead(404).end();
    void find(searchParams.get('to')).then((found) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found)),
    );
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
