import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  atOnce,
  callerAt,
  loggedIn,
  password,
  principalOf,
  type TestPerson,
  testIdentity,
  verified,
} from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import type { Deps } from '../deps.ts';
import { requestEmailChange } from '../email-changes/email-changes.usecases.ts';
import { beginMfaEnrolment } from '../mfa/usecases/enrolment.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { passwordJobs } from './passwords.jobs.ts';
import { changePassword, setPassword } from './usecases/change-password.ts';

const identity = testIdentity();
const { deps } = identity;
const newPassword = 'Another8Horse';

/** Somebody with two sessions, who calls from the first of them. */
async function signedInTwice() {
  const person = await verified(identity);
  const [first, second] = [await loggedIn(deps, person), await loggedIn(deps, person)];
  const [{ id: sessionId } = { id: '' }] = await deps.database.query.execute<{ id: string }>(
    sql`select id from sessions where user_id = ${person.id} order by id`,
  );
  return { person, caller: callerAt(null, principalOf(person.id, ['CUSTOMER'], sessionId)), first, second };
}

const signIn = ({ email }: TestPerson, word: string, from: Deps = deps) =>
  logIn(from, { caller: callerAt(null), identifier: email, password: word, guestToken: null });
const changesOf = async ({ id }: TestPerson) =>
  (await identity.events('identity.PasswordChanged')).filter(({ subject }) => subject === id).map(({ data }) => data);

describe('changePassword', () => {
  test('ends the other sessions and leaves the one in use', async () => {
    const { person, caller, first, second } = await signedInTwice();
    expect(await changePassword(deps, { caller, currentPassword: password, newPassword })).toEqual({
      ok: true,
      value: 1,
    });
    expect(await refreshSession(deps, first)).toMatchObject({ ok: true });
    expect(await refreshSession(deps, second)).toMatchObject({ ok: false });
    expect(await signIn(person, password)).toMatchObject({ ok: false });
    expect(await signIn(person, newPassword)).toMatchObject({ ok: true });
    expect(await changesOf(person)).toEqual([{ userId: person.id, how: 'CHANGED' }]);
  });

  test('refuses a weak password, the same password, and a wrong current one', async () => {
    const { caller } = await signedInTwice();
    const change = (currentPassword: string, word: string) =>
      changePassword(deps, { caller, currentPassword, newPassword: word });
    expect(await change(password, 'Password1')).toMatchObject({ errors: [{ kind: 'InvalidInput' }] });
    expect(await change(password, password)).toMatchObject({
      errors: [{ kind: 'InvalidInput', path: ['input', 'newPassword'], message: 'This is the password already.' }],
    });
    expect(await change('Wrong7Horse', newPassword)).toEqual({
      ok: false,
      errors: [{ kind: 'CurrentPasswordWrong', path: ['input', 'currentPassword'] }],
    });
  });

  test('counts wrong current passwords like failed log-ins: 10 in a row lock, which is announced', async () => {
    const { person, caller } = await signedInTwice();
    await atOnce(20, () => changePassword(deps, { caller, currentPassword: 'Wrong7Horse', newPassword }));
    expect(await signIn(person, password)).toMatchObject({ ok: false });
    expect(await changePassword(deps, { caller, currentPassword: password, newPassword })).toMatchObject({ ok: false });
    await runJobs(deps, passwordJobs);
    expect(await identity.events('identity.AccountLocked')).toMatchObject([{ data: { userId: person.id } }]);
    identity.passSeconds(900);
    expect(await changePassword(deps, { caller, currentPassword: password, newPassword })).toMatchObject({ ok: true });
  });

  test('of 20 at the same time over two processes, one is done', async () => {
    const { person, caller } = await signedInTwice();
    const lenient = { LIMIT_FAILED_LOG_INS_PER_ACCOUNT: '1000', LOCK_AFTER_FAILURES: '1000' };
    const processes = [identity.withSettings(lenient), identity.withOwnPool(lenient)];
    const answers = await atOnce(20, (index) =>
      changePassword(processes[index % 2] ?? deps, {
        caller,
        currentPassword: password,
        newPassword: `Another8Horse${index}`,
      }),
    );
    const winner = answers.findIndex(({ ok }) => ok);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await signIn(person, `Another8Horse${winner}`)).toMatchObject({ ok: true });
    expect(await changesOf(person)).toHaveLength(1);
  });
});

describe('setPassword', () => {
  test('sets the first password once, of 20 at the same time, and ends no session', async () => {
    const { person, caller, second } = await signedInTwice();
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${person.id}`);
    const other = identity.withOwnPool();
    const answers = await atOnce(20, (index) =>
      setPassword(index % 2 ? deps : other, { caller, newPassword: `Another8Horse${index}` }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ errors: [{ kind: 'PasswordAlreadySet' }] });
    expect(await signIn(person, `Another8Horse${answers.findIndex(({ ok }) => ok)}`)).toMatchObject({ ok: true });
    expect(await refreshSession(deps, second)).toMatchObject({ ok: true });
    expect(await changesOf(person)).toEqual([{ userId: person.id, how: 'FIRST' }]);
  });

  test('is refused where there is a password, and weak ones are refused', async () => {
    const { caller } = await signedInTwice();
    expect(await setPassword(deps, { caller, newPassword })).toEqual({
      ok: false,
      errors: [{ kind: 'PasswordAlreadySet', path: ['input'] }],
    });
    expect(await setPassword(deps, { caller, newPassword: 'weak' })).toMatchObject({
      errors: [{ kind: 'InvalidInput' }, {}, {}],
    });
  });

  test('a stolen session does not take over an account without a password', async () => {
    const { person, caller } = await signedInTwice();
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${person.id}`);
    const newEmail = 'thief@example.com';
    const tries = () =>
      Promise.all([
        setPassword(deps, { caller, newPassword }),
        beginMfaEnrolment(deps, { caller, currentPassword: null }),
        requestEmailChange(deps, { caller, newEmail, currentPassword: null }),
      ]);
    identity.passSeconds(601);
    const refused = { ok: false, errors: [{ kind: 'FreshSignInRequired' }] };
    expect(await tries()).toEqual([refused, refused, refused]);
    identity.passSeconds(-2);
    expect(await tries()).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  });
});
