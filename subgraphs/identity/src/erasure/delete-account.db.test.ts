import { CaravanError } from '@caravan/core/errors';
import { fail, ok } from '@caravan/core/result';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { callerAt, loggedIn, password, principalOf, registered, testIdentity, verified } from '../../test/identity.ts';
import { enrolled } from '../../test/second-factor.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { findPerson, viewPeople } from '../accounts/usecases/people.ts';
import { saveAddress } from '../addresses/addresses.usecases.ts';
import type { Deps } from '../deps.ts';
import { updateProfile } from '../profiles/profiles.usecases.ts';
import { followStoreStaff, grantRole } from '../roles/managing-roles.usecases.ts';
import { giveRole } from '../roles/roles.usecases.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { deleteAccount, destroyKeys, eraseLate } from './delete-account.usecases.ts';
import { fates } from './fates.ts';

const identity = testIdentity();
const { deps } = identity;

const street = 'Canary Street 7';
const address = { name: 'Canary Bird', line1: street, city: 'Turku', postalCode: '20100', country: 'FI' };

/** Somebody who is signed in. */
async function somebody() {
  const person = await verified(identity);
  const tokens = await loggedIn(deps, person);
  const [session] = await deps.database.query.execute<{ id: string }>(
    sql`select id from sessions where user_id = ${person.id} order by created_at desc, id desc limit 1`,
  );
  const caller = callerAt(null, principalOf(person.id, ['CUSTOMER'], session?.id ?? null));
  const command = { caller, userId: person.id, password, code: null };
  const saveAnAddress = () =>
    saveAddress(deps, { userId: person.id, addressId: null, input: address, makeDefault: false });
  return { ...person, ...tokens, command, saveAnAddress };
}

