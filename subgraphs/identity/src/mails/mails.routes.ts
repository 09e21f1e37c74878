import { toTypeId } from '@caravan/core/ids';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { type Html, html } from './html.ts';
import type { StoredMail } from './mails.store.ts';
import { readOutbox } from './mails.usecases.ts';

/** The local outbox, for people and for programs. Not there once mails are really sent, nor in production. */
export const mailRoutes: readonly Route<Deps>[] = [
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

function toMessage({ id, recipient, subject, body, createdAt }: StoredMail) {
  return { id: toTypeId('mail', id), to: recipient, subject, text: body, createdAt: createdAt.toISOString() };
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
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    },
    body: content.html,
  };
}

function page(mails: readonly StoredMail[]): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mails – Caravan</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  article { border: 1px solid #ccc; border-radius: 8px; padding: 0 1rem; margin: 1rem 0; }
  h2 { font-size: 1.1rem; margin: 1rem 0 0; }
  small { color: #666; }
  pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
<h1>Mails</h1>
<p>No mail server is configured (<code>SMTP_URL</code>), so mails stay here. The newest come first.</p>
${mails.length === 0 ? html`<p>There are none yet.</p>` : mails.map(article)}
</html>`;
}

function article({ recipient, subject, body, createdAt }: StoredMail): Html {
  return html`<article>
<h2>${subject}</h2>
<small>to ${recipient}, ${createdAt.toISOString()}</small>
<pre>${body}</pre>
</article>
`;
}
