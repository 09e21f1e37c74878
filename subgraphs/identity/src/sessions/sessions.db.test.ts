import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { atOnce, loggedIn, testIdentity, verified } from '../../test/identity.ts';
import { databaseNow } from '../database-clock.ts';
import type { Deps } from '../deps.ts';
import { forgetDeadSessions, logOut, refreshSession } from './sessions.usecases.ts';

const identity = testIdentity({ LIMIT_REFRESHES_PER_MINUTE: '60' });
const { deps } = identity;

const refused = { ok: false, errors: [{ kind: 'RefreshTokenInvalid', path: ['input', 'refreshToken'] }] };

async function refresh(refreshToken: string) {
  const result = await refreshSession(deps, { refreshToken });
  return result.ok ? result.value : null;
}

async function signedIn() {
  const person = await verified(identity);
  const session = await loggedIn(deps, person);
  return { ...person, ...session, sessionId: String(decodeJwt(session.accessToken).sid) };
}

async function revocations(sessionId: string) {
  const events = await identity.events('identity.SessionRevoked');
  return events.filter(({ subject }) => subject === sessionId).map(({ data }) => data);
}

describe('refreshSession', () => {
  test('gives a new pair of the same session, stored as hashes alone', async () => {
    const { id, refreshToken, sessionId } = await signedIn();
    const next = await refresh(refreshToken);
    expect(next?.refreshToken).not.toBe(refreshToken);
    expect(decodeJwt(next?.accessToken ?? '')).toMatchObject({ sub: id, sid: sessionId, use: 'access' });
    const stored = JSON.stringify(await deps.database.query.execute('select * from refresh_tokens'));
    expect(stored).not.toContain(refreshToken);
    expect(stored).not.toContain(next?.refreshToken);
  });

  test('gives 20 calls at once the same successor, and the session lives on', async () => {
    const { refreshToken, sessionId } = await signedIn();
    const answers = await atOnce(20, () => refresh(refreshToken));
    const successors = new Set(answers.map((answer) => answer?.refreshToken));
    expect([...successors]).toEqual([expect.any(String)]);
    identity.passSeconds(30);
    expect((await refresh(refreshToken))?.refreshToken).toBe(answers[0]?.refreshToken);
    expect(await refresh(answers[0]?.refreshToken ?? '')).not.toBeNull();
    expect(await revocations(sessionId)).toEqual([]);
  });

  test('ends the session when the one before comes after the grace', async () => {
    const { refreshToken, sessionId } = await signedIn();
    const next = await refresh(refreshToken);
    identity.passSeconds(31);
    expect(await refreshSession(deps, { refreshToken })).toEqual(refused);
    expect(await refreshSession(deps, { refreshToken: next?.refreshToken ?? '' })).toEqual(refused);
    expect(await revocations(sessionId)).toEqual([{ sessionId, reason: 'REFRESH_REUSED' }]);
    expect(identity.logLines.join()).toContain('used refresh token came again');
    expect(identity.logLines.join()).not.toContain(refreshToken);
  });

  test('ends the session, once, when an older one comes within the grace, 10 times at once', async () => {
    const { refreshToken, sessionId } = await signedIn();
    const second = await refresh(refreshToken);
    const third = await refresh(second?.refreshToken ?? '');
    expect(await atOnce(10, () => refresh(refreshToken))).toEqual(Array(10).fill(null));
    expect(await refresh(third?.refreshToken ?? '')).toBeNull();
    expect(await revocations(sessionId)).toHaveLength(1);
  });

  test('leaves other sessions of the person alone', async () => {
    const { email, refreshToken } = await signedIn();
    const other = await loggedIn(deps, { email });
    await refresh(refreshToken);
    identity.passSeconds(31);
    await refresh(refreshToken);
    expect(await refresh(other.refreshToken)).not.toBeNull();
  });

  test('refuses unknown, forged and expired tokens', async () => {
    const { refreshToken } = await signedIn();
    expect(await refreshSession(deps, { refreshToken: 'forged' })).toEqual(refused);
    expect(await refreshSession(deps, { refreshToken: refreshToken.slice(0, -1) })).toEqual(refused);
    identity.passSeconds(604_800);
    expect(await refreshSession(deps, { refreshToken })).toEqual(refused);
  });

  test('is allowed so often a minute and session', async () => {
    const strict = identity.withSettings({ LIMIT_REFRESHES_PER_MINUTE: '3' });
    const { refreshToken } = await signedIn();
    const answers = await atOnce(5, () => refreshSession(strict, { refreshToken }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 60 }],
    });
  });

  test('the naive rotation, without lock and grace, would throw out people with two tabs', async () => {
    const { refreshToken } = await signedIn();
    const strict = identity.withSettings({ REFRESH_GRACE_SECONDS: '0' });
    await refreshSession(strict, { refreshToken });
    identity.passSeconds(1);
    expect(await refreshSession(strict, { refreshToken })).toEqual(refused);
  });
});

