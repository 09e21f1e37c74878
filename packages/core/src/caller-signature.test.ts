import { expect, test } from 'vitest';
import { signCaller, verifyCaller } from './caller-signature.ts';
import { anonymous, type Caller } from './principal.ts';

const secret = 'a-secret-of-at-least-32-characters!';
const now = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const caller: Caller = { principal: anonymous, requestId: 'r1', clientAddress: '127.0.0.1', userAgent: null };
const token = signCaller(caller, secret, now);

test('carries the caller for a minute', () => {
  expect(verifyCaller(token, secret, later(59))).toEqual(caller);
  expect(verifyCaller(token, secret, later(60))).toBeNull();
});

test.each([
  ['nothing', ''],
  ['no signature', token.split('.')[0] ?? ''],
  ['another secret', signCaller(caller, 'another-secret-of-32-characters!!!!', now)],
  [
    'changed claims',
    `${Buffer.from('{"principal":{"roles":["ADMIN"]},"expiresAt":99999999999}').toString('base64url')}.${token.split('.')[1]}`,
  ],
  ['more parts', `${token}.x`],
])('refuses %s', (_name, forged) => {
  expect(verifyCaller(forged, secret, now)).toBeNull();
});
