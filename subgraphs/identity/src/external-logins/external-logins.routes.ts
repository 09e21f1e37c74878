import { type Html, html } from '@caravan/letters/html';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callbackPath } from './attempts.usecases.ts';
import { passOn } from './callback.usecases.ts';

/** Where providers send people back to, when not to the front end itself. */
export const externalLoginRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: callbackPath,
    handle: async (deps, { query: { state, code, iss } }) => {
      if (deps.isProduction) return plain(404, 'Not found');
      return state && code ? shown(page({ state, code, iss: iss ?? '' })) : plain(400, 'The provider sent no code.');
    },
  },
  {
    method: 'POST',
    path: `${callbackPath}/form`,
    handle: async (deps, { body, clientAddress }) => {
      const form = readForm(body);
      const target = form && (await passOn(deps, { ...form, clientAddress }));
      if (!target) return plain(400, 'This sign-in took too long, or is over: begin again.');
      return { status: 303, headers: { ...privately, location: target } };
    },
  },
];

/** The code in the address is of use only with the browser's secret; still it stays out of caches and other sites' logs. */
const privately = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
const mostBytes = 16_384;

/** State, and what goes on to the front end; null for what is no answer of a provider. */
function readForm(body: Buffer) {
  if (body.length > mostBytes) return null;
  const form = new URLSearchParams(body.toString('utf8'));
  const state = form.get('state');
  const known = ['state', 'code', 'iss', 'error'].flatMap((field) => {
    const value = form.get(field);
    return value ? [[field, value]] : [];
  });
  return state ? { state, passedOn: Object.fromEntries(known), name: readPostedName(form.get('user')) } : null;
}

const postedUser = z.object({
  name: z.object({ firstName: z.string().default(''), lastName: z.string().default('') }),
});

/** Apple's `user`, a JSON text that nobody signed: good for a name to show, and nothing else. */
function readPostedName(text: string | null): string | null {
  const parsed = z.string().transform(parseJson).pipe(postedUser).safeParse(text);
  return parsed.success ? `${parsed.data.name.firstName} ${parsed.data.name.lastName}` : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function plain(status: number, body: string): RouteResponse {
  return { status, headers: { ...privately, 'content-type': 'text/plain; charset=utf-8' }, body };
}

function shown(content: Html): RouteResponse {
  return {
    status: 200,
    headers: {
      ...privately,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    },
    body: content.html,
  };
}

function page({ state, code, iss }: { state: string; code: string; iss: string }): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Back from the provider – Caravan</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  pre { border: 1px solid #ccc; border-radius: 8px; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
<h1>Back from the provider</h1>
<p>No front end is configured (<code>EXTERNAL_LOG_IN_REDIRECT_URIS</code>), so finish in the explorer: call
<code>completeExternalLogIn</code> with these variables and the <code>browserSecret</code> from the beginning.</p>
<pre>${JSON.stringify({ input: { state, code, issuer: iss || null, browserSecret: '…' } }, null, 2)}</pre>
</html>`;
}
