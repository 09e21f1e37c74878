import { AddressSaved, addressSnapshot } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { atOnce, testIdentity, verified } from '../../test/identity.ts';
import type { AddressInput } from './addresses.domain.ts';
import { addressLists, removeAddress, saveAddress } from './addresses.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const base: AddressInput = { name: 'Dana', line1: 'Abay 1', city: 'Almaty', postalCode: '050000', country: 'KZ' };

function save(userId: string, { line1 = 'Abay 1', addressId = null as string | null, makeDefault = false } = {}) {
  return saveAddress(deps, { userId, addressId, input: { ...base, line1 }, makeDefault });
}

async function saved(...command: Parameters<typeof save>) {
  const result = await save(...command);
  if (!result.ok) throw new Error('The address was refused.');
  return result.value;
}

async function listOf(userId: string) {
  const [list = []] = await addressLists(deps, [userId]);
  return list.map(({ line1, isDefault }) => `${line1}${isDefault ? ' (default)' : ''}`);
}

async function eventsOf(userId: string) {
  const all = [
    ...(await identity.events('identity.AddressSaved')),
    ...(await identity.events('identity.AddressRemoved')),
  ];
  return all.filter(({ subject }) => subject === userId);
}

describe('saveAddress', () => {
  test('adds: the first is the default, later ones only when asked', async () => {
    const { id } = await verified(identity);
    await saved(id, { line1: 'first' });
    await saved(id, { line1: 'second' });
    expect(await listOf(id)).toEqual(['first (default)', 'second']);
    await saved(id, { line1: 'third', makeDefault: true });
    expect(await listOf(id)).toEqual(['third (default)', 'second', 'first']);
  });

  test('announces the address, sealed', async () => {
    const { id } = await verified(identity);
    const address = await saved(id);
    const [event] = await eventsOf(id);
    const data = AddressSaved.data.parse(event?.data);
    expect(data).toMatchObject({ addressId: address.id, userId: id });
    expect(JSON.stringify(event)).not.toContain('Abay');
    const { id: _id, userId, isDefault, createdAt: _createdAt, revision, ...fields } = address;
    expect(addressSnapshot.parse(await deps.sealer.unseal(data.address))).toEqual(fields);
    expect({ userId, isDefault, revision }).toEqual({ userId: id, isDefault: true, revision: 1 });
  });

  test('replaces, keeps the default where it is, and announces only a change', async () => {
    const { id } = await verified(identity);
    const first = await saved(id, { line1: 'first' });
    const second = await saved(id, { line1: 'second' });
    await saved(id, { addressId: first.id, line1: 'moved' });
    await saved(id, { addressId: second.id, line1: 'second', makeDefault: true });
    expect(await listOf(id)).toEqual(['second (default)', 'moved']);
    expect(await eventsOf(id)).toHaveLength(3);
  });

  test('answers the same address when it is repeated, 10 times at once', async () => {
    const { id } = await verified(identity);
    const answers = await atOnce(10, () => saved(id));
    expect(new Set(answers.map((address) => address.id)).size).toBe(1);
    expect(await listOf(id)).toEqual(['Abay 1 (default)']);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('keeps at most the limit, also at once', async () => {
    const strict = identity.withSettings({ LIMIT_ADDRESSES: '3' });
    const { id: userId } = await verified(identity);
    const add = (index: number) =>
      saveAddress(strict, { userId, addressId: null, input: { ...base, line1: `line ${index}` }, makeDefault: false });
    const answers = await atOnce(8, add);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      errors: [{ kind: 'TooManyAddresses', path: [], limit: 3 }],
    });
  });

  test('refuses what is missing, all of it at once', async () => {
    const { id: userId } = await verified(identity);
    const input = { ...base, name: '', city: '' };
    const answer = await saveAddress(deps, { userId, addressId: null, input, makeDefault: false });
    expect(answer.ok ? [] : answer.errors.map((error) => 'path' in error && error.path[1])).toEqual(['name', 'city']);
  });

  test('does not find an address of somebody else', async () => {
    const [owner, stranger] = [await verified(identity), await verified(identity)];
    const address = await saved(owner.id);
    const missing = { ok: false, errors: [{ kind: 'NotFound', path: ['input', 'addressId'] }] };
    expect(await save(stranger.id, { addressId: address.id, line1: 'taken over' })).toEqual(missing);
    expect(await removeAddress(deps, { userId: stranger.id, addressId: address.id })).toEqual(missing);
    expect(await listOf(owner.id)).toEqual(['Abay 1 (default)']);
  });
});

describe('removeAddress', () => {
  test('hands the default to the newest of the rest, and announces it once', async () => {
    const { id: userId } = await verified(identity);
    const first = await saved(userId, { line1: 'first' });
    await saved(userId, { line1: 'second' });
    await saved(userId, { line1: 'third' });
    const answers = await atOnce(5, () => removeAddress(deps, { userId, addressId: first.id }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listOf(userId)).toEqual(['third (default)', 'second']);
    expect(await identity.events('identity.AddressRemoved')).toContainEqual(
      expect.objectContaining({ subject: userId, data: { addressId: first.id, userId } }),
    );
  });

  test('leaves nothing behind after the last', async () => {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await saved(userId);
    expect(await removeAddress(deps, { userId, addressId })).toMatchObject({ ok: true });
    expect(await listOf(userId)).toEqual([]);
  });
});

describe('exactly one default', () => {
  async function defaults(userId: string) {
    return (await listOf(userId)).filter((line) => line.endsWith('(default)')).length;
  }

  test('is left by whatever happens at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id: userId } = await verified(identity);
      await atOnce(8, (index) => save(userId, { line1: `first ${index}` }));
      expect(await defaults(userId)).toBe(1);
      const removeOldest = async () => {
        const [list = []] = await addressLists(deps, [userId]);
        const oldest = list.at(-1);
        return oldest && removeAddress(deps, { userId, addressId: oldest.id });
      };
      await atOnce<unknown>(24, (index) =>
        index % 3 === 2 ? removeOldest() : save(userId, { line1: `line ${index}`, makeDefault: index % 3 === 0 }),
      );
      expect(await defaults(userId)).toBe(1);
    }
  });

  test('is not left by the naive way, which looks before it writes without a lock', async () => {
    await deps.database.query.execute(sql`create table naive_addresses (id uuid, is_default boolean)`);
    const everybodyLooked = barrier(8);
    await atOnce(8, () =>
      deps.database.transaction(async (tx) => {
        const known = await tx.execute(sql`select 1 from naive_addresses`);
        await everybodyLooked();
        await tx.execute(sql`insert into naive_addresses values (${newId()}, ${known.length === 0})`);
      }),
    );
    expect(await deps.database.query.execute(sql`select 1 from naive_addresses where is_default`)).toHaveLength(8);
  });

  test('is what the database itself insists on', async () => {
    const { id: userId } = await verified(identity);
    await saved(userId, { line1: 'first' });
    await saved(userId, { line1: 'second' });
    const twice = deps.database.query.execute(sql`update addresses set is_default = true where user_id = ${userId}`);
    await expect(twice).rejects.toMatchObject({ cause: { constraint_name: 'addresses_one_default' } });
  });
});

/** Opens when so many wait at it. */
function barrier(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    waiting += 1;
    if (waiting === expected) resolve();
    return promise;
  };
}
