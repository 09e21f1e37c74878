import { invariant } from '@caravan/core/errors';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, callerAt, principalOf, testIdentity, verified } from '../../test/identity.ts';
import { updateProfile } from '../profiles/profiles.usecases.ts';
import { nationalIdLists, readNumbers, removeNationalId, saveNationalId } from './national-ids.usecases.ts';
import { iinCheckDigit } from './national-numbers.domain.ts';

const identity = testIdentity();
const { deps } = identity;

let serials = 1_000;

/** A new IIN that nobody has. */
function iin(birthDate = '900517'): string {
  for (;;) {
    serials += 1;
    const start = `${birthDate}4${serials}`;
    const digit = iinCheckDigit(start);
    if (digit !== null) return `${start}${digit}`;
  }
}

async function listOf(userId: string, viewer = principalOf(userId)) {
  const [list] = await nationalIdLists(deps, viewer, [userId]);
  return list ?? null;
}

async function numbersOf(userId: string, viewer = principalOf(userId)) {
  const list = await listOf(userId);
  invariant(list, 'the person sees their own');
  const ids = list.map(({ id }) => id);
  return readNumbers(deps, callerAt('203.0.113.9', viewer), ids);
}

const changes = async (userId: string) =>
  (await identity.events('identity.UserProfileUpdated')).filter(({ subject }) => subject === userId);

describe('a national id', () => {
  test('is kept, shown masked, replaced and removed', async () => {
    const { id: userId } = await verified(identity);
    const [number, next] = [iin(), iin()];
    const saved = await saveNationalId(deps, { userId, country: 'KZ', number });
    expect(saved).toMatchObject({ ok: true, value: { country: 'KZ', masked: `••••••••${number.slice(-4)}` } });
    expect(await saveNationalId(deps, { userId, country: 'IN', number: 'abcpd 1234 e' })).toMatchObject({ ok: true });
    expect(await numbersOf(userId)).toEqual(['ABCPD1234E', number]);

    expect(await saveNationalId(deps, { userId, country: 'KZ', number })).toEqual(saved);
    expect(await changes(userId)).toHaveLength(2);
    expect(await saveNationalId(deps, { userId, country: 'KZ', number: next })).toMatchObject({ ok: true });
    expect(await numbersOf(userId)).toEqual(['ABCPD1234E', next]);

    expect(await removeNationalId(deps, { userId, country: 'KZ' })).toEqual({ ok: true, value: 'KZ' });
    expect(await numbersOf(userId)).toEqual(['ABCPD1234E']);
    expect(await removeNationalId(deps, { userId, country: 'KZ' })).toMatchObject({
      errors: [{ kind: 'NotFound', path: ['input', 'country'] }],
    });
    expect((await changes(userId)).map(({ data }) => data)).toEqual(Array(4).fill({ userId, fields: ['nationalIds'] }));
    await removeNationalId(deps, { userId, country: 'IN' });
  });

  test('of another country is refused with the countries there are', async () => {
    const { id: userId } = await verified(identity);
    const refusal = { kind: 'CountryNotSupported', path: ['input', 'country'], supportedCountries: ['KZ', 'IN'] };
    const command = { userId, country: 'NG', number: '12345678901' };
    expect(await saveNationalId(deps, command)).toEqual({ ok: false, errors: [refusal] });
    expect(await removeNationalId(deps, command)).toEqual({ ok: false, errors: [refusal] });
  });

  test('fits the birth date of the profile, whichever came first', async () => {
    const { id: userId } = await verified(identity);
    const change = (birthDate: string | null) => updateProfile(deps, { userId, change: { birthDate } });
    await change('1990-05-18');
    const wrong = await saveNationalId(deps, { userId, country: 'KZ', number: iin('900517') });
    expect(wrong).toMatchObject({ errors: [{ kind: 'InvalidInput', path: ['input', 'number'] }] });
    expect(await saveNationalId(deps, { userId, country: 'KZ', number: iin('900518') })).toMatchObject({ ok: true });
    expect(await change('1990-05-17')).toMatchObject({ errors: [{ path: ['input', 'birthDate'] }] });
    expect(await change(null)).toMatchObject({ ok: true });
    expect(await change('1990-05-18')).toMatchObject({ ok: true });
  });

  test('is tried 10 times a day, not counting what nobody could have', async () => {
    const { id: userId } = await verified(identity);
    for (let round = 0; round < 15; round += 1) {
      expect((await saveNationalId(deps, { userId, country: 'KZ', number: '900517410000' })).ok).toBe(false);
    }
    const results = await atOnce(15, () => saveNationalId(deps, { userId, country: 'KZ', number: iin() }));
    expect(results.filter(({ ok }) => ok)).toHaveLength(10);
    expect(results.flatMap((result) => (result.ok ? [] : result.errors.map(({ kind }) => kind)))).toEqual(
      Array(5).fill('RateLimited'),
    );
    expect(await listOf(userId)).toHaveLength(1);
  });
});

