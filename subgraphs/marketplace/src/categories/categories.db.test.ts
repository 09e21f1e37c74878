import { newId, toTypeId } from '@caravan/core/ids';
import { describe, expect, test } from 'vitest';
import { marketplaceGraph } from '../../test/catalog-graph.ts';
import { countStatements } from '../../test/statements.ts';
import { callerOf, marketplaceDatabase, person, tradeDeps } from '../../test/trade.ts';
import { otherCategoryId } from './categories.domain.ts';
import { readCategories } from './categories.store.ts';
import { createCategory, updateCategory } from './categories.usecases.ts';

const { database } = marketplaceDatabase();
const deps = tradeDeps(database);
const graph = marketplaceGraph(deps);
const editor = person(newId(), ['category:write']);

async function create(name: string, change: Record<string, unknown> = {}) {
  return graph.change<{ category: { id: string; slug: string } | null; errors: unknown[] }>(
    'createCategory { category { id name slug depth sortOrder active parent { name } ancestors { name } children { id } } }',
    { name, idempotencyKey: newId(), ...change },
    editor,
  );
}

async function id(name: string, parentId: string | null = null): Promise<string> {
  const { category } = await create(name, { parentId, slug: `${name}-${newId().slice(-8)}` });
  return category?.id ?? '';
}

const update = (categoryId: string, change: Record<string, unknown>) =>
  graph.change(
    'updateCategory { category { name slug depth sortOrder active parent { name } ancestors { name } } }',
    { categoryId, ...change },
    editor,
  );

describe('the category tree', () => {
  test('has Other from the start', async () => {
    const { data } = await graph.ask('{ category(slug: "other") { id name depth parent { id } } }');
    expect(data).toEqual({
      category: { id: toTypeId('category', otherCategoryId), name: 'Other', depth: 0, parent: null },
    });
  });

  test('grows by categories in their order, once per key', async () => {
    const top = await id('animals');
    const key = { idempotencyKey: newId(), parentId: top };
    const [one, two] = [await create('Wild cats', key), await create('Wild cats', key)];
    expect(one).toMatchObject({
      category: { slug: 'wild-cats', depth: 1, parent: { name: 'animals' }, ancestors: [{ name: 'animals' }] },
    });
    expect(two.category?.id).toBe(one.category?.id);
    expect(await create('Tame cats', key)).toMatchObject({ errors: [{ __typename: 'IdempotencyKeyReused' }] });
    await create('Birds', { parentId: top, sortOrder: -1 });
    await create('Ants', { parentId: top });
    await create('Hidden', { parentId: top, active: false });
    const names = async (principal = person()) => {
      const query = 'query ($id: ID!) { categories(parentId: $id) { name } category(id: $id) { children { name } } }';
      const { data } = await graph.ask<{ categories: { name: string }[] }>(query, { id: top }, principal);
      return data.categories.map(({ name }) => name);
    };
    expect(await names()).toEqual(['Birds', 'Ants', 'Wild cats']);
    expect(await names(editor)).toEqual(['Birds', 'Ants', 'Hidden', 'Wild cats']);
  });

  test('refuses what is wrong, unknown parents and taken slugs', async () => {
    expect(await create(' ', { slug: 'No!', description: 'x'.repeat(5_001) })).toMatchObject({
      errors: [{ path: ['input', 'name'] }, { path: ['input', 'slug'] }, { path: ['input', 'description'] }],
    });
    const parentId = toTypeId('category', newId());
    expect(await create('Lost', { parentId })).toMatchObject({ errors: [{ path: ['input', 'parentId'] }] });
    const results = await Promise.all([create('Same', { slug: 'same' }), create('Same', { slug: 'same' })]);
    expect(results.flatMap(({ errors }) => errors)).toMatchObject([{ __typename: 'CategorySlugTaken' }]);
  });

  test('moves a branch with everything below it', async () => {
    const [a, b] = [await id('a'), await id('b')];
    const child = await id('child', a);
    const grandchild = await id('grandchild', child);
    expect(await update(child, { parentId: b, name: 'moved', sortOrder: 5 })).toMatchObject({
      category: { name: 'moved', sortOrder: 5, depth: 1, parent: { name: 'b' } },
    });
    const { data } = await graph.ask('query ($id: ID!) { category(id: $id) { depth ancestors { name } } }', {
      id: grandchild,
    });
    expect(data).toEqual({ category: { depth: 2, ancestors: [{ name: 'b' }, { name: 'moved' }] } });
    expect(await update(child, { parentId: null })).toMatchObject({ category: { depth: 0, parent: null } });
  });

  test('never becomes a ring, also when two moves cross', async () => {
    const a = await id('ring-a');
    const b = await id('ring-b', a);
    const cycle = { errors: [{ __typename: 'CategoryCycle' }] };
    expect(await update(a, { parentId: b })).toMatchObject(cycle);
    expect(await update(a, { parentId: a })).toMatchObject(cycle);
    const [c, d] = [await id('ring-c'), await id('ring-d')];
    const moves = await Promise.all([update(c, { parentId: d }), update(d, { parentId: c })]);
    expect(moves.filter(({ category }) => category === null)).toMatchObject([cycle]);
  });

  test('refuses edits of what is not there and to taken slugs', async () => {
    const notFound = { errors: [{ __typename: 'NotFound' }] };
    expect(await update(toTypeId('category', newId()), { name: 'x' })).toMatchObject(notFound);
    const one = await id('one');
    expect(await update(one, { parentId: toTypeId('category', newId()) })).toMatchObject(notFound);
    expect(await update(one, { slug: 'other' })).toMatchObject({ errors: [{ __typename: 'CategorySlugTaken' }] });
    expect(await update(one, { name: '' })).toMatchObject({ errors: [{ __typename: 'InvalidInput' }] });
    expect(await update(one, { active: false })).toMatchObject({ category: { active: false } });
    const { data } = await graph.ask('query ($id: ID!) { category(id: $id) { id } }', { id: one });
    expect(data).toEqual({ category: null });
  });

  test('is edited by those with the scope alone', async () => {
    const input = { name: 'Mine', idempotencyKey: 'x' };
    const mutation = 'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } } }';
    expect((await graph.ask(mutation, { input }, person())).errors.join()).toContain('FORBIDDEN');
    expect((await graph.ask(mutation, { input })).errors.join()).toContain('UNAUTHENTICATED');
  });

  test('is read whole in as many statements as it is deep', async () => {
    const top = await id('wide');
    for (let index = 0; index < 5; index += 1) await id(`leaf-${index}`, await id(`branch-${index}`, top));
    const query = '{ categories { name children { name children { name children { name } } } } }';
    const statements = await countStatements(database, () => graph.ask(query));
    expect(statements).toBeLessThanOrEqual(4);
  });

  test('is held by the database: a path that does not fit its parent is refused', async () => {
    const uuid = newId();
    const [other] = await readCategories(database.query, [otherCategoryId]);
    const made = await createCategory(deps, {
      caller: callerOf(editor),
      name: 'Fine',
      slug: `fine-${uuid}`,
      description: '',
      parentId: otherCategoryId,
      sortOrder: 0,
      active: true,
      idempotencyKey: uuid,
    });
    expect(made).toMatchObject({ ok: true, value: { path: [other?.id, expect.any(String) as unknown] } });
    expect(
      await updateCategory(deps, { caller: callerOf(editor), categoryId: otherCategoryId, parentId: otherCategoryId }),
    ).toMatchObject({
      errors: [{ kind: 'CategoryCycle' }],
    });
  });
});
