import { addressSnapshot } from '@caravan/contracts/identity';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { atOnce, testIdentity, verified } from '../../test/identity.ts';
import type { Deps } from '../deps.ts';
import { type Geocoder, GeocoderUnavailable } from '../geocoding/geocoder.ts';
import type { Place, PlaceQuery } from '../geocoding/geocoding.domain.ts';
import type { AddressInput, Location } from './addresses.domain.ts';
import { addressLists, forgetAddresses, removeAddress, saveAddress } from './addresses.usecases.ts';
import { locateAddress, locateJob } from './locating.usecases.ts';

const identity = testIdentity();
const base: AddressInput = { name: 'Dana', line1: 'Abay 1', city: 'Almaty', postalCode: '050000', country: 'KZ' };
const found: Place = {
  label: 'Abay 1',
  street: 'Abay',
  building: '1',
  city: 'Almaty',
  postalCode: null,
  latitude: 43.2389491,
  longitude: 76.8897092,
  precision: 'ROOFTOP',
};
const there = { latitude: 43.238949, longitude: 76.889709, precision: 'ROOFTOP' };

beforeEach(() => identity.deps.database.query.execute(sql`delete from identity_jobs._private_jobs`));

/** Identity with a geocoder that does something before it answers. */
function asking(geocode: (query: PlaceQuery) => Promise<Place[]>, callsPerSecond: number | null = null): Deps {
  const geocoder: Geocoder = { geocode, callsPerSecond, suggests: true };
  return { ...identity.deps, geocoder };
}

type Change = Partial<AddressInput> & { readonly addressId?: string };

async function save(deps: Deps, userId: string, { addressId, ...change }: Change = {}) {
  const input = { ...base, ...change };
  const result = await saveAddress(deps, { userId, addressId: addressId ?? null, input, makeDefault: false });
  if (!result.ok) throw new Error('The address was refused.');
  return result.value;
}

async function locationsOf(userId: string) {
  const [list = []] = await addressLists(identity.deps, [userId]);
  return list.map(({ line1, latitude, longitude, precision }) => ({ line1, latitude, longitude, precision }));
}

async function jobs() {
  const rows = await identity.deps.database.query.execute<{ name: string; key: string; delayed: boolean }>(sql`
    select task_identifier as name, key, run_at > now() + interval '1 second' as delayed from identity_jobs.jobs`);
  return rows.filter(({ name }) => name === locateJob.name);
}

async function announced(userId: string) {
  const events = (await identity.events('identity.AddressSaved')).filter(({ subject }) => subject === userId);
  const sealed = events.map(({ data }) => (data as { address: { userId: string; sealed: string } }).address);
  const opened = await identity.deps.sealer.unsealMany(sealed);
  return opened.map((fields) => addressSnapshot.parse(fields).latitude);
}

