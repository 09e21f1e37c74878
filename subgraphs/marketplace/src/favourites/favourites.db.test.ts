import { newId, toTypeId } from '@caravan/core/ids';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { marketplaceDatabase, openShop, person, stockGood, tradeDeps } from '../../test/trade.ts';
import { products } from '../products/products.tables.ts';

const { database } = marketplaceDatabase();
const graph = marketplaceGraph(tradeDeps(database));

async function goods(count: number) {
  const shop = await openShop(database);
  const made = [];
  for (let index = 0; index < count; index += 1) made.push(await stockGood(database, shop));
  return made.map(({ productId }) => toTypeId('product', productId));
}

type Liked = { favourite: { id: string } | null; errors: unknown[] };
const add = (targetId: string, principal = person()) =>
  graph.change<Liked>('addFavourite { favourite { id target { ... on Product { id } } } }', { targetId }, principal);
const remove = (targetId: string, principal = person()) =>
  graph.change('removeFavourite { targetId }', { targetId }, principal);

/** The favourites of a person, as another subgraph asks for them. */
async function listOf(userId: string, principal = person(), page = '') {
  const query = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User {
    favourites${page} { nodes { target { ... on Product { id } } } totalCount pageInfo { hasNextPage } }
  } } }`;
  const users = [{ __typename: 'User', id: toTypeId('user', userId) }];
  const { data } = await graph.ask<{ _entities: unknown[] }>(query, { users }, principal);
  return data._entities[0];
}

describe('favourites', () => {
  test('are added once, however often and at the same time, and removed as often', async () => {
    const [id = ''] = await goods(1);
    const me = person();
    const added = await Promise.all([add(id, me), add(id, me), add(id, me)]);
    expect(new Set(added.map(({ favourite }) => favourite?.id)).size).toBe(1);
    const seen = async (principal = me) =>
      (await graph.ask('query ($id: ID!) { product(id: $id) { isFavourite favouriteCount } }', { id }, principal)).data;
    expect(await seen()).toEqual({ product: { isFavourite: true, favouriteCount: 1 } });
    await add(id);
    expect(await seen()).toEqual({ product: { isFavourite: true, favouriteCount: 2 } });
    expect(await seen(person())).toEqual({ product: { isFavourite: false, favouriteCount: 2 } });
    expect(await remove(id, me)).toEqual({ targetId: id, errors: [] });
    expect(await remove(id, me)).toEqual({ targetId: id, errors: [] });
    expect(await seen()).toEqual({ product: { isFavourite: false, favouriteCount: 1 } });
  });

  test('are listed latest first, in pages, to oneself and support', async () => {
    const ids = await goods(3);
    const me = person();
    for (const id of ids) {
      await add(id, me);
      // Ids of one millisecond do not sort.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const latest = ids.toReversed().map((id) => ({ target: { id } }));
    const all = { favourites: { nodes: latest, totalCount: 3, pageInfo: { hasNextPage: false } } };
    expect(await listOf(me.id ?? '', me)).toEqual(all);
    expect(await listOf(me.id ?? '', person(newId(), ['user:read:any']))).toEqual(all);
    expect(await listOf(me.id ?? '', me, '(first: 2)')).toEqual({
      favourites: { nodes: latest.slice(0, 2), totalCount: 3, pageInfo: { hasNextPage: true } },
    });
    expect(await listOf(me.id ?? '', me, '(last: 1)')).toMatchObject({ favourites: { nodes: latest.slice(2) } });
    expect(await listOf(me.id ?? '', person())).toEqual({ favourites: null });
  });

  test('keep their place when the target is taken off sale', async () => {
    const [id = ''] = await goods(1);
    const me = person();
    await add(id, me);
    await database.query.update(products).set({ status: 'ARCHIVED' }).where(eq(products.title, 'Kettle'));
    expect(await listOf(me.id ?? '', me)).toMatchObject({ favourites: { nodes: [{ target: null }], totalCount: 1 } });
    expect(await add(id)).toMatchObject({ favourite: null, errors: [{ __typename: 'NotFound' }] });
  });

  test('are things that exist', async () => {
    expect(await add(toTypeId('product', newId()))).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
    await expect(add(toTypeId('store', newId()))).rejects.toThrow('BAD_USER_INPUT');
  });

  test('of a person can be asked for one by one', async () => {
    const [id = '', other = ''] = await goods(2);
    const me = person();
    await add(id, me);
    const query = `query ($users: [_Any!]!, $id: ID!, $other: ID!) { _entities(representations: $users) { ... on User {
      liked: isFavourite(targetId: $id) other: isFavourite(targetId: $other) } } }`;
    const users = [{ __typename: 'User', id: toTypeId('user', me.id ?? '') }];
    const answer = async (principal = me) => (await graph.ask(query, { users, id, other }, principal)).data;
    expect(await answer()).toEqual({ _entities: [{ liked: true, other: false }] });
    expect(await answer(person())).toEqual({ _entities: [{ liked: null, other: null }] });
  });
});
