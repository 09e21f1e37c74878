import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, testIdentity, verified } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { logIn } from './usecases/log-in.ts';
import { register } from '../registrations/registrations.usecases.ts';
import { verifyEmail } from '../registrations/verification.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

function tryWith(
  from: Deps,
  { identifier, word = password, address = null }: { identifier: string; word?: string; address?: string | null },
) {
  return logIn(from, { caller: callerAt(address), identifier, password: word, guestToken: null });
}

const refused = { ok: false, errors: [{ kind: 'InvalidCredentials' }] };

async function kinds(answers: Promise<Awaited<ReturnType<typeof logIn>>[]>) {
  const found = (await answers).map((answer) => (answer.ok ? 'ok' : answer.errors[0].kind));
  return Object.fromEntries(
    Object.entries(Object.groupBy(found, (kind) => kind)).map(([kind, all]) => [kind, all.length]),
  );
}

describe('logIn', () => {
  test('takes email or username, in any case, and no phone that was not verified', async () => {
    const input = { email: 'saule@example.com', username: 'saule', phone: '+77017654321', password };
    await register(deps, { caller: callerAt(null), input, guestToken: null });
    await verifyEmail(deps, { email: input.email, code: await identity.codeFor(input.email) });
    for (const identifier of ['SAULE@example.com', ' Saule']) {
      expect(await tryWith(deps, { identifier })).toMatchObject({ ok: true, value: { person: { username: 'saule' } } });
    }
    expect(await tryWith(deps, { identifier: '+7 701 765-43-21' })).toEqual(refused);
  });

  test('answers an unknown name and a wrong password alike, after comparing two passwords each: of an account, and of a registration that waits', async () => {
    const { email } = await verified(identity);
    const compared: (string | null)[] = [];
    const watched: Deps = {
      ...deps,
      passwords: {
        ...deps.passwords,
        matches: (word, hash) => (compared.push(hash), deps.passwords.matches(word, hash)),
      },
    };
    expect(await tryWith(watched, { identifier: email, word: 'Wrong7Horse' })).toEqual(refused);
    expect(await tryWith(watched, { identifier: 'nobody@example.com', word: 'Wrong7Horse' })).toEqual(refused);
    expect(compared).toEqual([expect.stringMatching(/^\$2b\$04\$/), null, null, null]);
  });

  test('logs every try without names or passwords', async () => {
    const { email, id } = await verified(identity);
    await tryWith(deps, { identifier: email, word: 'Wrong7Horse' });
    await tryWith(deps, { identifier: email });
    const lines = identity.logLines.filter((line) => line.includes('log-in tried'));
    expect(lines.map((line) => JSON.parse(line).outcome)).toEqual(['REFUSED', 'MATCHED']);
    expect(identity.logLines.join()).toContain(id);
    expect(identity.logLines.join()).not.toMatch(new RegExp(`${email}|${password}|Wrong7Horse`));
  });
});

describe('limits of logIn', () => {
  test('5 a minute for one name and network: of 100 tries at once, 95 are not even compared', async () => {
    const { email } = await verified(identity);
    const processes = [deps, identity.anotherProcess()];
    const guess = (index: number) =>
      tryWith(processes[index % 2] ?? deps, { identifier: email, word: `Wrong7Horse${index}`, address: '203.0.113.5' });
    expect(await kinds(atOnce(100, guess))).toEqual({ InvalidCredentials: 5, RateLimited: 95 });
    expect(await tryWith(deps, { identifier: email, address: '203.0.113.6' })).toMatchObject({ ok: true });
    identity.passSeconds(60);
    expect(await tryWith(deps, { identifier: email, address: '203.0.113.5' })).toMatchObject({ ok: true });
  });

  test('20 failures a minute for one name from many networks; success costs nothing', async () => {
    const lenient = identity.withSettings({ LOCK_AFTER_FAILURES: '1000' });
    const { email } = await verified(identity);
    const from = (index: number) => `198.51.100.${index}`;
    for (let index = 0; index < 25; index += 1) {
      expect(await tryWith(lenient, { identifier: email, address: from(index) })).toMatchObject({ ok: true });
    }
    const guess = (index: number) => tryWith(lenient, { identifier: email, word: 'Wrong7Horse', address: from(index) });
    expect(await kinds(atOnce(100, guess))).toEqual({ InvalidCredentials: 20, RateLimited: 80 });
  });

  test('failures of one network against many names', async () => {
    const strict = identity.withSettings({ LIMIT_FAILED_LOG_INS_PER_ADDRESS: '30' });
    const guess = (index: number) => tryWith(strict, { identifier: `name${index}`, address: '203.0.113.7' });
    expect(await kinds(atOnce(50, guess))).toEqual({ InvalidCredentials: 30, RateLimited: 20 });
  });
});

test('limits that are read before they are written let guesses through', async () => {
  const points = new Map<string, number>();
  const naiveTake = async (key: string) => {
    const used = points.get(key) ?? 0;
    await deps.database.query.execute('select 1');
    points.set(key, used + 1);
    return used < 5;
  };
  const allowed = (await atOnce(100, () => naiveTake('log-in'))).filter(Boolean);
  expect(allowed.length).toBeGreaterThan(5);
});

describe('an account', () => {
  const patient = { LIMIT_FAILED_LOG_INS_PER_ACCOUNT: '1000' };

  test('locks for 15 minutes after 10 failures, of 100 at once, and its owner is mailed once', async () => {
    const lenient = identity.withSettings(patient);
    const { email } = await verified(identity);
    await kinds(atOnce(100, () => tryWith(lenient, { identifier: email, word: 'Wrong7Horse' })));
    expect(await tryWith(lenient, { identifier: email })).toEqual(refused);
    const letters = (await identity.mailsTo(email)).filter(({ subject }) => subject.includes('locked'));
    expect(letters).toHaveLength(1);
    identity.passSeconds(899);
    expect(await tryWith(lenient, { identifier: email })).toEqual(refused);
    identity.passSeconds(1);
    expect(await tryWith(lenient, { identifier: email })).toMatchObject({ ok: true });
  });

  test('is safe from a right guess among 100 at once after the tenth', async () => {
    const lenient = identity.withSettings(patient);
    const { email } = await verified(identity);
    for (let failure = 0; failure < 10; failure += 1)
      await tryWith(lenient, { identifier: email, word: 'Wrong7Horse' });
    expect(await kinds(atOnce(50, () => tryWith(lenient, { identifier: email })))).toEqual({ InvalidCredentials: 50 });
  });

  test('counts failures in a row only', async () => {
    const lenient = identity.withSettings(patient);
    const { email } = await verified(identity);
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 9; failure += 1)
        await tryWith(lenient, { identifier: email, word: 'Wrong7Horse' });
      expect(await tryWith(lenient, { identifier: email })).toMatchObject({ ok: true });
    }
  });

  test('that does not exist is counted alike, so that nothing tells it apart', async () => {
    const lenient = identity.withSettings(patient);
    await atOnce(15, () => tryWith(lenient, { identifier: 'ghost@example.com' }));
    const rows = await deps.database.query.execute(
      "select failures from log_in_failures where account !~ '^[0-9a-f-]{36}$'",
    );
    expect(rows).toContainEqual({ failures: 10 });
  });
});
