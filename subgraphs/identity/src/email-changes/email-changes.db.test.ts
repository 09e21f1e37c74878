import { describe, expect, test } from 'vitest';
import {
  atOnce,
  callerAt,
  password,
  principalOf,
  type TestPerson,
  testIdentity,
  verified,
} from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { findByEmail } from '../accounts/accounts.store.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { passwordJobs } from '../passwords/passwords.jobs.ts';
import { requestPasswordReset } from '../passwords/usecases/request-reset.ts';
import { resetPassword } from '../passwords/usecases/reset-password.ts';
import { register } from '../registrations/registrations.usecases.ts';
import { emailChangeJobs } from './email-changes.jobs.ts';
import { confirmEmailChange, requestEmailChange } from './email-changes.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const invalidCode = { ok: false, errors: [{ kind: 'VerificationCodeInvalid', path: ['input', 'code'] }] };

/** With the job that follows. */
async function request({ id }: TestPerson, newEmail: string, currentPassword: string | null = password) {
  const caller = callerAt(null, principalOf(id));
  const answer = await requestEmailChange(deps, { caller, newEmail, currentPassword });
  await runJobs(deps, emailChangeJobs);
  return answer;
}

function logInWith(identifier: string) {
  return logIn(deps, { caller: callerAt(null), identifier, password, guestToken: null });
}

async function subjectsTo(email: string): Promise<string[]> {
  return (await identity.mailsTo(email)).map(({ subject }) => subject);
}

describe('a change of email', () => {
  test('happens when the code that went to the new one is given, and the old one is told before and after', async () => {
    const person = await verified(identity);
    expect(await request(person, 'Fresh@example.com')).toEqual({ ok: true, value: 'Fresh@example.com' });
    expect((await findByEmail(deps.database.query, person.email))?.id).toBe(person.id);
    const code = await identity.codeFor('Fresh@example.com');
    expect(await confirmEmailChange(deps, { userId: person.id, code })).toMatchObject({
      ok: true,
      value: { id: person.id, email: 'Fresh@example.com', emailVerifiedAt: deps.now() },
    });
    expect((await subjectsTo(person.email)).slice(0, 2)).toEqual([
      'Your Caravan account has another email',
      'Another email for your Caravan account',
    ]);
    expect(await logInWith('fresh@example.com')).toMatchObject({ ok: true });
    expect(await logInWith(person.email)).toMatchObject({ ok: false });
    expect((await identity.events('identity.EmailVerified')).at(-1)?.data).toEqual({ userId: person.id });
    expect(await confirmEmailChange(deps, { userId: person.id, code })).toEqual(invalidCode);
  });

  test('needs the password, a real email, and another one', async () => {
    const person = await verified(identity);
    for (const wrong of ['Wrong7Horse', null]) {
      expect(await request(person, 'stolen@example.com', wrong)).toMatchObject({
        errors: [{ kind: 'CurrentPasswordWrong' }],
      });
    }
    for (const email of ['nobody', person.email.toUpperCase()]) {
      expect(await request(person, email)).toMatchObject({ errors: [{ path: ['input', 'newEmail'] }] });
    }
    expect(await identity.mailsTo('stolen@example.com')).toEqual([]);
  });

  test('to a taken email is answered alike; its owner is told, and no code works', async () => {
    const [person, owner] = [await verified(identity), await verified(identity)];
    expect(await request(person, owner.email)).toEqual({ ok: true, value: owner.email });
    expect(await subjectsTo(owner.email)).toEqual(['You have a Caravan account already', 'Your Caravan code']);
    expect(await confirmEmailChange(deps, { userId: person.id, code: '123456' })).toEqual(invalidCode);
    expect((await findByEmail(deps.database.query, owner.email))?.id).toBe(owner.id);
  });

  test('to one email by two at once gives it to one of them', async () => {
    const [one, two] = [await verified(identity), await verified(identity)];
    const codes: string[] = [];
    for (const person of [one, two]) {
      await request(person, 'shared@example.com');
      codes.push(await identity.codeFor('shared@example.com'));
    }
    const processes = [deps, identity.anotherProcess()];
    const answers = await atOnce(2, (index) =>
      confirmEmailChange(processes[index] ?? deps, { userId: [one, two][index]?.id ?? '', code: codes[index] ?? '' }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, errors: [{ kind: 'EmailTaken', path: ['input'] }] });
  });

  test('takes an email that a registration waits for: the account was first', async () => {
    const person = await verified(identity);
    const input = { email: 'waited@example.com', username: 'waited', password };
    await register(deps, { caller: callerAt(null), input, guestToken: null });
    await request(person, 'waited@example.com');
    const code = await identity.codeFor('waited@example.com');
    expect(await confirmEmailChange(deps, { userId: person.id, code })).toMatchObject({ ok: true });
  });

  test('ends resets of the password that were mailed to the old one', async () => {
    const person = await verified(identity);
    await requestPasswordReset(deps, { caller: callerAt(null), email: person.email });
    await runJobs(deps, passwordJobs);
    const letter = (await identity.mailsTo(person.email))[0]?.body ?? '';
    const token = /[?&]token=([\w-]{43})/.exec(letter)?.[1] ?? '';
    await request(person, 'safe@example.com');
    await confirmEmailChange(deps, { userId: person.id, code: await identity.codeFor('safe@example.com') });
    const reset = { caller: callerAt(null), token, newPassword: 'Another8Horse' };
    expect(await resetPassword(deps, reset)).toMatchObject({ ok: false, errors: [{ kind: 'ResetInvalid' }] });
  });
});

describe('the code of a change', () => {
  test('has 5 tries, works once, and for 24 hours', async () => {
    const [one, two, three] = [await verified(identity), await verified(identity), await verified(identity)];
    const codeOf = async (person: TestPerson, email: string) => {
      await request(person, email);
      return identity.codeFor(email);
    };
    const tried = await codeOf(one, 'tried@example.com');
    await atOnce(8, () => confirmEmailChange(deps, { userId: one.id, code: 'wrong' }));
    expect(await confirmEmailChange(deps, { userId: one.id, code: tried })).toEqual(invalidCode);
    const once = await codeOf(two, 'once@example.com');
    expect(await confirmEmailChange(deps, { userId: three.id, code: once })).toEqual(invalidCode);
    const answers = await atOnce(4, () => confirmEmailChange(deps, { userId: two.id, code: once }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const late = await codeOf(three, 'late@example.com');
    identity.passSeconds(86_400);
    expect(await confirmEmailChange(deps, { userId: three.id, code: late })).toEqual(invalidCode);
  });

  test('is asked for once a minute', async () => {
    const person = await verified(identity);
    expect(await request(person, 'first@example.com')).toMatchObject({ ok: true });
    expect(await request(person, 'second@example.com')).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 60 }],
    });
    identity.passSeconds(60);
    expect(await request(person, 'second@example.com')).toMatchObject({ ok: true });
  });
});
