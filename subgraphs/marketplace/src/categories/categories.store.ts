import type { Executor, Transaction } from '@caravan/database/database';
import { and, arrayContains, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Category } from './categories.domain.ts';
import { categories } from './categories.tables.ts';

const inOrder = [asc(categories.sortOrder), asc(categories.name), asc(categories.id)];

export async function readCategories(executor: Executor, ids: readonly string[]): Promise<Category[]> {
  if (ids.length === 0) return [];
  return executor
    .select()
    .from(categories)
    .where(inArray(categories.id, [...ids]));
}

export async function readCategoryBySlug(executor: Executor, slug: string): Promise<Category | null> {
  const [category] = await executor.select().from(categories).where(eq(categories.slug, slug));
  return category ?? null;
}

export type Visibility = { inactive: boolean };

export async function readTopLevel(executor: Executor, { inactive }: Visibility): Promise<Category[]> {
  return executor
    .select()
    .from(categories)
    .where(and(isNull(categories.parentId), inactive ? undefined : eq(categories.active, true)))
    .orderBy(...inOrder);
}

export async function readChildren(
  executor: Executor,
  parentIds: readonly string[],
  { inactive }: Visibility,
): Promise<Category[]> {
  return executor
    .select()
    .from(categories)
    .where(and(inArray(categories.parentId, [...parentIds]), inactive ? undefined : eq(categories.active, true)))
    .orderBy(...inOrder);
}

/** Categories by slug or by name, whatever the case; both are looked up in lower case. */
export async function findCategories(executor: Executor, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const rows = await executor
    .select({ id: categories.id, slug: categories.slug, name: sql<string>`lower(${categories.name})` })
    .from(categories)
    .where(or(inArray(categories.slug, wanted), inArray(sql`lower(${categories.name})`, wanted)))
    .orderBy(...inOrder);
  // A slug is unique, so it wins over a name; of two equal names the first in order.
  const byName = rows.toReversed().map(({ id, name }) => [name, id] as const);
  return new Map([...byName, ...rows.map(({ id, slug }) => [slug, id] as const)]);
}

/** Moves and cycles are decided one after the other, whichever branches they touch. */
export async function lockTree(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('marketplace categories'))`);
}

/** False when the slug is taken. */
export async function insertCategory(tx: Transaction, category: Category): Promise<boolean> {
  const rows = await tx
    .insert(categories)
    .values({ ...category, path: [...category.path] })
    .onConflictDoNothing({ target: categories.slug })
    .returning({ id: categories.id });
  return rows.length > 0;
}

export async function isSlugTaken(tx: Transaction, { slug, id }: { slug: string; id: string }): Promise<boolean> {
  const rows = await tx
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.slug, slug), ne(categories.id, id)));
  return rows.length > 0;
}

/** Saves a category; when its path changes, everything below it follows. */
export async function saveCategory(tx: Transaction, before: Category, category: Category): Promise<void> {
  const moved = before.path.join() !== category.path.join();
  await tx
    .update(categories)
    .set({ ...category, path: [...category.path] })
    .where(eq(categories.id, category.id));
  if (!moved) return;
  await tx
    .update(categories)
    .set({ path: sql`${sqlPath(category.path)} || ${categories.path}[${before.path.length + 1}::int :]` })
    .where(and(arrayContains(categories.path, [category.id]), ne(categories.id, category.id)));
}

function sqlPath(path: readonly string[]) {
  return sql`array[${sql.join(
    path.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`;
}
