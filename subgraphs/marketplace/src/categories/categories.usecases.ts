import { type IdempotencyKeyReused, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { newId, toTypeId } from '@caravan/core/ids';
import { type Caller, hasScope, type Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import {
  differences,
  type Facts,
  openAdminRecord,
  type RecordAdminAction,
} from '@caravan/subgraph/record-admin-action';
import slugify from '@sindresorhus/slugify';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { validateKey } from '../validation.domain.ts';
import {
  type Category,
  type CategoryCycle,
  type CategorySlugTaken,
  type CategoryTexts,
  pathBelow,
  validateCategory,
} from './categories.domain.ts';
import {
  findCategories,
  insertCategory,
  isSlugTaken,
  lockTree,
  readCategories,
  readCategoryBySlug,
  readTopLevel,
  saveCategory,
} from './categories.store.ts';

export type NewCategory = {
  caller: Caller;
  name: string;
  slug: string | null;
  description: string;
  parentId: string | null;
  sortOrder: number;
  active: boolean;
  idempotencyKey: string;
};

export async function createCategory(
  deps: Deps,
  command: NewCategory,
): Promise<Result<Category, InvalidInput | NotFound | CategorySlugTaken | IdempotencyKeyReused>> {
  const { caller, idempotencyKey, ...input } = command;
  const texts = { ...input, name: input.name.trim(), slug: input.slug ?? slugify(input.name) };
  const [problem, ...more] = [...validateCategory(texts), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userIdOf(caller.principal), operation: 'createCategory', key: idempotencyKey, input };
    const made = await idempotent(tx, claim, () => addToTree(tx, texts, record));
    return made.ok ? ok(await categoryById(tx, made.value)) : made;
  });
}

async function addToTree(
  tx: Transaction,
  texts: Omit<Category, 'id' | 'path'>,
  record: RecordAdminAction,
): Promise<Result<string, NotFound | CategorySlugTaken>> {
  const { name, slug, description, parentId, sortOrder, active } = texts;
  await lockTree(tx);
  const parent = parentId === null ? null : (await readCategories(tx, [parentId])).at(0);
  if (parent === undefined) return fail(notFound(['input', 'parentId']));
  const id = newId();
  const path = [...(parent?.path ?? []), id];
  const category = { id, name, slug, description, parentId, path, sortOrder, active };
  if (!(await insertCategory(tx, category))) return fail({ kind: 'CategorySlugTaken', path: ['input', 'slug'], slug });
  const { newValue } = differences({}, factsOf(category));
  await record(tx, { action: 'createCategory', entityType: 'Category', entityId: id, oldValue: null, newValue });
  return ok(id);
}

/** What is written down of a category that the staff changes. */
function factsOf({ name, slug, description, parentId, sortOrder, active }: Category): Facts {
  const parent = parentId === null ? null : toTypeId('category', parentId);
  return { name, slug, description, parent, sortOrder, active };
}

async function categoryById(executor: Executor, id: string): Promise<Category> {
  const [category] = await readCategories(executor, [id]);
  if (!category) throw new Error(`Category ${id} is gone.`);
  return category;
}

export type CategoryUpdate = CategoryTexts & {
  caller: Caller;
  categoryId: string;
  /** Null: to the top. Undefined: stays. */
  parentId?: string | null | undefined;
  active?: boolean | undefined;
};

/** Renames, moves, sorts or hides a category. */
export async function updateCategory(
  deps: Deps,
  command: CategoryUpdate,
): Promise<Result<Category, InvalidInput | NotFound | CategorySlugTaken | CategoryCycle>> {
  const { caller, categoryId: id, ...changes } = command;
  const [problem, ...more] = validateCategory(changes);
  if (problem) return fail(problem, ...more);
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    await lockTree(tx);
    const [before] = await readCategories(tx, [id]);
    if (!before) return fail(notFound(['input', 'categoryId']));
    const parentId = changes.parentId === undefined ? before.parentId : changes.parentId;
    const parent = parentId === null ? null : (await readCategories(tx, [parentId])).at(0);
    if (parent === undefined) return fail(notFound(['input', 'parentId']));
    const path = pathBelow(parent, id);
    if (!path) return fail({ kind: 'CategoryCycle', path: ['input', 'parentId'] });

    const slug = changes.slug ?? before.slug;
    if (await isSlugTaken(tx, { slug, id })) return fail({ kind: 'CategorySlugTaken', path: ['input', 'slug'], slug });
    const category: Category = {
      id,
      name: changes.name?.trim() ?? before.name,
      slug,
      description: changes.description ?? before.description,
      parentId,
      path,
      sortOrder: changes.sortOrder ?? before.sortOrder,
      active: changes.active ?? before.active,
    };
    await saveCategory(tx, before, category);
    const values = differences(factsOf(before), factsOf(category));
    await record(tx, { action: 'updateCategory', entityType: 'Category', entityId: id, ...values });
    return ok(category);
  });
}

/** The top of the tree. Inactive categories are for those who edit it. */
export function topLevelCategories(deps: Deps, principal: Principal): Promise<Category[]> {
  return readTopLevel(deps.database.query, { inactive: hasScope(principal, 'category:write') });
}

export function findCategoryBySlug(deps: Deps, slug: string): Promise<Category | null> {
  return readCategoryBySlug(deps.database.query, slug);
}

export async function categoryExists(executor: Executor, id: string): Promise<boolean> {
  const found = await readCategories(executor, [id]);
  return found.length > 0;
}

/** Ids of categories by slug or name, both in lower case. */
export function categoriesByText(executor: Executor, texts: readonly string[]): Promise<Map<string, string>> {
  return findCategories(executor, texts);
}
