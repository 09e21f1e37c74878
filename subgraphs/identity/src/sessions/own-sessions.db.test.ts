import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { atOnce, loggedIn, testIdentity, verified } from '../../test/identity.ts';
import { signedIn as signIn } from '../../test/second-factor.ts';
import { listSessions, logOut, refreshSession, revokeOtherSessions, revokeSession } from './sessions.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

const refused = { ok: false, errors: [{ kind: 'RefreshTokenInvalid', path: ['input', 'refreshToken'] }] };
const signedIn = () => signIn(identity);

async function refresh(refreshToken: string) {
  const result = await refreshSession(deps, { refreshToken });
  return result.ok ? result.value : null;
}

async function dataOf(type: string, aggregateId: string) {
  const events = await identity.events(type);
  return events.filter(({ subject }) => subject === aggregateId).map(({ data }) => data);
}
const revocations = (sessionId: string) => dataOf('identity.SessionRevoked', sessionId);
const signOuts = (userId: string) => dataOf('identity.SignedOut', userId);

describe('the list of sessions', () => {
  test('shows the open ones, newest first, with the time of the last refresh', async () => {
    const person = await signedIn();
    identity.passSeconds(60);
    const second = await loggedIn(deps, person);
    const ended = await loggedIn(deps, person);
    const endedId = String(decodeJwt(ended.accessToken).sid);
    await logOut(deps, { userId: person.id, sessionId: endedId, everywhere: false });
    const createdAt = identity.clock.time;
    identity.passSeconds(60);
    await refresh(person.refreshToken);
    expect(await listSessions(deps, person.id)).toEqual([
      {
        id: String(decodeJwt(second.accessToken).sid),
        createdAt,
        lastUsedAt: createdAt,
        clientAddress: null,
        userAgent: 'vitest',
      },
      expect.objectContaining({ id: person.sessionId, lastUsedAt: identity.clock.time }),
    ]);
    identity.passSeconds(604_800);
    expect(await listSessions(deps, person.id)).toEqual([]);
  });

  test('keeps no more than so many open; the least recently used one ends', async () => {
    const few = identity.withSettings({ LIMIT_SESSIONS: '3' });
    const person = await verified(identity);
    const open = async () => {
      identity.passSeconds(1);
      const { accessToken, refreshToken } = await loggedIn(few, person);
      return { refreshToken, sessionId: String(decodeJwt(accessToken).sid) };
    };
    const [first, second, third] = [await open(), await open(), await open()];
    identity.passSeconds(1);
    await refresh(first.refreshToken);
    const fourth = await open();
    const left = (await listSessions(deps, person.id)).map(({ id }) => id);
    expect(left).toEqual([fourth.sessionId, third.sessionId, first.sessionId]);
    const reason = 'TOO_MANY_SESSIONS';
    expect(await revocations(second.sessionId)).toEqual([{ sessionId: second.sessionId, reason }]);
  });

  test('keeps no more than so many open, 10 log-ins at once over two processes', async () => {
    const settings = { LIMIT_SESSIONS: '3', LOCK_AFTER_FAILURES: '100' };
    const processes = [identity.withOwnPool(settings), identity.withOwnPool(settings)];
    const person = await verified(identity);
    await atOnce(10, (index) => loggedIn(processes[index % 2] ?? deps, person));
    expect(await listSessions(deps, person.id)).toHaveLength(3);
  });
});

describe('revokeSession', () => {
  test('ends one of the own sessions, once, and says so', async () => {
    const person = await signedIn();
    const { accessToken, refreshToken } = await loggedIn(deps, person);
    const sessionId = String(decodeJwt(accessToken).sid);
    const processes = [deps, identity.withOwnPool()];
    const own = { userId: person.id, sessionId };
    const answers = await atOnce(10, (index) => revokeSession(processes[index % 2] ?? deps, own));
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, value: sessionId }]);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'NotFound', path: ['input', 'sessionId'] }],
    });
    expect(await revocations(sessionId)).toEqual([{ sessionId, reason: 'REVOKED' }]);
    expect(await signOuts(person.id)).toEqual([{ userId: person.id, sessionIds: [sessionId] }]);
    expect(await refreshSession(deps, { refreshToken })).toEqual(refused);
    expect(await refresh(person.refreshToken)).not.toBeNull();
  });

  test('does not end a session of somebody else', async () => {
    const [person, stranger] = [await signedIn(), await signedIn()];
    const theirs = { userId: stranger.id, sessionId: person.sessionId };
    expect(await revokeSession(deps, theirs)).toMatchObject({ ok: false });
    expect(await refresh(person.refreshToken)).not.toBeNull();
    expect(await signOuts(stranger.id)).toEqual([]);
  });
});

test('revokeOtherSessions ends all but the one in use', async () => {
  const person = await signedIn();
  const others = await atOnce(3, () => loggedIn(deps, person));
  expect(await revokeOtherSessions(deps, { userId: person.id, sessionId: person.sessionId })).toBe(3);
  expect(await revokeOtherSessions(deps, { userId: person.id, sessionId: person.sessionId })).toBe(0);
  for (const { refreshToken } of others) expect(await refreshSession(deps, { refreshToken })).toEqual(refused);
  expect(await refresh(person.refreshToken)).not.toBeNull();
  expect(await signOuts(person.id)).toHaveLength(1);
});
