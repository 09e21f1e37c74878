import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { atOnce, callerAt, loggedIn, registered, testIdentity, verified } from '../../test/identity.ts';
import { verifyEmail } from '../registrations/verification.usecases.ts';
import { createGuestSession } from './guests.usecases.ts';

const identity = testIdentity({ LIMIT_FAILED_LOG_INS_PER_ACCOUNT: '1000' });
const { deps } = identity;

async function guest() {
  const created = await createGuestSession(deps, callerAt(null));
  if (!created.ok) throw new Error('A guest was refused.');
  const { accessToken } = created.value;
  return { accessToken, id: String(decodeJwt(accessToken).sub) };
}

async function mergesOf(guestId: string) {
  const events = await identity.events('identity.GuestMerged');
  return events
    .map(({ data, subject }) => ({ subject, ...(data as { guestId: string; userId: string }) }))
    .filter((merge) => merge.guestId === guestId);
}

async function revocationsOf(guestId: string) {
  const events = await identity.events('identity.SessionRevoked');
  return events.filter(({ subject }) => subject === guestId).map(({ data }) => data);
}

test('a guest lives in the token: subject and session are the guest', async () => {
  const { accessToken, id } = await guest();
  expect(decodeJwt(accessToken)).toMatchObject({ sub: id, sid: id, use: 'guest', roles: ['GUEST'], scope: 'cart:use' });
});

test('guests are made so often a minute and network', async () => {
  const strict = identity.withSettings({ LIMIT_GUESTS_PER_MINUTE: '3' });
  const answers = await atOnce(5, () => createGuestSession(strict, callerAt('203.0.113.1')));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  expect(answers.find(({ ok }) => !ok)).toEqual({
    ok: false,
    errors: [{ kind: 'RateLimited', retryAfterSeconds: 60 }],
  });
});

test('logging in merges the guest and ends its token, once among 10 at once', async () => {
  const person = await verified(identity);
  const { accessToken, id } = await guest();
  const sessions = await atOnce(10, () => loggedIn(deps, person, accessToken));
  expect(new Set(sessions.map(({ refreshToken }) => refreshToken)).size).toBe(10);
  expect(await mergesOf(id)).toEqual([{ subject: person.id, guestId: id, userId: person.id }]);
  expect(await revocationsOf(id)).toEqual([{ sessionId: id, reason: 'GUEST_MERGED' }]);
});

test('a guest becomes one person, whoever comes later', async () => {
  const [first, second] = [await verified(identity), await verified(identity)];
  const { accessToken, id } = await guest();
  await loggedIn(deps, first, accessToken);
  await loggedIn(deps, second, accessToken);
  expect(await mergesOf(id)).toEqual([{ subject: first.id, guestId: id, userId: first.id }]);
});

test('a registration remembers its guest until the email is verified', async () => {
  const { accessToken, id } = await guest();
  const { email } = await registered(identity, { guestToken: accessToken });
  expect(await mergesOf(id)).toEqual([]);
  const verification = await verifyEmail(deps, { email, code: await identity.codeFor(email) });
  expect(await mergesOf(id)).toEqual([expect.objectContaining({ userId: verification.ok && verification.value.id })]);
  await loggedIn(deps, { email }, accessToken);
  expect(await mergesOf(id)).toHaveLength(1);
});

test.each(['', 'forged', 'a.b.c'])('the guest token %j is ignored: it must not keep anybody out', async (token) => {
  const person = await verified(identity);
  expect(await loggedIn(deps, person, token)).toMatchObject({ tokenType: 'Bearer' });
});

test('an access token and an expired guest token are no guests', async () => {
  const before = (await identity.events('identity.GuestMerged')).length;
  const person = await verified(identity);
  const { accessToken } = await loggedIn(deps, person);
  await loggedIn(deps, person, accessToken);
  const expired = await guest();
  identity.passSeconds(604_800);
  await loggedIn(deps, person, expired.accessToken);
  expect(await identity.events('identity.GuestMerged')).toHaveLength(before);
});
