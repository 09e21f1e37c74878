import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, password, testIdentity } from '../../test/identity.ts';
import { appCode, challenged, enrol, enrolled, newSession, signedIn, wrongAppCode } from '../../test/second-factor.ts';
import { refreshSession } from '../sessions/sessions.usecases.ts';
import { verifyMfa } from '../sign-ins/sign-ins.usecases.ts';
import { beginMfaEnrolment, confirmMfaEnrolment, disableMfa, renewRecoveryCodes } from './usecases/enrolment.ts';
import { forgetExpiredMfa, mfaStates } from './usecases/second-factor.ts';

const identity = testIdentity();
const { deps } = identity;

const wrongPassword = { ok: false, errors: [{ kind: 'CurrentPasswordWrong', path: ['input', 'currentPassword'] }] };
const wrongCode = { ok: false, errors: [{ kind: 'SecondFactorInvalid', path: ['input', 'code'] }] };
const missing = { ok: false, errors: [{ kind: 'MfaEnrolmentMissing', path: ['input', 'code'] }] };

async function begin(person: { caller: Parameters<typeof beginMfaEnrolment>[1]['caller'] }) {
  const begun = await beginMfaEnrolment(deps, { caller: person.caller, currentPassword: password });
  if (!begun.ok) throw new Error(begun.errors[0].kind);
  return begun.value;
}

async function changesOf(userId: string) {
  const events = await identity.events('identity.MfaChanged');
  return events.filter(({ subject }) => subject === userId).map(({ data }) => data);
}

