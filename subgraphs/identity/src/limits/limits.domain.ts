import type { RateLimited } from '@caravan/core/errors';

/** So many points a window; the window starts with the first point. */
export type Limit = {
  /** Names what is limited, so that two limits of one subject do not meet. */
  readonly name: string;
  /** Whom it limits: an account, a session, a client's network. */
  readonly subject: string;
  readonly points: number;
  readonly windowSeconds: number;
};

export type Usage = { readonly points: number; readonly resetsAt: Date };

export function refusalOf(limit: Limit, usage: Usage, now: Date): RateLimited | null {
  if (usage.points <= limit.points) return null;
  const seconds = Math.ceil((usage.resetsAt.getTime() - now.getTime()) / 1000);
  return { kind: 'RateLimited', retryAfterSeconds: Math.max(1, seconds) };
}

/**
 * What one client can choose its addresses from: an IPv4 address, or the /64 network of an IPv6 one
 * (RFC 6177: a site has at least that).
 */
export function clientNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length;
  const whole = address.includes('::')
    ? [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    : groups;
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}
