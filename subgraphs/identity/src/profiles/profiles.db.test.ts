import { expect, test } from 'vitest';
import { atOnce, testIdentity, verified } from '../../test/identity.ts';
import { findPerson } from '../accounts/usecases/people.ts';
import { updateProfile } from './profiles.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

const fieldsTold = async (userId: string) =>
  (await identity.events('identity.UserProfileUpdated'))
    .filter(({ subject }) => subject === userId)
    .map(({ data }) => (data as { fields: string[] }).fields);

test('a change is kept and told by the names of its fields, without what they hold', async () => {
  const { id: userId } = await verified(identity);
  const change = { firstName: 'Айгерім', lastName: 'Серікқызы', birthDate: '1990-05-17', timeZone: 'Asia/Almaty' };
  expect(await updateProfile(deps, { userId, change })).toMatchObject({ ok: true, value: change });
  expect(await findPerson(deps.database.query, userId)).toMatchObject(change);
  expect(await fieldsTold(userId)).toEqual([['firstName', 'lastName', 'birthDate', 'timeZone']]);
  const events = JSON.stringify(await identity.events('identity.UserProfileUpdated'));
  for (const value of Object.values(change)) expect(events).not.toContain(value);

  await updateProfile(deps, { userId, change });
  await updateProfile(deps, { userId, change: {} });
  await updateProfile(deps, { userId, change: { firstName: ' Айгерім ' } });
  expect(await fieldsTold(userId)).toHaveLength(1);
  await updateProfile(deps, { userId, change: { birthDate: null, firstName: null } });
  expect((await fieldsTold(userId)).at(-1)).toEqual(['firstName', 'birthDate']);
});

test('a refused change leaves all as it was', async () => {
  const { id: userId } = await verified(identity);
  const change = { firstName: 'Aigerim', birthDate: '2020-01-01' };
  expect(await updateProfile(deps, { userId, change })).toMatchObject({
    errors: [{ kind: 'InvalidInput', path: ['input', 'birthDate'], message: 'A person is at least 13 years old.' }],
  });
  expect(await findPerson(deps.database.query, userId)).toMatchObject({ firstName: null, birthDate: null });
  expect(await fieldsTold(userId)).toEqual([]);
  const grown = identity.withSettings({ MINIMUM_AGE_YEARS: '6' });
  expect(await updateProfile(grown, { userId, change })).toMatchObject({ ok: true });
});

test('a birth date has come when the clock says so', async () => {
  const { id: userId } = await verified(identity);
  const change = { birthDate: '2013-11-22' };
  expect((await updateProfile(deps, { userId, change })).ok).toBe(false);
  identity.passSeconds(86_400);
  expect((await updateProfile(deps, { userId, change })).ok).toBe(true);
});

test('changes at the same time lose none of each other', async () => {
  const { id: userId } = await verified(identity);
  const processes = [deps, identity.withOwnPool()];
  const changes = [
    { firstName: 'A' },
    { lastName: 'B' },
    { locale: 'kk-KZ' },
    { timeZone: 'Asia/Almaty' },
    { displayName: 'C' },
  ];
  await atOnce(10, (index) =>
    updateProfile(processes[index % 2] ?? deps, { userId, change: changes[index % 5] ?? {} }),
  );
  expect(await findPerson(deps.database.query, userId)).toMatchObject(Object.assign({}, ...changes));
  expect((await fieldsTold(userId)).flat().toSorted()).toEqual([
    'displayName',
    'firstName',
    'lastName',
    'locale',
    'timeZone',
  ]);
});