describe('an address without a location', () => {
  test('is looked for in a job, kept and announced again', async () => {
    const { id: userId } = await verified(identity);
    const asked: PlaceQuery[] = [];
    const deps = asking(async (query) => {
      asked.push(query);
      return [found];
    });
    const { id: addressId } = await save(deps, userId);
    expect(asked).toEqual([]);
    expect(await jobs()).toMatchObject([{ delayed: false }]);
    await locateAddress(deps, { addressId });
    expect(asked).toEqual([{ line: 'Abay 1', city: 'Almaty', region: null, postalCode: '050000', country: 'KZ' }]);
    expect(await locationsOf(userId)).toEqual([{ line1: 'Abay 1', ...there }]);
    expect(await announced(userId)).toEqual([null, 43.238949]);
    await locateAddress(deps, { addressId });
    expect(asked).toHaveLength(1);
  });

  test('is looked for once, however often and from wherever it is tried', async () => {
    const { id: userId } = await verified(identity);
    const deps = asking(() => Promise.resolve([found]));
    const { id: addressId } = await save(deps, userId);
    const others = { ...identity.anotherProcess(), geocoder: deps.geocoder };
    await atOnce(8, (index) => locateAddress(index % 2 ? deps : others, { addressId }));
    expect(await announced(userId)).toEqual([null, 43.238949]);
  });

  test('is found to its city by the list of cities, by default', async () => {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await save(identity.deps, userId, { city: 'Алматы' });
    await locateAddress(identity.deps, { addressId });
    const [address] = await locationsOf(userId);
    expect(address).toMatchObject({ latitude: 43.24, longitude: 76.89, precision: 'CITY' });
  });

  test('stays without when nothing is found, and when nobody is asked', async () => {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await save(
      asking(() => Promise.resolve([])),
      userId,
    );
    await locateAddress(
      asking(() => Promise.resolve([])),
      { addressId },
    );
    const nobody = identity.withSettings({ GEOCODER: 'none' });
    await locateAddress(nobody, { addressId });
    expect(await locationsOf(userId)).toMatchObject([{ latitude: null, longitude: null, precision: null }]);
    expect(await jobs()).toHaveLength(1);
    await save(nobody, userId, { line1: 'Abay 2' });
    expect(await jobs()).toHaveLength(1);
  });

  test('is kept when the geocoder fails; the job tells, and is tried again', async () => {
    const { id: userId } = await verified(identity);
    const deps = asking(() => Promise.reject(new GeocoderUnavailable('TIMEOUT')));
    const { id: addressId } = await save(deps, userId);
    await expect(locateAddress(deps, { addressId })).rejects.toEqual(new GeocoderUnavailable('TIMEOUT'));
    expect(await locationsOf(userId)).toMatchObject([{ line1: 'Abay 1', latitude: null }]);
  });

  test.each([
    ['a person may ask so often', { LIMIT_GEOCODES_PER_HOUR: '1' }, null],
    ['a provider allows so many calls', {}, 1],
  ])('waits for its turn: %s', async (_case, environment, callsPerSecond) => {
    const { id: userId } = await verified(identity);
    let calls = 0;
    const answer = () => Promise.resolve((calls += 1) > 0 ? [found] : []);
    const { geocoder } = asking(answer, callsPerSecond);
    const deps = { ...identity.withSettings(environment), geocoder };
    const addresses = [await save(deps, userId), await save(deps, userId, { line1: 'Abay 2' })];
    await identity.deps.database.query.execute(sql`delete from identity_jobs._private_jobs`);
    // All processes together.
    await atOnce(2, (index) =>
      locateAddress(index ? deps : { ...identity.withSettings(environment), geocoder }, {
        addressId: addresses[index]?.id ?? '',
      }),
    );
    expect(calls).toBe(1);
    expect(await jobs()).toHaveLength(1);
    identity.passSeconds(3_601);
    await atOnce(2, (index) => locateAddress(deps, { addressId: addresses[index]?.id ?? '' }));
    expect(await locationsOf(userId)).toMatchObject([there, there]);
  });
});

describe('an address with a location', () => {
  const location: Location = { latitude: 1, longitude: 2, precision: 'STREET' };

  test('is not looked for, and keeps it while the text stays', async () => {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await save(identity.deps, userId, { location });
    await save(identity.deps, userId);
    await save(identity.deps, userId, { addressId });
    expect(await jobs()).toEqual([]);
    expect(await locationsOf(userId)).toEqual([{ line1: 'Abay 1', ...location }]);
    expect(await announced(userId)).toEqual([1]);
  });

  test('loses it with another text, and takes another one', async () => {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await save(identity.deps, userId, { location });
    await save(identity.deps, userId, { addressId, location: { ...location, latitude: 3 } });
    await save(identity.deps, userId, { addressId, line1: 'Abay 2' });
    expect(await locationsOf(userId)).toMatchObject([{ line1: 'Abay 2', latitude: null }]);
    expect(await announced(userId)).toEqual([1, 3, null]);
    expect(await jobs()).toHaveLength(1);
    await save(identity.deps, userId, { addressId, line1: 'Abay 3' });
    expect(await jobs()).toHaveLength(1);
  });
});

