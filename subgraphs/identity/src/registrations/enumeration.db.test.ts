import { newId } from '@caravan/core/ids';
import { advantageOfTiming, differentAnswers, type Samples, sampleInTurns } from '@caravan/testkit/enumeration';
import { beforeAll, expect, test } from 'vitest';
import { callerAt, password, registered, testIdentity } from '../../test/identity.ts';
import { unknownYet } from '../accounts/accounts.domain.ts';
import { findByEmail } from '../accounts/accounts.store.ts';
import { openAccount } from '../accounts/usecases/open-account.ts';
import { findCode } from './registrations.store.ts';
import { register } from './registrations.usecases.ts';
import { resendVerificationEmail, verifyEmail } from './verification.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const times = 200;
const warmUp = times / 10;

/** People with an account, and such that wait for one, one a sample: nothing about one of them is asked twice. */
const owners: { email: string }[] = [];
const waiting: { email: string }[] = [];

beforeAll(async () => {
  const passwordHash = await deps.passwords.hash(password);
  for (let index = 0; index < times + warmUp; index += 1) {
    const username = `owner_${index}`;
    const now = deps.now();
    const rest = { emailVerifiedAt: now, phone: null, displayName: username, locale: null, createdAt: now };
    const account = { ...unknownYet, ...rest, id: newId(), email: `${username}@example.com`, username, passwordHash };
    await deps.database.transaction((tx) => openAccount(tx, deps, { account, by: 'PASSWORD' }));
    owners.push(account);
    waiting.push(await registered(identity));
  }
}, 120_000);

type Email = { email: string; number: number };

/** The answer without the email, which is the caller's own. */
function sample(knownEmails: readonly { email: string }[], ask: (email: Email) => Promise<unknown>): Promise<Samples> {
  return sampleInTurns(times, async (kind, index) => {
    const known = knownEmails[index]?.email ?? '';
    const email = kind === 'known' ? known : known.replace('@', '_stranger@');
    const answer = await ask({ email, number: index * 2 + (kind === 'known' ? 1 : 0) });
    return JSON.stringify(answer).replaceAll(email, '<email>');
  });
}

function expectNothingToShow(samples: Samples): void {
  expect([samples.known.length, samples.unknown.length]).toEqual([times, times]);
  expect(differentAnswers(samples)).toHaveLength(1);
  expect(advantageOfTiming(samples)).toBeLessThan(0.6);
}

test('registering tells nobody who has an account', async () => {
  expectNothingToShow(
    await sample(owners, ({ email, number }) => {
      const input = { email, username: `stranger_${number}`, password };
      return register(deps, { caller: callerAt(null), input, guestToken: null });
    }),
  );
}, 60_000);

test('asking for another code tells nobody who has an account, nor whose registration waits', async () => {
  for (const known of [owners, waiting]) {
    expectNothingToShow(await sample(known, ({ email }) => resendVerificationEmail(deps, { email })));
  }
}, 60_000);

test('guessing a code tells nobody who has an account, nor whose registration waits', async () => {
  for (const known of [owners, waiting]) {
    expectNothingToShow(await sample(known, ({ email }) => verifyEmail(deps, { email, code: '000000' })));
  }
}, 60_000);

test('a code that is made before the answer would tell whose registration waits', async () => {
  const samples = await sample(waiting, async ({ email }) => {
    const code = await findCode(deps.database.query, { email, now: deps.now() });
    if (code) await deps.sealer.seal(code.id, { code: '000000' });
    return email;
  });
  expect(advantageOfTiming(samples)).toBeGreaterThan(0.6);
}, 60_000);

test('a registration that is only kept for free emails would tell who has an account', async () => {
  const samples = await sample(owners, async ({ email, number }) => {
    const answer = { ok: true, value: email };
    if (await findByEmail(deps.database.query, email)) return answer;
    const input = { email: `naive_${email}`, username: `naive_${number}`, password };
    await register(deps, { caller: callerAt(null), input, guestToken: null });
    return answer;
  });
  expect(advantageOfTiming(samples)).toBeGreaterThan(0.6);
}, 60_000);
