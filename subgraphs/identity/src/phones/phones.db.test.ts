import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, password, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { findPhoneHolder } from '../accounts/contacts.store.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { findVerification } from './phones.store.ts';
import { removePhone, requestPhoneVerification, sendPhoneCode, verifyPhone } from './phones.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const invalidCode = { ok: false, errors: [{ kind: 'PhoneCodeInvalid', path: ['input', 'code'] }] };

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `+7701500${String(phones).padStart(4, '0')}`;
}

/** With the job that follows. */
async function request({ id: userId }: Pick<TestPerson, 'id'>, phone: string, from: Deps = deps) {
  const answer = await requestPhoneVerification(from, { userId, phone });
  const waiting = await findVerification(deps.database.query, { userId, now: deps.now() });
  if (answer.ok && waiting) await sendPhoneCode(deps, waiting);
  return answer;
}

/** Somebody who has proven a new phone. */
async function withPhone(): Promise<TestPerson & { phone: string }> {
  const [person, phone] = [await verified(identity), newPhone()];
  await request(person, phone);
  const answer = await verifyPhone(deps, { userId: person.id, phone, code: await identity.codeFor(phone) });
  expect(answer).toMatchObject({ ok: true, value: { phone } });
  return { ...person, phone };
}

function logInWith(identifier: string) {
  return logIn(deps, { caller: callerAt(null), identifier, password, guestToken: null });
}

describe('a phone', () => {
  test('signs in once it was proven by the code that was sent to it, and is announced', async () => {
    const [person, phone] = [await verified(identity), newPhone()];
    expect(await request(person, ` ${phone.slice(0, 5)} ${phone.slice(5)}`)).toEqual({ ok: true, value: phone });
    expect(await logInWith(phone)).toMatchObject({ ok: false, errors: [{ kind: 'InvalidCredentials' }] });
    const code = await identity.codeFor(phone);
    expect(await verifyPhone(deps, { userId: person.id, phone, code: ` ${code} ` })).toMatchObject({
      ok: true,
      value: { phone, phoneVerifiedAt: deps.now() },
    });
    expect(await logInWith(phone)).toMatchObject({ ok: true, value: { person: { id: person.id } } });
    const [event] = (await identity.events('identity.PhoneVerified')).slice(-1);
    expect(event).toMatchObject({ subject: person.id, data: { userId: person.id } });
    expect(await verifyPhone(deps, { userId: person.id, phone, code })).toEqual(invalidCode);
  });

  test('is sent a code that is nowhere else', async () => {
    const [person, phone] = [await verified(identity), newPhone()];
    await request(person, phone);
    const code = await identity.codeFor(phone);
    expect(JSON.stringify(await deps.database.query.execute('select * from outbox'))).not.toContain(code);
    expect(JSON.stringify(await deps.database.query.execute('select * from phone_verifications'))).not.toContain(code);
  });

  test('is refused when there is no such number', async () => {
    const person = await verified(identity);
    expect(await request(person, '+77')).toMatchObject({ ok: false, errors: [{ path: ['input', 'phone'] }] });
  });

  test("of somebody else is answered alike, gets no text, and never becomes one's own", async () => {
    const [owner, other] = [await withPhone(), await verified(identity)];
    const texts = (await identity.mailsTo(owner.phone)).length;
    expect(await request(other, owner.phone)).toEqual({ ok: true, value: owner.phone });
    expect(await identity.mailsTo(owner.phone)).toHaveLength(texts);
    const guess = { userId: other.id, phone: owner.phone, code: '123456' };
    expect(await verifyPhone(deps, guess)).toEqual(invalidCode);
    expect(await logInWith(owner.phone)).toMatchObject({ ok: true, value: { person: { id: owner.id } } });
  });

  test('that nobody proved blocks nobody', async () => {
    const [first, second, phone] = [await verified(identity), await verified(identity), newPhone()];
    await request(first, phone);
    await request(second, phone);
    const code = await identity.codeFor(phone);
    expect(await verifyPhone(deps, { userId: second.id, phone, code })).toMatchObject({ ok: true });
    expect(await findPhoneHolder(deps.database.query, phone)).toBe(second.id);
  });

  test("is one person's when many prove it at once, over two processes", async () => {
    const phone = newPhone();
    const lenient = [identity.withSettings({ LIMIT_TEXTS_PER_DAY: '100' }), identity.anotherProcess()] as const;
    const people: TestPerson[] = [];
    const codes: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const person = await verified(identity);
      await request(person, phone, lenient[0]);
      people.push(person);
      codes.push(await identity.codeFor(phone));
    }
    const answers = await atOnce(6, (index) =>
      verifyPhone(lenient[index % 2] ?? deps, { userId: people[index]?.id ?? '', phone, code: codes[index] ?? '' }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(5).fill(invalidCode));
  });

  test("looked at before it is written, without waiting, would become two people's", async () => {
    const [first, second, phone] = [await verified(identity), await verified(identity), newPhone()];
    const looks = await atOnce(2, () => findPhoneHolder(deps.database.query, phone));
    expect(looks).toEqual([null, null]);
    const write = (userId: string) =>
      deps.database.query.execute(
        `update users set phone = '${phone}', phone_verified_at = now() where id = '${userId}'`,
      );
    // The unique index stops the second: with an error, not with an answer.
    await expect(Promise.all([first.id, second.id].map(write))).rejects.toThrow();
  });

  test('can be removed, then it signs nobody in and is free for others', async () => {
    const owner = await withPhone();
    expect(await removePhone(deps, { userId: owner.id })).toMatchObject({ phone: null, phoneVerifiedAt: null });
    expect(await removePhone(deps, { userId: owner.id })).toMatchObject({ phone: null });
    expect(await logInWith(owner.phone)).toMatchObject({ ok: false });
    expect((await identity.events('identity.UserProfileUpdated')).at(-1)?.data).toEqual({
      userId: owner.id,
      fields: ['phone'],
    });
    const other = await verified(identity);
    await request(other, owner.phone);
    const code = await identity.codeFor(owner.phone);
    expect(await verifyPhone(deps, { userId: other.id, phone: owner.phone, code })).toMatchObject({ ok: true });
  });

  test('takes the place of the one before only when it is proven', async () => {
    const owner = await withPhone();
    identity.passSeconds(60);
    const next = newPhone();
    await request(owner, next);
    expect(await findPerson(deps.database.query, owner.id)).toMatchObject({ phone: owner.phone });
    const code = await identity.codeFor(next);
    // The code is for that phone alone.
    expect(await verifyPhone(deps, { userId: owner.id, phone: owner.phone, code })).toEqual(invalidCode);
    expect(await verifyPhone(deps, { userId: owner.id, phone: next, code })).toMatchObject({ value: { phone: next } });
    expect(await logInWith(owner.phone)).toMatchObject({ ok: false });
  });
});

