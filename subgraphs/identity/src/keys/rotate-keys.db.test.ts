import { invariant } from '@caravan/core/errors';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { atOnce, callerAt, principalOf, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { appCode, enrolled } from '../../test/second-factor.ts';
import type { Deps } from '../deps.ts';
import { lettersTo } from '../letters/letters.usecases.ts';
import { renewRecoveryCodes } from '../mfa/usecases/enrolment.ts';
import { nationalIdsOf } from '../national-ids/national-ids.store.ts';
import { readNumbers, saveNationalId } from '../national-ids/national-ids.usecases.ts';
import { deriveKey, sealText } from '../secrets.ts';
import { currentSigner } from '../signing-keys/signing-keys.usecases.ts';
import { createKeyRing } from './key-ring.ts';
import { lastingKey } from './lasting-keys.usecases.ts';
import { type Rotated, rotateKeys, underOlderKeys } from './rotate-keys.usecases.ts';
import { leftAlone, sealedColumns } from './sealed-columns.ts';

const identity = testIdentity();
const { deps } = identity;
const oldKey = deps.settings.keyEncryptionKey;
const newKey = 'n'.repeat(32);
const both = () =>
  identity.withSettings({ IDENTITY_KEY_ENCRYPTION_KEY: newKey, IDENTITY_KEY_ENCRYPTION_KEYS_OLD: oldKey });
const newAlone = () => identity.withSettings({ IDENTITY_KEY_ENCRYPTION_KEY: newKey });
const numbers = ['ABCPD1234E', 'QWEPR4321T', 'ZXCPV7777B'];

let people: TestPerson[] = [];
beforeEach(async () => {
  const back = createKeyRing([oldKey, newKey]);
  await rotateKeys({ database: deps.database, keyRing: back, onProgress: () => {} });
  if (people.length > 0) return;
  people = await Promise.all(numbers.map(() => verified(identity)));
  for (const [index, { id: userId }] of people.entries())
    await saveNationalId(deps, { userId, country: 'IN', number: numbers[index] ?? '' });
}, 60_000);

const rotate = ({ database, keyRing }: Deps, onProgress = (_name: string, _done: number, _total: number) => {}) =>
  rotateKeys({ database, keyRing, onProgress });
const leftUnder = async ({ database, keyRing }: Deps) =>
  (await underOlderKeys({ database, keyRing })).reduce((sum, { left }) => sum + left, 0);
const sum = (rotated: readonly Rotated[]) => rotated.reduce((total, { renewed }) => total + renewed, 0);

/** All that is kept sealed, as a process with these settings reads it. */
async function everything(reader: Deps) {
  const userIds = people.map(({ id }) => id);
  const found = await nationalIdsOf(reader.database.query, userIds);
  const ids = userIds.map((userId) => found.find((each) => each.userId === userId)?.id ?? '');
  const caller = callerAt(null, principalOf('01999999-0000-7000-8000-00000000abcd', ['MANAGER']));
  return {
    numbers: await readNumbers(reader, caller, ids),
    signer: (await currentSigner(reader)).key.type,
    letters: (await lettersTo(reader, { to: people[0]?.email ?? '' })).length > 0,
    lasting: (await lastingKey(reader.database.query, reader, 'national id fingerprints')).length,
  };
}
const whole = { numbers, signer: 'private', letters: true, lasting: 32 };

test('after a rotation the old key is not needed any more', async () => {
  await expect(everything(newAlone())).rejects.toThrow('No key encryption key of version');
  expect(await everything(both())).toEqual(whole);
  const dataKeys = await nationalIdsOf(
    deps.database.query,
    people.map(({ id }) => id),
  );

  const rotated = await rotate(both());
  expect(rotated.map(({ unreadable, left }) => [unreadable.length, left])).toEqual(rotated.map(() => [0, 0]));
  expect(rotated.find(({ name }) => name === 'national ids')).toMatchObject({ renewed: 3 });
  expect(await everything(newAlone())).toEqual(whole);
  await expect(everything(identity.anotherProcess())).rejects.toThrow('No key encryption key of version');
  // Only data keys were sealed again: numbers are as they were.
  const after = await nationalIdsOf(
    deps.database.query,
    people.map(({ id }) => id),
  );
  const byId = new Map(after.map((each) => [each.id, each]));
  for (const before of dataKeys) {
    expect(byId.get(before.id)?.numberSealed).toBe(before.numberSealed);
    expect(byId.get(before.id)?.dataKeySealed).not.toBe(before.dataKeySealed);
  }
  expect(sum(await rotate(both()))).toBe(0);
});

test('uniqueness of numbers holds over a rotation', async () => {
  const thief = await verified(identity);
  await rotate(both());
  const taken = await saveNationalId(newAlone(), { userId: thief.id, country: 'IN', number: numbers[0] ?? '' });
  expect(taken).toMatchObject({ ok: false, errors: [{ kind: 'InvalidInput' }] });
});

test('second factors and recovery codes on paper work after a rotation', async () => {
  const { caller, secret, recoveryCodes } = await enrolled(identity);
  const [onPaper = ''] = recoveryCodes;
  const rotated = await rotate(both());
  expect(rotated.find(({ name }) => name === 'second factors')).toMatchObject({ renewed: 1, unreadable: [] });
  const renewBy = (code: string) => renewRecoveryCodes(newAlone(), { caller, code });
  expect(await renewBy(onPaper)).toMatchObject({ ok: true });
  expect(await renewBy(onPaper)).toMatchObject({ ok: false });
  expect(await renewBy(appCode(secret, identity.clock.time))).toMatchObject({ ok: true });
});

test('killed in the middle, it goes on with what is left', async () => {
  const total = await leftUnder(both());
  let told = 0;
  const killed = rotate(both(), () => {
    told += 1;
    if (told === 3) throw new Error('The process was killed.');
  });
  await expect(killed).rejects.toThrow('killed');
  const left = await leftUnder(both());
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(total);
  // Meanwhile all is readable to processes that know both keys.
  expect(await everything(both())).toEqual(whole);
  expect(sum(await rotate(both()))).toBe(left);
  expect(await everything(newAlone())).toEqual(whole);
});

test('goes through many rows in batches, also twice at once, while people change theirs', async () => {
  const rows = 1_000;
  const { keyRing } = deps;
  const letters = Array.from({ length: rows }, (_, index) => {
    const id = `01999999-0000-7000-8000-${String(index).padStart(12, '0')}`;
    return { id, sealed: keyRing.seal({ purpose: 'letters', row: id }, '{}') };
  });
  await deps.database.query.execute(sql`
    insert into letters (id, channel, recipient_hash, sealed, created_at)
    select id, 'MAIL', 'nobody', sealed, now()
    from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as letter(id uuid, sealed text)`);
  const before = await leftUnder(both());
  const progress: number[] = [];
  const [first, second, changes] = await Promise.all([
    rotate(both(), (name, done) => {
      if (name === 'waiting mails and texts') progress.push(done);
    }),
    rotate(identity.withOwnPool({ IDENTITY_KEY_ENCRYPTION_KEY: newKey, IDENTITY_KEY_ENCRYPTION_KEYS_OLD: oldKey })),
    atOnce(3, async (index) => {
      const [person, number] = [people[index], numbers[index]];
      invariant(person && number, 'there are three');
      return saveNationalId(both(), { userId: person.id, country: 'IN', number: `AAAPA100${index}A` }).then(() =>
        saveNationalId(both(), { userId: person.id, country: 'IN', number }),
      );
    }),
  ]);
  expect(changes.every(({ ok }) => ok)).toBe(true);
  expect(progress.length).toBeGreaterThan(3);
  expect(sum(first) + sum(second)).toBeLessThanOrEqual(before);
  expect(await leftUnder(both())).toBe(0);
  expect(await everything(newAlone())).toEqual(whole);
  await deps.database.query.execute(sql`delete from letters where recipient_hash = 'nobody'`);
});

test('a row that no key opens is told, and holds up no other', async () => {
  const id = '01999999-0000-7000-8000-0000000000ff';
  const sealed = createKeyRing(['lost'.repeat(8)]).seal({ purpose: 'letters', row: id }, '{}');
  await deps.database.query.execute(
    sql`insert into letters (id, channel, recipient_hash, sealed, created_at) values (${id}, 'MAIL', 'nobody', ${sealed}, now())`,
  );
  const rotated = await rotate(both());
  expect(rotated.filter(({ unreadable }) => unreadable.length > 0)).toMatchObject([
    { name: 'waiting mails and texts', unreadable: [id], left: 0 },
  ]);
  await deps.database.query.execute(sql`delete from letters where id = ${id}`);
  expect(await everything(newAlone())).toEqual(whole);
});

test('signing keys from before keys had versions are taken over', async () => {
  const [row] = await deps.database.query.execute<{ id: string; sealed: string }>(
    sql`select id, private_key_sealed as sealed from signing_keys order by signs_from limit 1`,
  );
  invariant(row, 'there is a signing key');
  const opened = deps.keyRing.open({ purpose: 'signing keys', row: row.id }, row.sealed);
  const unversioned = sealText(deriveKey(oldKey, 'signing keys'), opened);
  await deps.database.query.execute(
    sql`update signing_keys set private_key_sealed = ${unversioned} where id = ${row.id}`,
  );
  expect((await everything(both())).signer).toBe('private');
  await rotate(both());
  expect(await everything(newAlone())).toEqual(whole);
});

test('every sealed column is rotated, or somebody said why not', async () => {
  const columns = await deps.database.query.execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() and column_name ~ '(^|_)sealed$'`);
  const decided = [...sealedColumns.map(({ table, column }) => `${table}.${column}`), ...Object.keys(leftAlone)];
  expect(columns.map(({ name }) => name).toSorted()).toEqual(decided.toSorted());
});