describe('what was found', () => {
  /** Looks for an address while something else happens to it. */
  async function locateDuring(happens: (changed: { userId: string; addressId: string }) => Promise<unknown>) {
    const { id: userId } = await verified(identity);
    const { id: addressId } = await save(identity.deps, userId);
    const deps = asking(async () => {
      await happens({ userId, addressId });
      return [found];
    });
    return { userId, addressId, deps };
  }
  const moved = ({ userId, addressId }: { userId: string; addressId: string }) =>
    save(identity.deps, userId, { addressId, line1: 'Far away 9' });

  test('is dropped when the address says something else by then', async () => {
    const { userId, addressId, deps } = await locateDuring(moved);
    await locateAddress(deps, { addressId });
    expect(await locationsOf(userId)).toMatchObject([{ line1: 'Far away 9', latitude: null }]);
    expect(await announced(userId)).toEqual([null, null]);
    // The change left a job of its own.
    expect(await jobs()).toHaveLength(1);
  });

  test('is dropped when the person put a pin by then', async () => {
    const pin: Location = { latitude: 5, longitude: 6, precision: 'ROOFTOP' };
    const { userId, addressId, deps } = await locateDuring((address) =>
      save(identity.deps, address.userId, { addressId: address.addressId, location: pin }),
    );
    await locateAddress(deps, { addressId });
    expect(await locationsOf(userId)).toEqual([{ line1: 'Abay 1', ...pin }]);
  });

  test.each([
    ['removed', (address: { userId: string; addressId: string }) => removeAddress(identity.deps, address)],
    [
      'erased with its person',
      async ({ userId }: { userId: string }) => {
        await identity.deps.database.transaction((tx) => forgetAddresses(tx, identity.deps, userId));
        await identity.deps.sealer.erase(userId);
      },
    ],
  ])('is dropped when the address was %s by then', async (_case, happens) => {
    const { userId, addressId, deps } = await locateDuring(happens);
    await locateAddress(deps, { addressId });
    expect(await locationsOf(userId)).toEqual([]);
    expect(await identity.events('identity.AddressRemoved')).toContainEqual(
      expect.objectContaining({ data: { addressId, userId } }),
    );
    expect(await jobs()).toEqual([]);
  });

  test('wins over what the address says now in the naive way, which asks and writes', async () => {
    const { userId, addressId, deps } = await locateDuring(moved);
    const [place] = (await deps.geocoder?.geocode({ ...noQuery }, {})) ?? [];
    await identity.deps.database.query.execute(sql`
      update addresses set latitude = ${place?.latitude ?? 0}, longitude = 0, precision = 'CITY' where id = ${addressId}`);
    expect(await locationsOf(userId)).toMatchObject([{ line1: 'Far away 9', latitude: found.latitude }]);
  });
});

const noQuery: PlaceQuery = { line: null, city: null, region: null, postalCode: null, country: 'KZ' };

test('forgetAddresses removes all of a person, announces each, and nobody else’s', async () => {
  const [leaving, staying] = [await verified(identity), await verified(identity)];
  for (const line1 of ['one', 'two', 'three']) await save(identity.deps, leaving.id, { line1 });
  await save(identity.deps, staying.id);
  await identity.deps.database.transaction((tx) => forgetAddresses(tx, identity.deps, leaving.id));
  expect(await locationsOf(leaving.id)).toEqual([]);
  expect(await locationsOf(staying.id)).toHaveLength(1);
  const removed = (await identity.events('identity.AddressRemoved')).filter(({ subject }) => subject === leaving.id);
  expect(removed).toHaveLength(3);
  expect(await jobs()).toHaveLength(1);
});
