import { newId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { countStatements } from '../../test/statements.ts';
import { marketplaceDatabase, person, tradeDeps } from '../../test/trade.ts';

const { database } = marketplaceDatabase();
const graph = marketplaceGraph(tradeDeps(database));
const admin = person(newId(), ['store:approve', 'store:read:any', 'user:read:any']);

type Made = { store: { id: string } };
async function apply(owner: Principal, name = 'Corner Shop') {
  const input = { name, slug: `s-${newId().slice(-12)}`, currency: 'KZT', idempotencyKey: newId() };
  const { store } = await graph.change<Made>(
    'applyForStore { store { id name slug description currency status createdAt version } }',
    input,
    owner,
  );
  return store;
}
const set = (name: 'approveStore' | 'suspendStore', storeId: string) =>
  graph.change(`${name} { store { status version } }`, { storeId }, admin);

describe('a store in the graph', () => {
  test('is applied for, approved, changed and suspended', async () => {
    const owner = person();
    const made = await apply(owner);
    expect(made).toMatchObject({ name: 'Corner Shop', currency: 'KZT', status: 'PENDING', version: 1 });
    expect(await set('approveStore', made.id)).toEqual({ store: { status: 'ACTIVE', version: 2 }, errors: [] });
    expect(await set('approveStore', made.id)).toMatchObject({
      store: null,
      errors: [{ __typename: 'StoreTransitionRefused', message: 'A store that is ACTIVE cannot take this step.' }],
    });
    const update = (version: number) =>
      graph.change(
        'updateStore { store { name version } errors { ... on StoreVersionConflict { current { name version } } } }',
        { storeId: made.id, name: 'Corner', version },
        owner,
      );
    expect(await update(2)).toMatchObject({ store: { name: 'Corner', version: 3 } });
    expect(await update(2)).toMatchObject({ errors: [{ current: { name: 'Corner', version: 3 } }] });
    expect(await set('suspendStore', made.id)).toMatchObject({ store: { status: 'SUSPENDED' } });
  });

  test('tells a taken slug', async () => {
    const input = { name: 'Twice', slug: `twice-${newId().slice(-6)}`, currency: 'KZT' };
    const again = () =>
      graph.change(
        'applyForStore { store { id } errors { ... on SlugTaken { slug } } }',
        { ...input, idempotencyKey: newId() },
        person(),
      );
    await again();
    expect(await again()).toMatchObject({ store: null, errors: [{ __typename: 'SlugTaken', slug: input.slug }] });
  });

  test('is seen by id, slug and reference by those who may', async () => {
    const owner = person();
    const { id } = await apply(owner);
    const query = `query ($id: ID!, $stores: [_Any!]!) {
      store(id: $id) { slug } _entities(representations: $stores) { ... on Store { slug } }
    }`;
    const seen = async (principal: Principal) => {
      const { data } = await graph.ask(query, { id, stores: [{ __typename: 'Store', id }] }, principal);
      return data;
    };
    const store = { slug: expect.any(String) as unknown };
    expect(await seen(person())).toEqual({ store: null, _entities: [null] });
    expect(await seen(owner)).toEqual({ store, _entities: [store] });
    expect(await seen(admin)).toEqual({ store, _entities: [store] });
    await set('approveStore', id);
    const all = await seen(person());
    expect(all).toEqual({ store, _entities: [store] });
    const { slug } = all.store as { slug: string };
    expect((await graph.ask('query ($slug: String) { store(slug: $slug) { id } }', { slug })).data).toEqual({
      store: { id },
    });
    expect((await graph.ask('{ store { id } }')).errors.join()).toContain('BAD_USER_INPUT');
    expect((await graph.ask('{ store(slug: "none") { id } }')).data).toEqual({ store: null });
  });

  test('shows its staff to owners, managers and support', async () => {
    const [owner, manager, clerk] = [person(), person(), person()];
    const { id: storeId } = await apply(owner);
    const add = (who: Principal, role: string) =>
      graph.change(
        'addStoreStaff { store { staff { role } } }',
        { storeId, userId: toTypeId('user', who.id ?? ''), role },
        owner,
      );
    await add(manager, 'MANAGER');
    expect(await add(clerk, 'CLERK')).toEqual({
      store: { staff: [{ role: 'OWNER' }, { role: 'MANAGER' }, { role: 'CLERK' }] },
      errors: [],
    });
    await set('approveStore', storeId);
    const staff = async (principal: Principal) => {
      const query = 'query ($id: ID!) { store(id: $id) { staff { role since user { id } } } }';
      return (await graph.ask<{ store: { staff: unknown } }>(query, { id: storeId }, principal)).data.store.staff;
    };
    const whole = expect.arrayContaining([
      { role: 'OWNER', since: '2026-11-20T12:00:00.000Z', user: { id: toTypeId('user', owner.id ?? '') } },
    ]) as unknown;
    expect(await staff(owner)).toEqual(whole);
    expect(await staff(manager)).toEqual(whole);
    expect(await staff(admin)).toEqual(whole);
    expect([await staff(clerk), await staff(person())]).toEqual([null, null]);
    const remove = (principal: Principal, who: Principal) =>
      graph.change('removeStoreStaff { store { id } }', { storeId, userId: toTypeId('user', who.id ?? '') }, principal);
    expect(await remove(owner, owner)).toMatchObject({ errors: [{ __typename: 'LastOwner' }] });
    await expect(remove(clerk, owner)).rejects.toThrow('FORBIDDEN');
    expect(await remove(clerk, clerk)).toMatchObject({ errors: [] });
  });
});

describe('lists of stores', () => {
  test('have ACTIVE ones for the public; others are for support', async () => {
    const name = `Listed ${newId().slice(-8)}`;
    const made = [];
    for (let index = 0; index < 3; index += 1) {
      made.push(await apply(person(), name));
      // Ids of one millisecond do not sort.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const ids = made.map(({ id }) => id);
    for (const id of ids.slice(1)) await set('approveStore', id);
    const list = async (filter: Record<string, unknown>, principal = person(), page = '') => {
      const query = `query ($filter: StoreFilter) { stores(filter: $filter${page}) { nodes { id } pageInfo { hasNextPage } } }`;
      return graph.ask<{ stores: { nodes: { id: string }[] } }>(query, { filter }, principal);
    };
    const text = name.slice(0, -2).toUpperCase();
    const listed = await list({ text });
    expect(listed.data.stores.nodes.map(({ id }) => id)).toEqual(ids.slice(1).toReversed());
    expect((await list({ text }, person(), ', first: 1')).data).toEqual({
      stores: { nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: true } },
    });
    expect((await list({ text }, person(), ', last: 1')).data.stores.nodes).toEqual([{ id: ids[1] }]);
    expect((await list({ text, status: 'PENDING' }, admin)).data.stores.nodes).toEqual([{ id: ids[0] }]);
    expect((await list({ status: 'PENDING' })).errors.join()).toContain('FORBIDDEN');
    expect((await list({ text: '%' })).data.stores.nodes).toEqual([]);
  });

  test('of a person are theirs and for support, in a constant number of statements', async () => {
    const owners = [person(), person(), person()];
    for (const owner of owners) for (const name of ['One', 'Two', 'Three']) await apply(owner, name);
    const query = `query ($users: [_Any!]!) { _entities(representations: $users) {
      ... on User { id stores(first: 2) { nodes { name } pageInfo { hasNextPage } } } } }`;
    const ask = (people: Principal[], principal: Principal) => {
      const users = people.map(({ id }) => ({ __typename: 'User', id: toTypeId('user', id ?? '') }));
      return graph.ask<{ _entities: { stores: unknown }[] }>(query, { users }, principal);
    };
    const [me, other] = owners as [Principal, Principal];
    const page = { nodes: [{ name: expect.any(String) as unknown }, { name: expect.any(String) as unknown }] };
    const full = { stores: { ...page, pageInfo: { hasNextPage: true } } };
    expect((await ask([me, other], me)).data._entities).toMatchObject([full, { stores: null }]);
    expect((await ask(owners, admin)).data._entities).toMatchObject([full, full, full]);
    const one = await countStatements(database, () => ask([me], admin));
    expect(await countStatements(database, () => ask(owners, admin))).toBe(one);
  });
});
