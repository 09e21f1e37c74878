import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser's page may call: one of ours (same host) or of an allowed origin. Programs send no origin.
 *
 * @param allowed - Such as `https://shop.example`.
 */
export function originAllowed({ origin, host }: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  return allowed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
}
