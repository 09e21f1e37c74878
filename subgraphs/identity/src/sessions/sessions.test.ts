import { expect, test } from 'vitest';
import { decideRefresh, type RefreshToken } from './sessions.domain.ts';

const now = new Date('2026-11-21T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const fresh: RefreshToken = {
  sessionId: 's',
  userId: 'u',
  sessionEnded: false,
  expiresAt: ago(-60),
  usedAt: null,
  successorSealed: null,
  successorUsed: false,
};
const used: RefreshToken = { ...fresh, usedAt: ago(10), successorSealed: 'sealed' };

test.each<[string, RefreshToken, string]>([
  ['unused', fresh, 'ROTATE'],
  ['unused but expired', { ...fresh, expiresAt: now }, 'REFUSE'],
  ['of an ended session', { ...fresh, sessionEnded: true }, 'REFUSE'],
  ['used within the grace', used, 'REPEAT'],
  ['used exactly the grace ago', { ...used, usedAt: ago(30) }, 'REPEAT'],
  ['used longer ago', { ...used, usedAt: ago(30.001) }, 'END_SESSION'],
  ['older than the one just used', { ...used, successorUsed: true }, 'END_SESSION'],
  ['used, its successor forgotten', { ...used, successorSealed: null }, 'END_SESSION'],
  ['used, of an ended session', { ...used, sessionEnded: true }, 'REFUSE'],
])('a refresh token that is %s', (_name, token, decision) => {
  expect(decideRefresh(token, { now, graceSeconds: 30 })).toBe(decision);
});
