import { expect, test } from 'vitest';
import { clientNetwork, refusalOf } from './limits.domain.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:0db8:0001::9', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('the network of %s is %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});

test.each([
  [5, null],
  [6, { kind: 'RateLimited', retryAfterSeconds: 31 }],
])('%i of 5 points', (points, refusal) => {
  const limit = { name: 'n', subject: 's', points: 5, windowSeconds: 60 };
  expect(refusalOf(limit, { points, resetsAt: new Date(30_001) }, new Date(0))).toEqual(refusal);
});
