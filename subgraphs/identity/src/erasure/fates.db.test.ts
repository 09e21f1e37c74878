import type { Fate, Fates } from '@caravan/database/erasure';
import { fateProblems } from '@caravan/testkit/fates';
import { expect, test } from 'vitest';
import { testIdentity } from '../../test/identity.ts';
import { fates } from './fates.ts';

const { deps } = testIdentity();

test('somebody decided for every table and column what becomes of it when a person is erased', async () => {
  expect(await fateProblems(deps.database, fates, 'users')).toEqual([]);
});

test('a table, a column or an entry too much is noticed', async () => {
  const { addresses: _missing, ...rest } = fates;
  const users: Fate = { fate: 'PSEUDONYMOUS', columns: {} };
  const mutant: Fates = { ...rest, users, castles: { fate: 'KEPT', why: 'There are none.' } };
  const problems = await fateProblems(deps.database, mutant, 'users');
  expect(problems).toEqual(
    expect.arrayContaining([
      'castles: there is no such table',
      'addresses: nobody decided what becomes of it',
      'users.email: nobody decided',
    ]),
  );
});