describe('refreshSession over two processes', () => {
  /** Another process with connections of its own, whose clock is wrong. */
  function process(seconds: number): Deps {
    const other = identity.withOwnPool();
    return { ...other, now: () => new Date(identity.clock.time.getTime() + seconds * 1000) };
  }
  const through = async (from: Deps, refreshToken: string) => {
    const result = await refreshSession(from, { refreshToken });
    return result.ok ? result.value.refreshToken : null;
  };

  test('gives parallel tabs the same successor, whichever process they meet', async () => {
    const processes = [process(0), process(0)];
    const { refreshToken, sessionId } = await signedIn();
    const answers = await atOnce(20, (index) => through(processes[index % 2] ?? deps, refreshToken));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toEqual(expect.any(String));
    expect(await revocations(sessionId)).toEqual([]);
  });

  test('gives a client whose answer was lost the same successor from the other process, until it is used', async () => {
    const [one, other] = [process(0), process(0)];
    const { refreshToken, sessionId } = await signedIn();
    const lost = await through(one, refreshToken);
    identity.passSeconds(30);
    expect(await through(other, refreshToken)).toBe(lost);
    expect(await through(one, lost ?? '')).toEqual(expect.any(String));
    expect(await through(other, refreshToken)).toBeNull();
    expect(await revocations(sessionId)).toEqual([{ sessionId, reason: 'REFRESH_REUSED' }]);
  });

  test.each([
    [60, -60],
    [-60, 60],
    [0, 60],
    [60, 0],
  ])('keeps people in when clocks are wrong by %i and %i seconds, and thieves out', async (first, second) => {
    const [one, other] = [process(first), process(second)];
    const { refreshToken, sessionId } = await signedIn();
    const next = await through(one, refreshToken);
    expect(await through(other, refreshToken)).toBe(next);
    const last = await through(other, next ?? '');
    expect(await through(one, next ?? '')).toBe(last);
    expect(await revocations(sessionId)).toEqual([]);

    identity.passSeconds(31);
    expect(await through(other, next ?? '')).toBeNull();
    expect(await revocations(sessionId)).toEqual([{ sessionId, reason: 'REFRESH_REUSED' }]);
  });

  test('by the clock of each process, the naive way, would throw people out', async () => {
    const naive = (seconds: number) => {
      const wrong = process(seconds);
      return { ...wrong, sharedNow: async () => wrong.now() };
    };
    const { refreshToken, sessionId } = await signedIn();
    await through(naive(-60), refreshToken);
    expect(await through(naive(60), refreshToken)).toBeNull();
    expect(await revocations(sessionId)).toHaveLength(1);
  });

  test('the clock of the database is that of now', async () => {
    const before = Date.now();
    const now = (await databaseNow(deps.database.query)).getTime();
    expect(Math.abs(now - before)).toBeLessThan(60_000);
  });
});

async function signOuts(userId: string) {
  const events = await identity.events('identity.SignedOut');
  return events.filter(({ subject }) => subject === userId).map(({ data }) => data);
}

describe('logOut', () => {
  test('ends this session, at once and for good', async () => {
    const { id, refreshToken, sessionId } = await signedIn();
    expect(await logOut(deps, { userId: id, sessionId, everywhere: false })).toBe(1);
    expect(await logOut(deps, { userId: id, sessionId, everywhere: false })).toBe(0);
    expect(await refreshSession(deps, { refreshToken })).toEqual(refused);
    expect(await revocations(sessionId)).toEqual([{ sessionId, reason: 'SIGNED_OUT' }]);
    expect(await signOuts(id)).toEqual([{ userId: id, sessionIds: [sessionId] }]);
  });

  test('ends all sessions when asked to, and nobody else can end them', async () => {
    const { id, email, sessionId, refreshToken } = await signedIn();
    await atOnce(3, () => loggedIn(deps, { email }));
    const stranger = await verified(identity);
    expect(await logOut(deps, { userId: stranger.id, sessionId, everywhere: false })).toBe(0);
    expect(await refresh(refreshToken)).not.toBeNull();
    expect(await logOut(deps, { userId: id, sessionId, everywhere: true })).toBe(4);
  });
});

test('cleaning up forgets what expired and keeps what lives', async () => {
  const old = await signedIn();
  identity.passSeconds(604_801);
  const young = await signedIn();
  await refresh(young.refreshToken);
  identity.passSeconds(31);
  await forgetDeadSessions(deps);
  const left = await deps.database.query.execute('select id from sessions');
  expect(left.map(({ id }) => id)).toContain(young.sessionId);
  expect(left.map(({ id }) => id)).not.toContain(old.sessionId);
  const sealed = await deps.database.query.execute('select 1 from refresh_tokens where successor_sealed is not null');
  expect(sealed).toHaveLength(0);
});
