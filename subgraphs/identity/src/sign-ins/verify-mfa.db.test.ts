import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, testIdentity } from '../../test/identity.ts';
import { appCode, challenged, type Enrolled, enrolled, wrongAppCode } from '../../test/second-factor.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import type { Deps } from '../deps.ts';
import { createGuestSession } from '../guests/guests.usecases.ts';
import { findFactor, useStep } from '../mfa/mfa.store.ts';
import { mfaFactors } from '../mfa/mfa.tables.ts';
import { mfaStates } from '../mfa/usecases/second-factor.ts';
import { verifyMfa } from './sign-ins.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const caller = callerAt('198.51.100.4');

const wrongCode = { ok: false, errors: [{ kind: 'SecondFactorInvalid', path: ['input', 'code'] }] };
const gone = { ok: false, errors: [{ kind: 'MfaChallengeInvalid', path: ['input', 'challengeToken'] }] };
const granted = { ok: true, value: { session: { tokenType: 'Bearer' } } };

const verify = (from: Deps, challengeToken: string, code: string) => verifyMfa(from, { caller, challengeToken, code });
const nextCode = (person: Enrolled) => appCode(person.secret, deps.now());

/** One after the other: log-ins at once count as failures until they are judged. */
async function challenges(person: Enrolled, times: number): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < times) tokens.push(await challenged(deps, person));
  return tokens;
}

async function eventsOf(type: string, userId: string) {
  return (await identity.events(type)).filter(({ subject }) => subject === userId).map(({ data }) => data);
}

describe('a sign-in with a second factor', () => {
  test('opens no session before the code, and says who it is only then', async () => {
    const person = await enrolled(identity);
    const before = await eventsOf('identity.SignedIn', person.id);
    const asked = await logIn(deps, { caller, identifier: person.email, password, guestToken: null });
    expect(asked).toMatchObject({ ok: true, value: { session: null, challenge: { expiresInSeconds: 300 } } });
    expect(await eventsOf('identity.SignedIn', person.id)).toEqual(before);
    const challengeToken = (asked.ok && asked.value.challenge?.token) || '';
    const stored = JSON.stringify(await deps.database.query.execute(sql`select * from mfa_challenges`));
    expect(stored).not.toContain(challengeToken);

    expect(await verify(deps, challengeToken, nextCode(person))).toMatchObject(granted);
    expect((await eventsOf('identity.SignedIn', person.id)).at(-1)).toMatchObject({
      method: 'PASSWORD',
      secondFactor: 'TOTP',
    });
    identity.passSeconds(30);
    expect(await verify(deps, challengeToken, nextCode(person))).toEqual(gone);
  });

  test('keeps the guest until it is done', async () => {
    const person = await enrolled(identity);
    const guest = await createGuestSession(deps, callerAt(null));
    const challengeToken = await challenged(deps, person, guest.ok ? guest.value.accessToken : null);
    expect(await eventsOf('identity.GuestMerged', person.id)).toEqual([]);
    await verify(deps, challengeToken, nextCode(person));
    expect(await eventsOf('identity.GuestMerged', person.id)).toHaveLength(1);
  });

  test.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('takes a code that is %i steps late or early: %s', async (steps, ok) => {
    const person = await enrolled(identity);
    identity.passSeconds(300);
    const code = appCode(person.secret, deps.now(), steps);
    expect(await verify(deps, await challenged(deps, person), code)).toMatchObject({ ok });
  });

  test('takes no code of a step that is not later than the last used one', async () => {
    const person = await enrolled(identity);
    identity.passSeconds(300);
    const at = (steps: number) => appCode(person.secret, deps.now(), steps);
    expect(await verify(deps, await challenged(deps, person), at(1))).toMatchObject({ ok: true });
    for (const steps of [-1, 0, 1])
      expect(await verify(deps, await challenged(deps, person), at(steps))).toEqual(wrongCode);
    identity.passSeconds(30);
    expect(await verify(deps, await challenged(deps, person), at(1))).toMatchObject({ ok: true });
  });

  test('is refused once it is too old, unknown, or of somebody who was blocked in between', async () => {
    const person = await enrolled(identity);
    const challengeToken = await challenged(deps, person);
    expect(await verify(deps, 'x'.repeat(43), nextCode(person))).toEqual(gone);
    identity.passSeconds(300);
    expect(await verify(deps, challengeToken, nextCode(person))).toEqual(gone);

    const late = await challenged(deps, person);
    await deps.database.query.execute(sql`
      update users set blocked_at = now(), block_reason = 'Fraud', blocked_by = id where id = ${person.id}`);
    expect(await verify(deps, late, wrongAppCode(person.secret, deps.now()))).toEqual(wrongCode);
    const blocked = { ok: false, errors: [{ kind: 'AccountBlocked' }] };
    expect(await verify(deps, late, nextCode(person))).toEqual(blocked);
    expect(await logIn(deps, { caller, identifier: person.email, password, guestToken: null })).toEqual(blocked);
  });

  test('opens one session, 10 times at once', async () => {
    const person = await enrolled(identity);
    const challengeToken = await challenged(deps, person);
    const processes = [deps, identity.withOwnPool({ MFA_CHALLENGE_TRIES: '100' })];
    const codes = [nextCode(person), ...person.recoveryCodes];
    const answers = await atOnce(10, (index) =>
      verify(processes[index % 2] ?? deps, challengeToken, codes[index] ?? ''),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await eventsOf('identity.SignedIn', person.id)).toHaveLength(2);
  });
});