/** Tables that still hold rows which are to go. */
async function leftOf(userId: string): Promise<string[]> {
  const left: string[] = [];
  for (const [table, fate] of Object.entries(fates)) {
    if (fate.fate !== 'ERASED') continue;
    for (const [column, key] of Object.entries(fate.by)) {
      if (key !== 'id') continue;
      const rows = await deps.database.query.execute(
        sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = ${userId}`,
      );
      if (rows.length > 0) left.push(table);
    }
  }
  return left;
}

/** Everything of identity's schema as text. */
async function dump(): Promise<string> {
  const tables = await deps.database.query.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) =>
      deps.database.query.execute<{ text: string }>(sql`select each::text as text from ${sql.identifier(name)} each`),
    ),
  );
  return texts
    .flat()
    .map(({ text }) => text)
    .join('\n')
    .toLowerCase();
}

const code = (error: unknown) => (error instanceof CaravanError ? error.code : String(error));

describe('deleting an account', () => {
  test('leaves a pseudonym, and nothing else in any table', async () => {
    const person = await somebody();
    await person.saveAnAddress();
    await updateProfile(deps, { userId: person.id, change: { displayName: 'Canary Bird', locale: 'fi-FI' } });
    expect(await dump()).toContain(street.toLowerCase());

    const result = await deleteAccount(deps, person.command);
    expect(result).toEqual(ok(expect.stringMatching(/^deleted_[a-v0-9]{16}$/)));
    expect(await leftOf(person.id)).toEqual([]);
    const text = await dump();
    for (const canary of [person.email, street, 'Canary Bird', 'fi-FI'])
      expect(text).not.toContain(canary.toLowerCase());

    const left = await findPerson(deps.database.query, person.id);
    expect(left).toMatchObject({ displayName: 'Deleted user', phone: null, locale: null, erasedAt: deps.now() });
    const [seen] = await viewPeople(deps, principalOf(person.id), [person.id]);
    expect(seen?.email).toMatch(/^[a-v0-9]{16}@erased\.invalid$/);
  });

  test('ends the sessions, and says what happened in the order in which it did', async () => {
    const person = await somebody();
    await loggedIn(deps, person);
    await deleteAccount(deps, person.command);
    const ended = (await identity.events('identity.SessionRevoked')).filter(
      ({ data }) => (data as { reason: string }).reason === 'ERASED',
    );
    expect(ended.length).toBeGreaterThanOrEqual(2);
    const erased = await identity.events('identity.UserErased');
    expect(erased.at(-1)).toMatchObject({ subject: person.id, data: { userId: person.id } });
    expect(await refreshSession(deps, { refreshToken: person.refreshToken })).toMatchObject({ ok: false });
    const again = { caller: callerAt(null), identifier: person.email, password, guestToken: null };
    expect(await logIn(deps, again)).toMatchObject({ ok: false, errors: [{ kind: 'InvalidCredentials' }] });
  });

  test('destroys the key by a job that may run twice: what was sealed cannot be read any more', async () => {
    const person = await somebody();
    const sealed = await deps.sealer.seal(person.id, 'secret');
    await deleteAccount(deps, person.command);
    const jobs = await deps.database.query.execute<{ task: string }>(
      sql`select task_identifier as task from identity_jobs.jobs where task_identifier = 'erasure.destroy-keys'`,
    );
    expect(jobs.length).toBeGreaterThan(0);
    await destroyKeys(deps, { userIds: [person.id] });
    await destroyKeys(deps, { userIds: [person.id] });
    expect(await deps.sealer.unseal(sealed)).toBeNull();
  });

  test('frees email and username for somebody else', async () => {
    const person = await somebody();
    await deleteAccount(deps, person.command);
    const next = await verified(identity, { email: person.email, username: person.username });
    expect(next.id).not.toBe(person.id);
    expect((await findPerson(deps.database.query, person.id))?.displayName).toBe('Deleted user');
  });

  test('needs the password, and counts the tries', async () => {
    const person = await somebody();
    const wrong = { ...person.command, password: 'Wrong7Horse' };
    expect(await deleteAccount(deps, wrong)).toEqual(
      fail({ kind: 'CurrentPasswordWrong', path: ['input', 'password'] }),
    );
    expect(await deleteAccount(deps, { ...wrong, password: null })).toMatchObject({ ok: false });
    for (let tries = 2; tries < 5; tries += 1) await deleteAccount(deps, wrong);
    expect(await deleteAccount(deps, person.command)).toMatchObject({ ok: false, errors: [{ kind: 'RateLimited' }] });
    expect((await findPerson(deps.database.query, person.id))?.erasedAt).toBeNull();
  });

  test('needs a code of the second factor as well, once there is one', async () => {
    const { caller, id: userId, recoveryCodes } = await enrolled(identity);
    const command = { caller, userId, password, code: null };
    const invalid = fail({ kind: 'SecondFactorInvalid', path: ['input', 'code'] });
    expect(await deleteAccount(deps, command)).toEqual(invalid);
    expect(await deleteAccount(deps, { ...command, code: 'AAAAA-AAAAA' })).toEqual(invalid);
    expect((await findPerson(deps.database.query, userId))?.erasedAt).toBeNull();
    const results = await Promise.allSettled([
      deleteAccount(deps, { ...command, code: recoveryCodes[0] ?? '' }),
      deleteAccount(identity.anotherProcess(), { ...command, code: recoveryCodes[1] ?? '' }),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled' && result.value.ok)).toHaveLength(1);
    expect(await leftOf(userId)).toEqual([]);
  });

  test('is undone by a feature that asks nobody: these tests would notice', async () => {
    const person = await somebody();
    await deleteAccount(deps, person.command);
    const { name, line1, city, postalCode, country } = address;
    await deps.database.query.execute(sql`
      insert into addresses (id, user_id, name, line1, city, postal_code, country, is_default, created_at)
      values (gen_random_uuid(), ${person.id}, ${name}, ${line1}, ${city}, ${postalCode}, ${country}, true, now())`);
    expect(await leftOf(person.id)).toEqual(['addresses']);
    await eraseLate(deps, { userId: person.id, files: [] });
    expect(await leftOf(person.id)).toEqual([]);
  });

  test('takes a fresh sign-in from those who have no password', async () => {
    const person = await somebody();
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${person.id}`);
    identity.passSeconds(601);
    const old = await deleteAccount(deps, { ...person.command, password: null });
    expect(old).toEqual(fail({ kind: 'FreshSignInRequired' }));
    identity.passSeconds(-1);
    expect(await deleteAccount(deps, { ...person.command, password: null })).toMatchObject({ ok: true });
  });

  test('is refused to the last SUPER_ADMIN, and lets one of two go', async () => {
    const [first, second] = [await somebody(), await somebody()];
    for (const { id: userId } of [first, second])
      await deps.database.transaction((tx) => giveRole(tx, deps, { userId, role: 'SUPER_ADMIN', grantedBy: null }));
    const results = await Promise.all([
      deleteAccount(deps, first.command),
      deleteAccount(identity.anotherProcess(), second.command),
    ]);
    expect(results.filter(({ ok: went }) => went)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(fail({ kind: 'LastSuperAdmin' }));
    await deps.database.query.execute(sql`delete from user_roles where role = 'SUPER_ADMIN'`);
  });

  test('lets the staff neither give an erased person a role nor find the email', async () => {
    const person = await somebody();
    await deleteAccount(deps, person.command);
    const admin = await verified(identity);
    await deps.database.transaction((tx) => giveRole(tx, deps, { userId: admin.id, role: 'ADMIN', grantedBy: null }));
    const caller = callerAt(null, principalOf(admin.id, ['ADMIN']));
    const granted = await grantRole(deps, { caller, userId: person.id, role: 'SUPPORT' });
    expect(granted).toMatchObject({ ok: false, errors: [{ kind: 'NotFound' }] });
    const staff = { storeId: admin.id, userId: person.id, role: 'OWNER', worksForAnyStore: true } as const;
    await deps.database.transaction((tx) => followStoreStaff(tx, deps, { staff, time: deps.now() }));
    expect(await leftOf(person.id)).toEqual([]);
  });
});

