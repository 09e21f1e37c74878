import Bowser from 'bowser';

const unknown = 'Unknown device';

/**
 * What a person can recognise a session by, such as `Firefox on Windows`, `Safari on iPhone` or `okhttp`.
 *
 * @param userAgent - As the client said; anybody can say anything, so nothing but a name is kept of it.
 */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent?.trim()) return unknown;
  const { browser, os, platform } = Bowser.parse(userAgent);
  const system = (platform.vendor === 'Apple' && platform.model) || os.name;
  if (system) return browser.name ? `${browser.name} on ${system}` : system;
  // Apps and tools name themselves first (RFC 9110): `okhttp/4.12.0`, `curl/8.1`.
  return /^[\w.-]{2,40}/.exec(userAgent)?.[0] ?? unknown;
}
