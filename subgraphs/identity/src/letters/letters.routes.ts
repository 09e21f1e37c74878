import { toTypeId } from '@caravan/core/ids';
import { type Html, html } from '@caravan/letters/html';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { type QueuedLetter, readOutbox } from './letters.usecases.ts';

/** The local outbox, for people and for programs. Not there once mails are really sent, nor in production. */
export const letterRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: '/mail',
    handle: async (deps, { query }) => {
      const mails = await readOutbox(deps, { to: query.to || null });
      return mails ? htmlResponse(page(mails)) : missing;
    },
  },
  {
    method: 'GET',
    path: '/mail/messages',
    handle: async (deps, { query }) => {
      const mails = await readOutbox(deps, { to: query.to || null });
      return mails ? jsonResponse(mails.map(toMessage)) : missing;
    },
  },
];

const missing: RouteResponse = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };

function toMessage({ id, createdAt, ...outgoing }: QueuedLetter) {
  const { channel, to } = outgoing;
  const content =
    outgoing.channel === 'MAIL' ? outgoing.letter : { subject: 'Text message', text: outgoing.body, html: null };
  return { id: toTypeId('mail', id), channel, to, ...content, createdAt: createdAt.toISOString() };
}

function jsonResponse(value: unknown): RouteResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

function htmlResponse(content: Html): RouteResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'",
    },
    body: content.html,
  };
}

function page(letters: readonly QueuedLetter[]): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mails – Caravan</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  article { border: 1px solid #ccc; border-radius: 8px; padding: 0 1rem 1rem; margin: 1rem 0; }
  h2 { font-size: 1.1rem; margin: 1rem 0 0; }
  small { color: #666; }
  pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 26rem; border: 0; }
</style>
<h1>Mails and texts</h1>
<p>What no server is configured for (<code>SMTP_URL</code>, <code>TWILIO_ACCOUNT_SID</code>) stays here. The newest come first.</p>
${letters.length === 0 ? html`<p>There are none yet.</p>` : letters.map(article)}
</html>`;
}

/** A mail is shown as mailboxes show it, in a frame that runs nothing and whose links open in a tab of their own. */
function article(letter: QueuedLetter): Html {
  const { subject, text, html: mail } = toMessage(letter);
  return html`<article>
<h2>${subject}</h2>
<small>to ${letter.to}, ${letter.createdAt.toISOString()}</small>
${
  mail === null
    ? html`<pre>${text}</pre>`
    : html`<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="${subject}" srcdoc="${`<base target="_blank">${mail}`}"></iframe>`
}
</article>
`;
}