describe('beginMfaEnrolment', () => {
  test('gives a secret, which is stored sealed and changes nothing yet', async () => {
    const person = await signedIn(identity);
    const { secret, otpauthUri, qrCode, expiresInSeconds } = await begin(person);
    expect(otpauthUri).toContain(`secret=${secret}`);
    expect(qrCode).toMatch(/^<svg /);
    expect(expiresInSeconds).toBe(600);
    const stored = JSON.stringify(await deps.database.query.execute(sql`select * from mfa_factors`));
    expect(stored).not.toContain(secret);
    expect(await mfaStates(deps, [person.id])).toEqual([{ enabled: false, recoveryCodesLeft: 0 }]);
    await newSession(deps, person);
  });

  test('asks for the password, and counts wrong ones', async () => {
    const { caller } = await signedIn(identity);
    const guess = (currentPassword: string | null) => beginMfaEnrolment(deps, { caller, currentPassword });
    expect(await guess(null)).toEqual(wrongPassword);
    expect(await guess('Wrong7Horse')).toEqual(wrongPassword);
    await atOnce(20, () => guess('Wrong7Horse'));
    expect(await guess(password)).toMatchObject({ ok: false });
  });

  test('asks for none of who has none', async () => {
    const { id, caller } = await signedIn(identity);
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${id}`);
    expect(await beginMfaEnrolment(deps, { caller, currentPassword: null })).toMatchObject({ ok: true });
  });

  test('is refused while a second factor is in use', async () => {
    const { caller } = await enrolled(identity);
    const refused = { ok: false, errors: [{ kind: 'MfaAlreadyEnabled', path: ['input'] }] };
    expect(await beginMfaEnrolment(deps, { caller, currentPassword: password })).toEqual(refused);
  });

  test('the secret of one person is of no use in the row of another', async () => {
    const [victim, attacker] = [await enrolled(identity), await enrolled(identity)];
    await deps.database.query.execute(sql`
      update mfa_factors set secret_sealed = (select secret_sealed from mfa_factors where user_id = ${attacker.id})
      where user_id = ${victim.id}`);
    const challengeToken = await challenged(deps, victim);
    const code = appCode(attacker.secret, deps.now());
    await expect(verifyMfa(deps, { caller: victim.caller, challengeToken, code })).rejects.toThrow('authenticate data');
  });
});

describe('confirmMfaEnrolment', () => {
  test('gives ten recovery codes, ends other sessions, and says so', async () => {
    const person = await signedIn(identity);
    const other = await newSession(deps, person);
    const { recoveryCodes } = await enrol(identity, person);
    expect(recoveryCodes).toHaveLength(10);
    expect(await refreshSession(deps, other)).toMatchObject({ ok: false });
    expect(await refreshSession(deps, person)).toMatchObject({ ok: true });
    const revoked = await identity.events('identity.SessionRevoked');
    expect(revoked.find(({ subject }) => subject === other.sessionId)?.data).toMatchObject({
      reason: 'SECOND_FACTOR_CHANGED',
    });
    expect(await changesOf(person.id)).toEqual([{ userId: person.id, change: 'ENABLED', recoveryCodesLeft: 10 }]);
    expect(await mfaStates(deps, [person.id])).toEqual([{ enabled: true, recoveryCodesLeft: 10 }]);
    const stored = JSON.stringify(await deps.database.query.execute(sql`select * from mfa_recovery_codes`));
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replace('-', ''));
  });

  test('uses its code up', async () => {
    const person = await signedIn(identity);
    const { secret } = await begin(person);
    const code = appCode(secret, deps.now());
    await confirmMfaEnrolment(deps, { caller: person.caller, code });
    const challengeToken = await challenged(deps, person);
    expect(await verifyMfa(deps, { caller: person.caller, challengeToken, code })).toEqual(wrongCode);
  });

  test('refuses wrong codes, the secret of before, and what was never begun or too long ago', async () => {
    const { caller } = await signedIn(identity);
    expect(await confirmMfaEnrolment(deps, { caller, code: '123456' })).toEqual(missing);
    const first = await begin({ caller });
    const second = await begin({ caller });
    for (const code of [
      wrongAppCode(second.secret, deps.now()),
      appCode(first.secret, deps.now()),
      'AAAAA-AAAAA',
      '',
    ]) {
      expect(await confirmMfaEnrolment(deps, { caller, code })).toEqual(wrongCode);
    }
    identity.passSeconds(600);
    const code = appCode(second.secret, deps.now());
    expect(await confirmMfaEnrolment(deps, { caller, code })).toEqual(missing);
    await forgetExpiredMfa(deps);
    expect(await confirmMfaEnrolment(deps, { caller, code })).toEqual(missing);
  });

  test('succeeds once, 20 times at once over two processes', async () => {
    const { id, caller } = await signedIn(identity);
    const { secret } = await begin({ caller });
    const processes = [deps, identity.withOwnPool()];
    const code = appCode(secret, deps.now());
    const answers = await atOnce(20, (index) => confirmMfaEnrolment(processes[index % 2] ?? deps, { caller, code }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(19).fill(missing));
    expect(await changesOf(id)).toHaveLength(1);
  });
});

describe('disableMfa', () => {
  test('takes the factor away for password and code, and ends other sessions', async () => {
    const person = await enrolled(identity);
    const { caller, secret } = person;
    const code = appCode(secret, deps.now());
    expect(await disableMfa(deps, { caller, currentPassword: 'Wrong7Horse', code })).toEqual(wrongPassword);
    const wrong = { caller, currentPassword: password, code: wrongAppCode(secret, deps.now()) };
    expect(await disableMfa(deps, wrong)).toEqual(wrongCode);
    expect(await disableMfa(deps, { caller, currentPassword: password, code })).toMatchObject({ ok: true });
    expect(await mfaStates(deps, [person.id])).toEqual([{ enabled: false, recoveryCodesLeft: 0 }]);
    expect((await changesOf(person.id)).at(-1)).toMatchObject({ change: 'DISABLED', recoveryCodesLeft: 0 });
    expect(await refreshSession(deps, person)).toMatchObject({ ok: true });
    await newSession(deps, person);
  });

  test('takes a recovery code as well, of who has no password any more', async () => {
    const { id, caller, recoveryCodes } = await enrolled(identity);
    await deps.database.query.execute(sql`update users set password_hash = null where id = ${id}`);
    const [code = ''] = recoveryCodes;
    expect(await disableMfa(deps, { caller, currentPassword: null, code })).toMatchObject({ ok: true });
  });

  test('leaves waiting sign-ins nothing to wait for', async () => {
    const person = await enrolled(identity);
    const challengeToken = await challenged(deps, person);
    const [first = '', second = ''] = person.recoveryCodes;
    await disableMfa(deps, { caller: person.caller, currentPassword: password, code: first });
    const gone = { ok: false, errors: [{ kind: 'MfaChallengeInvalid', path: ['input', 'challengeToken'] }] };
    expect(await verifyMfa(deps, { caller: person.caller, challengeToken, code: second })).toEqual(gone);
  });
});

describe('renewRecoveryCodes', () => {
  test('replaces all of them', async () => {
    const { id, caller, secret, recoveryCodes } = await enrolled(identity);
    const renewed = await renewRecoveryCodes(deps, { caller, code: appCode(secret, deps.now()) });
    expect(renewed.ok && new Set([...renewed.value, ...recoveryCodes]).size).toBe(20);
    expect(await mfaStates(deps, [id])).toEqual([{ enabled: true, recoveryCodesLeft: 10 }]);
    for (const code of recoveryCodes.slice(0, 3))
      expect(await renewRecoveryCodes(deps, { caller, code })).toEqual(wrongCode);
    expect((await changesOf(id)).at(-1)).toMatchObject({ change: 'RECOVERY_CODES_RENEWED', recoveryCodesLeft: 10 });
  });

  test('is refused without a second factor', async () => {
    const { caller } = await signedIn(identity);
    expect(await renewRecoveryCodes(deps, { caller, code: '123456' })).toEqual(wrongCode);
    expect(await renewRecoveryCodes(deps, { caller, code: 'AAAAA-AAAAA' })).toEqual(wrongCode);
  });
});

test('cleaning up forgets challenges and enrolments that are too old, and nothing else', async () => {
  const [person, pending] = [await enrolled(identity), await signedIn(identity)];
  await begin(pending);
  const rows = async (table: string) =>
    (
      await deps.database.query.execute(sql`
      select 1 from ${sql.identifier(table)} where user_id in (${person.id}, ${pending.id})`)
    ).length;
  const counts = () => Promise.all(['mfa_factors', 'mfa_challenges', 'mfa_recovery_codes'].map(rows));
  await challenged(deps, person);
  await forgetExpiredMfa(deps);
  expect(await counts()).toEqual([2, 1, 10]);
  identity.passSeconds(601);
  await forgetExpiredMfa(deps);
  expect(await counts()).toEqual([1, 0, 10]);
});
