import { newId, toTypeId } from '@caravan/core/ids';
import { describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { marketplaceDatabase, openShop, person, type Shop, tradeDeps } from '../../test/trade.ts';

const { database } = marketplaceDatabase();
const graph = marketplaceGraph(tradeDeps(database));

type Answer = { shippingRate: { id: string } | null; errors: unknown[] };
const fields = 'shippingRate { id name kind amount { amountMinor currency } freeOver { amountMinor } active }';

const create = (shop: Shop, change: Record<string, unknown> = {}, principal = shop.clerk) => {
  const rate = { storeId: toTypeId('store', shop.storeId), name: ' Parcel ', kind: 'PER_ITEM', amount: '490' };
  return graph.change<Answer>(
    `createShippingRate { ${fields} }`,
    { ...rate, idempotencyKey: newId(), ...change },
    principal,
  );
};
const update = (shippingRateId: string, change: Record<string, unknown>, shop: Shop) =>
  graph.change<Answer>(`updateShippingRate { ${fields} }`, { shippingRateId, ...change }, shop.clerk);
const remove = (shippingRateId: string, shop: Shop) =>
  graph.change<Answer>(`removeShippingRate { ${fields} }`, { shippingRateId }, shop.clerk);

async function offered({ storeId }: Shop) {
  const query = 'query ($id: ID!) { store(id: $id) { shippingRates { name } } }';
  const { data } = await graph.ask<{ store: { shippingRates: unknown[] } }>(query, { id: toTypeId('store', storeId) });
  return data.store.shippingRates;
}

describe('shipping rates', () => {
  test('are offered cheapest first, once per key', async () => {
    const shop = await openShop(database);
    const key = { idempotencyKey: newId() };
    const [one, two] = await Promise.all([create(shop, key), create(shop, key)]);
    expect(one).toMatchObject({
      shippingRate: {
        name: 'Parcel',
        kind: 'PER_ITEM',
        amount: { amountMinor: '490', currency: 'EUR' },
        freeOver: null,
        active: true,
      },
    });
    expect(two.shippingRate?.id).toBe(one.shippingRate?.id);
    expect(await create(shop, { ...key, amount: '1' })).toMatchObject({
      errors: [{ __typename: 'IdempotencyKeyReused' }],
    });
    await create(shop, { name: 'Pick up', amount: '0', kind: 'PER_ORDER' });
    expect(await offered(shop)).toEqual([{ name: 'Pick up' }, { name: 'Parcel' }]);
  });

  test('are changed and removed by the staff alone', async () => {
    const shop = await openShop(database);
    const { shippingRate } = await create(shop, { freeOver: '5000', kind: 'BY_WEIGHT' });
    const id = shippingRate?.id ?? '';
    expect(await update(id, { name: 'Freight', amount: '700' }, shop)).toMatchObject({
      shippingRate: { name: 'Freight', amount: { amountMinor: '700' }, freeOver: { amountMinor: '5000' } },
    });
    expect(await update(id, { freeOver: null }, shop)).toMatchObject({ shippingRate: { freeOver: null } });
    expect(await update(id, { freeOver: '9000' }, shop)).toMatchObject({
      shippingRate: { freeOver: { amountMinor: '9000' } },
    });
    const stranger = { ...shop, clerk: person() };
    const notFound = { shippingRate: null, errors: [{ __typename: 'NotFound' }] };
    expect(await update(id, { amount: '1' }, stranger)).toMatchObject(notFound);
    expect(await remove(id, stranger)).toMatchObject(notFound);
    expect(await update(id, { amount: '-1' }, shop)).toMatchObject({ errors: [{ path: ['input', 'amount'] }] });
    expect(await remove(id, shop)).toMatchObject({ shippingRate: { active: false } });
    expect(await remove(id, shop)).toMatchObject(notFound);
    expect(await update(id, { amount: '1' }, shop)).toMatchObject(notFound);
    expect(await offered(shop)).toEqual([]);
  });

  test('refuse bad terms and strangers', async () => {
    const shop = await openShop(database);
    expect(await create(shop, { name: '', amount: '-1', freeOver: '0', idempotencyKey: '' })).toMatchObject({
      errors: [
        { path: ['input', 'name'] },
        { path: ['input', 'amount'] },
        { path: ['input', 'freeOver'] },
        { path: ['input', 'idempotencyKey'] },
      ],
    });
    expect(await create(shop, {}, person())).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
  });

  test('are 200 at most', async () => {
    const shop = await openShop(database);
    for (let index = 0; index < 200; index += 1) await create(shop, { amount: `${index}` });
    expect(await create(shop)).toMatchObject({ errors: [{ __typename: 'TooManyShippingRates' }] });
  });
});