describe('a code of an app works once', () => {
  /** Many sign-ins of one person at once, over two processes with connections of their own, with the same code. */
  async function sameCodeAtOnce(times: number) {
    const wide = { LIMIT_FAILED_SECOND_FACTORS: '1000', LIMIT_FAILED_SECOND_FACTORS_PER_DAY: '1000' };
    const processes = [identity.withOwnPool(wide), identity.withOwnPool(wide)];
    const person = await enrolled(identity);
    const tokens = await challenges(person, times);
    const code = nextCode(person);
    return {
      person,
      answers: await atOnce(times, (index) => verify(processes[index % 2] ?? deps, tokens[index] ?? '', code)),
    };
  }

  test('with 20 tries at once over two processes', async () => {
    const { person, answers } = await sameCodeAtOnce(20);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(19).fill(wrongCode));
    expect(await eventsOf('identity.SignedIn', person.id)).toHaveLength(2);
    expect(await eventsOf('identity.SignInFailed', person.id)).toHaveLength(19);
  });

  type UseUp = (
    from: Deps,
    step: { userId: string; step: number; readAll: Promise<void>; read(): void },
  ) => Promise<boolean>;

  async function usesOf(useUp: UseUp): Promise<number> {
    const { id: userId } = await enrolled(identity);
    const processes = [identity.withOwnPool(), identity.withOwnPool()];
    const { promise: readAll, resolve } = Promise.withResolvers<void>();
    let reads = 0;
    const read = () => {
      reads += 1;
      if (reads === 20) resolve();
    };
    const step = Math.floor(deps.now().getTime() / 30_000);
    const used = await atOnce(20, (index) => useUp(processes[index % 2] ?? deps, { userId, step, readAll, read }));
    return used.filter(Boolean).length;
  }

  test('by the database alone, without any lock before', async () => {
    expect(
      await usesOf((from, { userId, step }) => from.database.transaction((tx) => useStep(tx, { userId, step }))),
    ).toBe(1);
  });

  test('the naive way, to read, compare and write, accepts it many times', async () => {
    const naive: UseUp = async ({ database }, { userId, step, readAll, read }) => {
      const factor = await findFactor(database.query, userId);
      read();
      await readAll;
      if (!factor?.lastUsedStep || factor.lastUsedStep >= step) return false;
      await database.query.update(mfaFactors).set({ lastUsedStep: step }).where(eq(mfaFactors.userId, userId));
      return true;
    };
    expect(await usesOf(naive)).toBe(20);
  });
});

