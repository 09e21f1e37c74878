import { createHash } from 'node:crypto';
import { type Html, html } from '@caravan/letters/html';
import type { RouteRequest, RouteResponse } from '@caravan/subgraph/route';

/**
 * A page that mailed links open. It runs no script, loads nothing from anywhere and tells nobody where it was come from,
 * since its address holds a secret.
 */
export function page({
  status = 200,
  title,
  content,
}: {
  status?: number;
  title: string;
  content: Html;
}): RouteResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src '${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} – Caravan</title>
${{ html: `<style>${style}</style>` }}
<main>
<h1>${title}</h1>
${content}
</main>
</html>
`.html,
  };
}

/** The fields of a form that such a page posted; empty for anything else. */
export function readForm({ headers, body }: Pick<RouteRequest, 'headers' | 'body'>): URLSearchParams {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return new URLSearchParams(isForm ? body.toString('utf8') : '');
}

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #1c1c1c; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input, button { margin: .25rem 0 1rem; padding: .6rem; border: 1px solid #8a8a8a; border-radius: 6px; }
  button { background: #14532d; border-color: #14532d; color: #fff; cursor: pointer; }
  .refused { color: #9f1239; }
`;
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
