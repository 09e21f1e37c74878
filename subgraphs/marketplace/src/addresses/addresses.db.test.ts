import { AddressRemoved, AddressSaved } from '@caravan/contracts/identity';
import { newId } from '@caravan/core/ids';
import { describe, expect, test } from 'vitest';
import { hear, marketplaceDatabase, plainSealer, sealedAddress, tradeDeps } from '../../test/trade.ts';
import { addressBook } from './addresses.consumers.ts';
import { openAddresses, readAddress } from './addresses.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);

const read = (addressId: string, buyerId: string) =>
  database.transaction((tx) => readAddress(tx, { addressId, buyerId }));

describe('the address book', () => {
  test('keeps the newest of an address, for its user alone, until it is removed', async () => {
    const [addressId, userId] = [newId(), newId()];
    const first = await plainSealer.seal(userId, { name: 'Old' });
    const address = await sealedAddress(userId);
    for (const saved of [first, address]) {
      await hear(deps, addressBook, { contract: AddressSaved, data: { addressId, userId, address: saved } });
    }
    expect(await read(addressId, userId)).toEqual(address);
    expect(await read(addressId, newId())).toBeUndefined();

    await hear(deps, addressBook, { contract: AddressRemoved, data: { addressId, userId: newId() } });
    expect(await read(addressId, userId)).toEqual(address);
    await hear(deps, addressBook, { contract: AddressRemoved, data: { addressId, userId } });
    expect(await read(addressId, userId)).toBeUndefined();
  });

  test('does not give an address to another user', async () => {
    const [addressId, userId, other] = [newId(), newId(), newId()];
    const address = await sealedAddress(userId);
    await hear(deps, addressBook, { contract: AddressSaved, data: { addressId, userId, address } });
    const foreign = await sealedAddress(other);
    await hear(deps, addressBook, { contract: AddressSaved, data: { addressId, userId: other, address: foreign } });
    expect(await read(addressId, userId)).toEqual(address);
    expect(await read(addressId, other)).toBeUndefined();
  });
});

test('a sealed address opens, unless its user was erased', async () => {
  const address = await sealedAddress(newId());
  expect(await openAddresses(deps, [address])).toMatchObject([{ name: 'Ada', country: 'FI' }]);
  const erased = tradeDeps(database, { sealer: { ...plainSealer, unsealMany: async (all) => all.map(() => null) } });
  expect(await openAddresses(erased, [address])).toEqual([null]);
});