describe('a recovery code', () => {
  test('works once, however it is typed, and the person is told', async () => {
    const person = await enrolled(identity);
    const [code = ''] = person.recoveryCodes;
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    expect(await verify(deps, await challenged(deps, person), typed)).toMatchObject(granted);
    expect(await verify(deps, await challenged(deps, person), code)).toEqual(wrongCode);
    expect(await mfaStates(deps, [person.id])).toEqual([{ enabled: true, recoveryCodesLeft: 9 }]);
    expect((await eventsOf('identity.MfaChanged', person.id)).at(-1)).toMatchObject({
      change: 'RECOVERY_CODE_USED',
      recoveryCodesLeft: 9,
    });
    expect((await eventsOf('identity.SignedIn', person.id)).at(-1)).toMatchObject({ secondFactor: 'RECOVERY_CODE' });
  });

  test('works once with 10 tries at once over two processes', async () => {
    const person = await enrolled(identity);
    const tokens = await challenges(person, 10);
    const processes = [identity.withOwnPool(), identity.withOwnPool()];
    const [code = ''] = person.recoveryCodes;
    const answers = await atOnce(10, (index) => verify(processes[index % 2] ?? deps, tokens[index] ?? '', code));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('of somebody else is wrong', async () => {
    const [person, other] = [await enrolled(identity), await enrolled(identity)];
    expect(await verify(deps, await challenged(deps, person), other.recoveryCodes[0] ?? '')).toEqual(wrongCode);
  });
});

describe('wrong codes', () => {
  test('use a challenge up, 5 of them, also at once', async () => {
    const person = await enrolled(identity);
    const challengeToken = await challenged(deps, person);
    const wrong = wrongAppCode(person.secret, deps.now());
    const answers = await atOnce(8, () => verify(deps, challengeToken, wrong));
    const count = (answer: object) => answers.filter((each) => JSON.stringify(each) === JSON.stringify(answer)).length;
    expect([count(wrongCode), count(gone)]).toEqual([5, 3]);
    expect(await verify(deps, challengeToken, nextCode(person))).toEqual(gone);
  });

  test('count against the account over all challenges, 10 in 15 minutes; the right one after them is refused', async () => {
    const person = await enrolled(identity);
    const wrong = wrongAppCode(person.secret, deps.now());
    const tokens = await challenges(person, 12);
    const processes = [deps, identity.anotherProcess()];
    const answers = await atOnce(11, (index) => verify(processes[index % 2] ?? deps, tokens[index] ?? '', wrong));
    const limited = { ok: false, errors: [{ kind: 'RateLimited', retryAfterSeconds: 900 }] };
    expect(answers.filter((answer) => !answer.ok && answer.errors[0].kind === 'RateLimited')).toEqual([limited]);
    expect(await verify(deps, tokens[11] ?? '', nextCode(person))).toEqual(limited);
    expect(await eventsOf('identity.SignInFailed', person.id)).toHaveLength(10);

    // Recovery codes are counted apart, so that the person gets in all the same.
    const [code = ''] = person.recoveryCodes;
    expect(await verify(deps, await challenged(deps, person), code)).toMatchObject({ ok: true });
    identity.passSeconds(900);
    expect(await verify(deps, await challenged(deps, person), nextCode(person))).toMatchObject({ ok: true });
  });

  test('are at most 50 a day for one account', async () => {
    const person = await enrolled(identity);
    let judged = 0;
    for (let quarter = 0; quarter < 8; quarter += 1) {
      const wrong = wrongAppCode(person.secret, deps.now());
      const tokens = await challenges(person, 10);
      const answers = await atOnce(10, (index) => verify(deps, tokens[index] ?? '', wrong));
      judged += answers.filter((answer) => !answer.ok && answer.errors[0].kind === 'SecondFactorInvalid').length;
      identity.passSeconds(900);
    }
    expect(judged).toBe(50);
    identity.passSeconds(86_400);
    expect(await verify(deps, await challenged(deps, person), nextCode(person))).toMatchObject({ ok: true });
  });

  test('are told by events with where they came from sealed, and no code is in any log line', async () => {
    const person = await enrolled(identity);
    const wrong = wrongAppCode(person.secret, deps.now());
    await verify(deps, await challenged(deps, person), wrong);
    const [failed] = await eventsOf('identity.SignInFailed', person.id);
    expect(failed).toEqual({
      userId: person.id,
      factor: 'SECOND_FACTOR',
      origin: { userId: person.id, sealed: expect.any(String) },
    });
    expect(identity.logLines.join()).toContain('wrong second factor');
    expect(identity.logLines.join()).not.toContain(wrong);
    expect(identity.logLines.join()).not.toContain(person.secret);
  });
});
