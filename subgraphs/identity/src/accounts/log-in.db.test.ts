import { SignInFailed } from '@caravan/contracts/identity';
import { CaravanError } from '@caravan/core/errors';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import type { Deps } from '../deps.ts';
import { passwordJobs } from '../passwords/passwords.jobs.ts';
import { register } from '../registrations/registrations.usecases.ts';
import { verifyEmail } from '../registrations/verification.usecases.ts';
import { logIn } from './usecases/log-in.ts';

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
    const { withRoom } = deps.passwords;
    const watched: Deps = {
      ...deps,
      passwords: {
        ...deps.passwords,
        withRoom: (work) =>
          withRoom((hashing) =>
            work({ ...hashing, matches: (word, hash) => (compared.push(hash), hashing.matches(word, hash)) }),
          ),
      },
    };
    expect(await tryWith(watched, { identifier: email, word: 'Wrong7Horse' })).toEqual(refused);
    expect(await tryWith(watched, { identifier: 'nobody@example.com', word: 'Wrong7Horse' })).toEqual(refused);
    expect(compared).toEqual([expect.stringMatching(/^\$2b\$04\$/), null, null, null]);
  });

  test('counts no try that it has no time to judge', async () => {
    const { email } = await verified(identity);
    const busy: Deps = {
      ...deps,
      passwords: { ...deps.passwords, withRoom: () => Promise.reject(new CaravanError('UNAVAILABLE', 'Busy.')) },
    };
    for (let round = 0; round < 30; round += 1) {
      await expect(tryWith(busy, { identifier: email, address: '203.0.113.8' })).rejects.toThrow('Busy.');
    }
    expect(await tryWith(deps, { identifier: email, address: '203.0.113.8' })).toMatchObject({ ok: true });
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
    const processes = [deps, identity.withOwnPool()];
    const guess = (index: number) =>
      tryWith(processes[index % 2] ?? deps, { identifier: email, word: `Wrong7Horse${index}`, address: '203.0.113.5' });
    expect(await kinds(atOnce(100, guess))).toEqual({ InvalidCredentials: 5, RateLimited: 95 });
    const restarted = identity.withOwnPool();
    expect(await tryWith(restarted, { identifier: email, address: '203.0.113.5' })).toMatchObject({ ok: false });
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
    const { email, id } = await verified(identity);
    await kinds(atOnce(100, () => tryWith(lenient, { identifier: email, word: 'Wrong7Horse' })));
    expect(await tryWith(lenient, { identifier: email })).toEqual(refused);
    await runJobs(deps, passwordJobs);
    const letters = (await identity.mailsTo(email)).filter(({ subject }) => subject.includes('locked'));
    expect(letters).toHaveLength(1);
    const failed = (await identity.events('identity.SignInFailed')).filter(({ subject }) => subject === id);
    expect(failed).toHaveLength(100);
    const { origin } = SignInFailed.data.parse(failed[0]?.data);
    expect(await deps.sealer.unseal(origin)).toEqual({ clientAddress: null, userAgent: 'vitest' });
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

  test('lets its owner in from known networks while strangers keep it locked, and counts those by themselves', async () => {
    const lenient = identity.withSettings(patient);
    const { email } = await verified(identity);
    const [home, elsewhere] = ['203.0.113.20', '203.0.113.21'];
    expect(await tryWith(lenient, { identifier: email, address: home })).toMatchObject({ ok: true });
    const fail = (address: string) => tryWith(lenient, { identifier: email, word: 'Wrong7Horse', address });
    for (let failure = 0; failure < 10; failure += 1) await fail(`198.51.100.${failure}`);
    expect(await tryWith(lenient, { identifier: email, address: elsewhere })).toEqual(refused);
    expect(await tryWith(lenient, { identifier: email, address: home })).toMatchObject({ ok: true });

    for (let failure = 0; failure < 10; failure += 1) {
      if (failure % 4 === 0) identity.passSeconds(60);
      await fail(home);
    }
    identity.passSeconds(60);
    expect(await tryWith(lenient, { identifier: email, address: home })).toEqual(refused);
  });

  test('without a password takes none, and is counted like others', async () => {
    const { email, id } = await verified(identity);
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${id}`);
    expect(await tryWith(deps, { identifier: email })).toEqual(refused);
    expect(await tryWith(deps, { identifier: email, word: '' })).toEqual(refused);
    expect(await deps.database.query.execute(sql`select failures from log_in_failures where account = ${id}`)).toEqual([
      { failures: 2 },
    ]);
  });

  test('gets a dearer hash at the next log-in once BCRYPT_COST was raised', async () => {
    const { email, id } = await verified(identity);
    const dearer = identity.withSettings({ BCRYPT_COST: '5' });
    expect(await tryWith(dearer, { identifier: email, word: 'Wrong7Horse' })).toEqual(refused);
    const cost = async () => {
      const rows = await deps.database.query.execute<{ hash: string }>(
        sql`select password_hash as hash from users where id = ${id}`,
      );
      return rows[0]?.hash.slice(0, 7);
    };
    expect(await cost()).toBe('$2b$04$');
    for (let round = 0; round < 2; round += 1) {
      expect(await tryWith(dearer, { identifier: email })).toMatchObject({ ok: true });
      expect(await cost()).toBe('$2b$05$');
    }
  });

  test('that is blocked is told so only after the right password', async () => {
    const { email, id } = await verified(identity);
    await deps.database.query.execute(
      sql`update users set blocked_at = now(), block_reason = 'fraud', blocked_by = ${id} where id = ${id}`,
    );
    expect(await tryWith(deps, { identifier: email, word: 'Wrong7Horse' })).toEqual(refused);
    expect(await tryWith(deps, { identifier: email })).toEqual({ ok: false, errors: [{ kind: 'AccountBlocked' }] });
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