describe('one number', () => {
  test('belongs to one account, which nobody learns from the refusal', async () => {
    const [owner, other] = [await verified(identity), await verified(identity)];
    const number = iin();
    const impossible = `${number.slice(0, 11)}${(Number(number[11]) + 1) % 10}`;
    await saveNationalId(deps, { userId: owner.id, country: 'KZ', number });
    const kept = iin();
    await saveNationalId(deps, { userId: other.id, country: 'KZ', number: kept });

    const taken = await saveNationalId(deps, { userId: other.id, country: 'KZ', number });
    expect(taken.ok).toBe(false);
    expect(taken).toEqual(await saveNationalId(deps, { userId: other.id, country: 'KZ', number: impossible }));
    expect(await numbersOf(other.id)).toEqual([kept]);

    await removeNationalId(deps, { userId: owner.id, country: 'KZ' });
    expect(await saveNationalId(deps, { userId: other.id, country: 'KZ', number })).toMatchObject({ ok: true });
  });

  test('belongs to one of many who enter it at once, in two processes', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => verified(identity)));
    const processes = [deps, identity.anotherProcess()];
    const number = iin();
    const results = await Promise.all(
      people.map(({ id: userId }, index) =>
        saveNationalId(processes[index % 2] ?? deps, { userId, country: 'KZ', number }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('would belong to several if only the code looked', async () => {
    // The mutant: look, then write. The table refuses what it lets through.
    const [first, second] = [await verified(identity), await verified(identity)];
    const number = iin();
    await saveNationalId(deps, { userId: first.id, country: 'KZ', number });
    const copy = sql`insert into national_ids select gen_random_uuid(), ${second.id}::uuid, country, number_sealed,
      data_key_sealed, fingerprint, created_at from national_ids where user_id = ${first.id}`;
    await expect(deps.database.query.execute(copy)).rejects.toMatchObject({
      cause: { constraint_name: 'national_ids_fingerprint_unique' },
    });
  });

  test('that is moved to the row of somebody else cannot be read there', async () => {
    const [owner, thief] = [await verified(identity), await verified(identity)];
    await saveNationalId(deps, { userId: owner.id, country: 'KZ', number: iin() });
    const move = sql`update national_ids set user_id = ${thief.id} where user_id = ${owner.id}`;
    await deps.database.query.execute(move);
    await expect(listOf(thief.id)).rejects.toThrow('unable to authenticate');
    await deps.database.query.execute(sql`delete from national_ids where user_id = ${thief.id}`);
  });
});

describe('who reads national ids', () => {
  const staff = '01999999-0000-7000-8000-00000000abcd';
  const actions = () => identity.events('identity.AdminActionRecorded');

  test('sees them masked as support, whole as a reviewer, and not at all as anybody else', async () => {
    const { id: userId } = await verified(identity);
    const number = iin();
    await saveNationalId(deps, { userId, country: 'KZ', number });
    const support = principalOf(staff, ['SUPPORT']);
    const reviewerAlone = { ...principalOf(staff), scopes: ['kyc:review' as const] };
    expect(await listOf(userId, principalOf(staff))).toBeNull();
    expect(await listOf(userId, support)).toMatchObject([{ masked: `••••••••${number.slice(-4)}` }]);
    expect(await listOf(userId, reviewerAlone)).toHaveLength(1);
    expect(await numbersOf(userId, principalOf(staff))).toEqual([null]);
    expect(await numbersOf(userId, support)).toEqual([null]);
    expect(await numbersOf(userId, { ...principalOf(userId), kind: 'guest' })).toEqual([null]);
    expect(await actions()).toEqual([]);
    expect(await numbersOf(userId, reviewerAlone)).toEqual([number]);
  });

  test('is written down when it was somebody of the staff, once per person', async () => {
    const { id: userId } = await verified(identity);
    await saveNationalId(deps, { userId, country: 'KZ', number: iin() });
    await saveNationalId(deps, { userId, country: 'IN', number: 'QWEPR4321T' });
    const before = (await actions()).length;
    expect(await numbersOf(userId, principalOf(staff, ['MANAGER']))).toHaveLength(2);
    const [action, ...more] = (await actions()).slice(before);
    expect(more).toEqual([]);
    expect(action?.data).toMatchObject({
      adminId: staff,
      action: 'readNationalId',
      entityType: 'User',
      entityId: userId,
    });
    await numbersOf(userId);
    expect(await actions()).toHaveLength(before + 1);
  });
});

test('no number is in logs, events, errors or a dump of the tables', async () => {
  const { id: userId } = await verified(identity);
  const other = await verified(identity);
  const number = iin();
  const pan = 'ZXCPV7777B';
  await saveNationalId(deps, { userId, country: 'KZ', number });
  await saveNationalId(deps, { userId, country: 'IN', number: pan });
  const refused = await saveNationalId(deps, { userId: other.id, country: 'KZ', number });
  await readNumbers(
    deps,
    callerAt(null, principalOf(other.id, ['MANAGER'])),
    ((await listOf(userId)) ?? []).map(({ id }) => id),
  );
  expect(identity.logLines.join('\n')).toContain('a national id of another account was entered');
  const tables = await deps.database.query.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  const dump = await Promise.all(
    tables.map(({ name }) => deps.database.query.execute(sql`select t::text as row from ${sql.identifier(name)} t`)),
  );
  const everything = JSON.stringify([identity.logLines, refused, dump]);
  expect(everything).toContain(userId);
  for (const secret of [number, pan]) {
    for (const form of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64url')])
      expect(everything).not.toContain(form);
  }
});
