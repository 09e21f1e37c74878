import { randomUUID } from 'node:crypto';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logMigrations, logSchema } from './embedded-log.ts';
import { openSealer, type Sealer, UserErased } from './sealing.ts';

const { database, url } = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);
const sealingKey = 'a sealing key of thirty-two characters';
let sealer: Sealer;

beforeAll(async () => {
  sealer = await openSealer({ url, sealingKey });
});
afterAll(() => sealer.close());

const address = { name: 'Ada Lovelace', line1: '12 St James’s Square', phone: null };

test('gives back what was sealed, also in another process', async () => {
  const userId = randomUUID();
  const sealed = await sealer.seal(userId, address);
  expect(sealed.userId).toBe(userId);
  expect(sealed.sealed).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(sealed.sealed).not.toContain('Ada');
  const other = await openSealer({ url, sealingKey });
  expect(await other.unseal(sealed)).toEqual(address);
  await other.close();
});

test('seals with a key that was read before, without asking again', async () => {
  const userId = randomUUID();
  const own = await openSealer({ url, sealingKey });
  const seal = await own.sealFor(userId);
  await own.close();
  const texts = [seal(address), seal('more')];
  expect(await sealer.unsealMany(texts)).toEqual([address, 'more']);
  await sealer.erase(userId);
  await expect(sealer.sealFor(userId)).rejects.toThrow(UserErased);
});

test('never makes the same text twice', async () => {
  const userId = randomUUID();
  const texts = await Promise.all(Array.from({ length: 20 }, () => sealer.seal(userId, address)));
  expect(new Set(texts.map(({ sealed }) => sealed)).size).toBe(20);
  expect(await sealer.unsealMany(texts)).toEqual(texts.map(() => address));
});

test('forgets an erased user for good, and nobody else', async () => {
  const [erased, kept] = [randomUUID(), randomUUID()];
  const sealed = [await sealer.seal(erased, address), await sealer.seal(kept, 'kept'), await sealer.seal(erased, 1)];
  await sealer.erase(erased);
  await sealer.erase(erased);
  expect(await sealer.unsealMany(sealed)).toEqual([null, 'kept', null]);
  await expect(sealer.seal(erased, address)).rejects.toThrow(UserErased);
  await sealer.erase(randomUUID());
});

test('refuses a text that was changed, moved to another user, or made with another key', async () => {
  const [userId, thief] = [randomUUID(), randomUUID()];
  const { sealed } = await sealer.seal(userId, address);
  await sealer.seal(thief, 1);
  const [version, iv, tag, ciphertext] = sealed.split('.') as [string, string, string, string];
  const changed = `${ciphertext.startsWith('A') ? 'B' : 'A'}${ciphertext.slice(1)}`;
  await expect(sealer.unseal({ userId, sealed: [version, iv, tag, changed].join('.') })).rejects.toThrow(
    /authenticate/,
  );
  await expect(sealer.unseal({ userId: thief, sealed })).rejects.toThrow(/authenticate/);
  await expect(sealer.unseal({ userId, sealed: 'v2.a.b.c' })).rejects.toThrow('Invariant');
  const other = await openSealer({ url, sealingKey: 'another sealing key, as long as that' });
  await expect(other.unseal({ userId, sealed })).rejects.toThrow(/authenticate/);
  await other.close();
});

test('keeps keys wrapped, and reads the keys of many users at once', async () => {
  const users = Array.from({ length: 30 }, () => randomUUID());
  const sealed = await Promise.all(users.map((userId, number) => sealer.seal(userId, number)));
  expect(await sealer.unsealMany(sealed)).toEqual(users.map((_, number) => number));
  const rows = await database.query.execute<{ wrapped_key: string }>(sql`
    select wrapped_key from user_keys where wrapped_key is not null limit 5`);
  expect(rows).toHaveLength(5);
  for (const row of rows) expect(row.wrapped_key).toMatch(/^v1\./);
});