describe('deleting an account at the same time as', () => {
  type Somebody = Awaited<ReturnType<typeof somebody>>;
  const besides: [string, (person: Somebody, other: Deps) => Promise<unknown>][] = [
    ['itself', (person, other) => deleteAccount(other, person.command)],
    ['saving an address', (person) => person.saveAnAddress()],
    ['a log-in', (person, other) => loggedIn(other, person)],
    ['a refresh', (person, other) => refreshSession(other, { refreshToken: person.refreshToken })],
    [
      'a change of the profile',
      ({ id }, other) => updateProfile(other, { userId: id, change: { displayName: 'Late' } }),
    ],
    [
      'somebody who registers the email',
      ({ email, username }, other) => registered({ ...identity, deps: other }, { email, username }),
    ],
  ];

  test.each(besides)('%s leaves nothing', async (_name, beside) => {
    const other = identity.anotherProcess();
    for (let round = 0; round < 6; round += 1) {
      const person = await somebody();
      const [deleted, ...rest] = await Promise.allSettled([
        deleteAccount(deps, person.command),
        beside(person, other),
        beside(person, other),
      ]);
      await deleteAccount(deps, person.command).catch(() => null);
      const refusals = [deleted, ...rest].filter((outcome) => outcome?.status === 'rejected');
      const known = [
        'UNAUTHENTICATED',
        'NOT_FOUND',
        'Error: Invariant broken: the log-in was accepted',
        'Error: Invariant broken: the registration was accepted',
      ];
      expect(known).toEqual(expect.arrayContaining(refusals.map(({ reason }) => code(reason))));
      expect(await leftOf(person.id)).toEqual([]);
      expect((await findPerson(deps.database.query, person.id))?.displayName).toBe('Deleted user');
    }
  });
});
