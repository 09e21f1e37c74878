import { advantageOfTiming, differentAnswers, sampleInTurns } from '@caravan/testkit/enumeration';
import { expect, test } from 'vitest';
import { atOnce, callerAt, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import type { Deps } from '../deps.ts';
import { passwordJobs } from './passwords.jobs.ts';
import { requestPasswordReset } from './usecases/request-reset.ts';
import { resetPasswordByCode } from './usecases/reset-password.ts';

const identity = testIdentity({
  LIMIT_PASSWORD_RESETS_PER_HOUR: '100000',
  LIMIT_RESET_CODE_TRIES_PER_DAY: '100000',
  PASSWORD_RESET_CODE_ATTEMPTS: '100000',
});
const { deps } = identity;
const caller = callerAt(null);
const names = { known: '', unknown: 'nobody@example.com' };

const ways: readonly (readonly [string, (from: Deps, email: string) => Promise<unknown>])[] = [
  ['requestPasswordReset', (from, email) => requestPasswordReset(from, { caller, email })],
  [
    'resetPasswordByCode',
    (from, email) => resetPasswordByCode(from, { caller, email, code: 'abc', newPassword: 'Another8Horse' }),
  ],
];

test.each(ways)('200 calls of %s each about known and unknown emails are alike', async (_name, call) => {
  names.known = (await verified(identity)).email;
  await atOnce(2, (index) => requestPasswordReset(deps, { caller, email: index ? names.known : names.unknown }));
  await runJobs(deps, passwordJobs);
  const samples = await sampleInTurns(200, async (kind) =>
    JSON.stringify(await call(deps, names[kind])).replaceAll(names[kind], 'NAME'),
  );
  expect(differentAnswers(samples)).toHaveLength(1);
  expect(advantageOfTiming(samples)).toBeLessThan(0.6);
  await runJobs(deps, passwordJobs);
});

test('a log-in that compares no password for an unknown name tells by its time', async () => {
  names.known = (await verified(identity)).email;
  const { passwords } = identity.withSettings({ BCRYPT_COST: '8' });
  const passwordHash = await passwords.hash('Correct7Horse');
  const samples = await sampleInTurns(40, async (kind) => {
    if (kind === 'known') await passwords.matches('Wrong7Horse', passwordHash);
    return 'InvalidCredentials';
  });
  expect(advantageOfTiming(samples)).toBeGreaterThan(0.6);
});
