import { expect, test } from 'vitest';
import { clientAddresses, trustedProxies } from './client-address.ts';

const addressOf = clientAddresses(trustedProxies(['127.0.0.1', '::1', '10.0.0.0/8']));

test.each<[peer: string | undefined, forwarded: string | string[] | undefined, client: string | null, why: string]>([
  ['198.51.100.1', '203.0.113.7', '198.51.100.1', 'a stranger is not believed'],
  ['127.0.0.1', undefined, '127.0.0.1', 'nothing was forwarded'],
  ['127.0.0.1', '203.0.113.7', '203.0.113.7', 'a proxy is believed'],
  ['::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7', 'IPv4 over an IPv6 socket'],
  ['::1', '::ffff:203.0.113.7', '203.0.113.7', 'over IPv6'],
  ['127.0.0.1', '6.6.6.6, 203.0.113.7, 10.9.9.9', '203.0.113.7', 'what the client wrote before is not'],
  ['127.0.0.1', ['203.0.113.7', '10.9.9.9'], '203.0.113.7', 'the header may come twice'],
  ['127.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1', 'a client may be within the network'],
  ['127.0.0.1', 'unknown', '127.0.0.1', 'what is no address ends the walk'],
  [undefined, '203.0.113.7', null, 'no peer, no address'],
])('from %s, forwarded for %s: %s (%s)', (peer, forwardedFor, expected) => {
  expect(addressOf(peer, forwardedFor)).toBe(expected);
});
