import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from './principal.ts';

/** HTTP header, and key of a WebSocket's `connectionParams`, that carries the signed caller. */
export const callerHeader = 'x-caravan-caller';

const lifetimeSeconds = 60;

/**
 * The caller as compact signed claims: `base64url(JSON) . base64url(HMAC-SHA-256)`, valid for 60 s.
 *
 * @param secret - Shared by routers and subgraphs of one deployment.
 */
export function signCaller(caller: Caller, secret: string, now: Date): string {
  const claims = { ...caller, expiresAt: Math.floor(now.getTime() / 1000) + lifetimeSeconds };
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${signature(body, secret)}`;
}

/** The caller inside a token, or null when it is forged, malformed or older than 60 s. */
export function verifyCaller(token: string, secret: string, now: Date): Caller | null {
  const [body, given, ...rest] = token.split('.');
  if (!body || !given || rest.length > 0) return null;
  const expected = Buffer.from(signature(body, secret));
  const received = Buffer.from(given);
  if (expected.length !== received.length || !timingSafeEqual(expected, received)) return null;
  const { expiresAt, ...caller } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Caller & {
    expiresAt: number;
  };
  return expiresAt * 1000 > now.getTime() ? caller : null;
}

function signature(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64url');
}
