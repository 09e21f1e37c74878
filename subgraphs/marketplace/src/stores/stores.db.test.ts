import { StoreStaffChanged, StoreSuspended } from '@caravan/contracts/marketplace';
import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { callerOf, marketplaceDatabase, noon, person, published, tradeDeps } from '../../test/trade.ts';
import { readStaff } from './stores.store.ts';
import {
  applyForStore,
  changeStaff,
  changeStoreStatus,
  type StoreApplication,
  updateStore,
} from './stores.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const approver = callerOf(person(newId(), ['store:approve']));

async function apply(change: Partial<StoreApplication> = {}) {
  const application = { principal: person(), name: 'Ünder the Óak', slug: null, description: null, currency: 'EUR' };
  return applyForStore(deps, { ...application, idempotencyKey: newId(), ...change });
}

async function openedStore() {
  const owner = person();
  const result = await apply({ principal: owner, slug: `shop-${newId().slice(-12)}` });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { owner, ownerId: owner.id ?? '', store: result.value };
}

describe('applying for a store', () => {
  test('makes a PENDING store that the applicant owns', async () => {
    const principal = person();
    const result = await apply({ principal });
    expect(result).toMatchObject({
      ok: true,
      value: { name: 'Ünder the Óak', slug: 'uender-the-oak', currency: 'EUR', status: 'PENDING', version: 1 },
    });
    const staff = result.ok ? await readStaff(database.query, [result.value.id]) : [];
    expect(staff).toMatchObject([{ userId: principal.id, role: 'OWNER', since: noon }]);
  });

  test('tells everything that is wrong at once', async () => {
    const result = await apply({ name: ' ', slug: 'No!', currency: 'XXY', idempotencyKey: '' });
    expect(result.ok ? [] : result.errors.map((error) => ('path' in error ? error.path.at(-1) : error.kind))).toEqual([
      'name',
      'slug',
      'currency',
      'idempotencyKey',
    ]);
  });

  test('is refused when the slug is taken, also by two at once', async () => {
    const slug = `same-${newId().slice(-12)}`;
    const results = await Promise.all([apply({ slug }), apply({ slug }), apply({ slug })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toMatchObject([
      { errors: [{ kind: 'SlugTaken', slug, path: ['input', 'slug'] }] },
      { errors: [{ kind: 'SlugTaken' }] },
    ]);
  });

  test('with one key makes one store, and refuses another input', async () => {
    const call = { principal: person(), idempotencyKey: newId(), slug: `once-${newId().slice(-12)}` };
    const results = await Promise.all(Array.from({ length: 5 }, () => apply(call)));
    expect(new Set(results.map((result) => (result.ok ? result.value.id : 'refused'))).size).toBe(1);
    expect(await apply({ ...call, name: 'Other' })).toMatchObject({ errors: [{ kind: 'IdempotencyKeyReused' }] });
  });
});

describe('the status of a store', () => {
  test('moves by the table and tells of the staff', async () => {
    const { store, ownerId } = await openedStore();
    const to = (status: 'ACTIVE' | 'SUSPENDED') =>
      changeStoreStatus(deps, { caller: approver, storeId: store.id, status });
    expect(await to('SUSPENDED')).toMatchObject({ errors: [{ kind: 'StoreTransitionRefused', status: 'PENDING' }] });
    expect(await to('ACTIVE')).toMatchObject({ value: { status: 'ACTIVE', version: 2 } });
    expect(await to('ACTIVE')).toMatchObject({ errors: [{ kind: 'StoreTransitionRefused', status: 'ACTIVE' }] });
    expect(await to('SUSPENDED')).toMatchObject({ value: { status: 'SUSPENDED' } });
    const event = { storeId: store.id, userId: ownerId, role: 'OWNER' };
    expect(await published(database, StoreStaffChanged, store.id)).toEqual([
      { ...event, worksForAnyStore: true },
      { ...event, worksForAnyStore: false },
    ]);
  });

  test('of an unknown store is not found', async () => {
    const result = await changeStoreStatus(deps, { caller: approver, storeId: newId(), status: 'ACTIVE' });
    expect(result).toMatchObject({ errors: [{ kind: 'NotFound', path: ['input', 'storeId'] }] });
  });
});

describe('updating a store', () => {
  test('changes what is given; an edit of an older version meets the current one', async () => {
    const { store, owner } = await openedStore();
    const edit = { principal: owner, storeId: store.id, version: 1 };
    expect(await updateStore(deps, { ...edit, description: 'Oak things' })).toMatchObject({
      value: { name: store.name, description: 'Oak things', version: 2 },
    });
    expect(await updateStore(deps, { ...edit, name: 'Late' })).toMatchObject({
      errors: [{ kind: 'StoreVersionConflict', current: { version: 2, description: 'Oak things' } }],
    });
    expect(await updateStore(deps, { ...edit, name: '' })).toMatchObject({ errors: [{ kind: 'InvalidInput' }] });
  });

  test('by a stranger is not found, by a clerk forbidden', async () => {
    const { store, owner } = await openedStore();
    const clerk = person();
    await changeStaff(deps, { principal: owner, storeId: store.id, userId: clerk.id ?? '', role: 'CLERK' });
    const edit = { storeId: store.id, version: null, name: 'Mine' };
    expect(await updateStore(deps, { ...edit, principal: person() })).toMatchObject({ errors: [{ kind: 'NotFound' }] });
    await expect(updateStore(deps, { ...edit, principal: clerk })).rejects.toThrow(CaravanError);
  });
});

test('a store that is suspended is told to others, once', async () => {
  const { store } = await openedStore();
  const change = (status: 'ACTIVE' | 'SUSPENDED') =>
    changeStoreStatus(deps, { caller: approver, storeId: store.id, status });
  await change('ACTIVE');
  expect(await published(database, StoreSuspended, store.id)).toEqual([]);
  await change('SUSPENDED');
  await change('SUSPENDED');
  expect(await published(database, StoreSuspended, store.id)).toEqual([{ storeId: store.id }]);
});

describe('the staff of a store', () => {
  test('is changed by its owner, and every change is told', async () => {
    const { store, owner } = await openedStore();
    const [userId, change] = [newId(), { principal: owner, storeId: store.id }];
    expect(await changeStaff(deps, { ...change, userId, role: 'CLERK' })).toMatchObject({ ok: true });
    expect(await changeStaff(deps, { ...change, userId, role: 'CLERK' })).toMatchObject({ ok: true });
    expect(await changeStaff(deps, { ...change, userId, role: 'MANAGER' })).toMatchObject({ ok: true });
    expect(await changeStaff(deps, { ...change, userId, role: null })).toMatchObject({ ok: true });
    expect(await changeStaff(deps, { ...change, userId, role: null })).toMatchObject({
      errors: [{ kind: 'NotFound' }],
    });
    const told = await published(database, StoreStaffChanged, store.id);
    expect(told.map(({ role }) => role)).toEqual(['CLERK', 'MANAGER', null]);
  });

  test('is not for managers to change, but they may leave', async () => {
    const { store, owner } = await openedStore();
    const manager = person();
    const change = { storeId: store.id, userId: manager.id ?? '' };
    await changeStaff(deps, { ...change, principal: owner, role: 'MANAGER' });
    await expect(changeStaff(deps, { ...change, principal: manager, role: 'OWNER' })).rejects.toThrow(CaravanError);
    expect(await changeStaff(deps, { ...change, principal: manager, role: null })).toMatchObject({ ok: true });
  });

  test('who leave two stores at once are told to work for none in the end', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [await openedStore(), await openedStore()];
      const userId = newId();
      for (const { store, owner } of [one, two]) {
        await changeStoreStatus(deps, { caller: approver, storeId: store.id, status: 'ACTIVE' });
        await changeStaff(deps, { principal: owner, storeId: store.id, userId, role: 'CLERK' });
      }
      await Promise.all(
        [one, two].map(({ store, owner }) =>
          changeStaff(deps, { principal: owner, storeId: store.id, userId, role: null }),
        ),
      );
      const told = [one, two].map(({ store }) => published(database, StoreStaffChanged, store.id));
      const last = (await Promise.all(told)).map((events) => events.at(-1)?.worksForAnyStore);
      expect(new Set(last)).toEqual(new Set([false, true]));
    }
  });

  test('keeps its last owner, who can neither leave nor step down', async () => {
    const { store, owner, ownerId } = await openedStore();
    const change = { principal: owner, storeId: store.id, userId: ownerId };
    const refused = { errors: [{ kind: 'LastOwner' }] };
    expect(await changeStaff(deps, { ...change, role: null })).toMatchObject(refused);
    expect(await changeStaff(deps, { ...change, role: 'CLERK' })).toMatchObject(refused);
  });

  test('keeps an owner when both leave at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { store, owner, ownerId } = await openedStore();
      const second = person();
      const secondId = second.id ?? '';
      await changeStaff(deps, { principal: owner, storeId: store.id, userId: secondId, role: 'OWNER' });
      const results = await Promise.all([
        changeStaff(deps, { principal: owner, storeId: store.id, userId: ownerId, role: null }),
        changeStaff(deps, { principal: second, storeId: store.id, userId: secondId, role: null }),
      ]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await readStaff(database.query, [store.id])).toMatchObject([{ role: 'OWNER' }]);
    }
  });

  test('keeps an owner by the database alone: two deletions that check nothing, and the mutant without the rule', async () => {
    const leaveTogether = async () => {
      const { store, owner, ownerId } = await openedStore();
      const secondId = newId();
      await changeStaff(deps, { principal: owner, storeId: store.id, userId: secondId, role: 'OWNER' });
      const leave = (userId: string) =>
        database.query.execute(sql`delete from store_staff where store_id = ${store.id} and user_id = ${userId}`);
      await Promise.allSettled([leave(ownerId), leave(secondId)]);
      return (await readStaff(database.query, [store.id])).length;
    };
    const rule = (state: string) =>
      database.query.execute(sql.raw(`alter table store_staff ${state} trigger store_staff_keeps_an_owner`));
    expect(await leaveTogether()).toBe(1);
    await rule('disable');
    expect(await leaveTogether()).toBe(0);
    await rule('enable');
  });
});