describe('a code for a phone', () => {
  test('has 5 tries, also at once over two processes', async () => {
    const [person, phone] = [await verified(identity), newPhone()];
    await request(person, phone);
    const code = await identity.codeFor(phone);
    const processes = [deps, identity.anotherProcess()];
    const wrong = code === '000000' ? '000001' : '000000';
    await atOnce(12, (index) => verifyPhone(processes[index % 2] ?? deps, { userId: person.id, phone, code: wrong }));
    expect(await verifyPhone(deps, { userId: person.id, phone, code })).toEqual(invalidCode);
  });

  test('works once, for 10 minutes, and for whoever asked', async () => {
    const [person, other, phone] = [await verified(identity), await verified(identity), newPhone()];
    await request(person, phone);
    const code = await identity.codeFor(phone);
    expect(await verifyPhone(deps, { userId: other.id, phone, code })).toEqual(invalidCode);
    identity.passSeconds(599);
    const answers = await atOnce(4, () => verifyPhone(deps, { userId: person.id, phone, code }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await request(other, newPhone());
    identity.passSeconds(600);
    expect(await findVerification(deps.database.query, { userId: other.id, now: deps.now() })).toBeNull();
  });

  test('is sent once a minute, and 5 times a day to one phone, whoever asks', async () => {
    const [person, phone] = [await verified(identity), newPhone()];
    const first = await atOnce(4, () => requestPhoneVerification(deps, { userId: person.id, phone }));
    expect(first.filter(({ ok }) => ok)).toHaveLength(1);
    expect(first.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'RateLimited', retryAfterSeconds: 60 }],
    });
    for (let index = 0; index < 4; index += 1) {
      expect(await request(await verified(identity), phone)).toMatchObject({ ok: true });
    }
    expect(await request(await verified(identity), phone)).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
    identity.passSeconds(86_400);
    expect(await request(person, phone)).toMatchObject({ ok: true });
  });

  test('is asked for 5 times a day by one person, whatever the phone', async () => {
    const person = await verified(identity);
    for (let index = 0; index < 5; index += 1) {
      expect(await request(person, newPhone())).toMatchObject({ ok: true });
      identity.passSeconds(60);
    }
    expect(await request(person, newPhone())).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
  });
});
