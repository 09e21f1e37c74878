import { beforeEach, expect, test } from 'vitest';
import { atOnce, callerAt, password, testIdentity, verified } from '../../test/identity.ts';
import { superAdmins } from '../roles/roles.usecases.ts';
import { bootstrapAdmin } from './usecases/bootstrap-admin.ts';
import { logIn } from './usecases/log-in.ts';

const identity = testIdentity();
const word = 'Admin7Password';
const admin = (email: string) => identity.withSettings({ CARAVAN_ADMIN_EMAIL: email, CARAVAN_ADMIN_PASSWORD: word });

function enter(identifier: string, secret: string) {
  return logIn(identity.deps, { caller: callerAt(null), identifier, password: secret, guestToken: null });
}

beforeEach(async () => {
  await identity.deps.database.query.execute("delete from user_roles where role = 'SUPER_ADMIN'");
});

test('the first SUPER_ADMIN is made once by processes that start at once, and logs in', async () => {
  await atOnce(5, () => bootstrapAdmin(admin('root@example.com')));
  expect(await superAdmins(identity.deps.database.query)).toBe(1);
  expect(await enter('root@example.com', word)).toMatchObject({ ok: true, value: { person: { username: 'admin' } } });
});

test('nobody is made when there is one already, or nobody was named', async () => {
  await bootstrapAdmin(admin('one@example.com'));
  await bootstrapAdmin(admin('two@example.com'));
  await bootstrapAdmin(identity.deps);
  expect(await enter('two@example.com', word)).toMatchObject({ ok: false });
});

test('who owns the email becomes SUPER_ADMIN and keeps the password', async () => {
  const person = await verified(identity);
  await bootstrapAdmin(admin(person.email));
  expect(await superAdmins(identity.deps.database.query)).toBe(1);
  expect(await enter(person.email, password)).toMatchObject({ ok: true });
  expect(await enter(person.email, word)).toMatchObject({ ok: false });
});

test('a weak password keeps identity from starting', async () => {
  const weak = identity.withSettings({ CARAVAN_ADMIN_EMAIL: 'weak@example.com', CARAVAN_ADMIN_PASSWORD: 'Password1' });
  await expect(bootstrapAdmin(weak)).rejects.toThrow('CARAVAN_ADMIN_PASSWORD: This password is one of the most common');
});
