import { type InvalidInput, invalidInput } from '@caravan/core/errors';

export type Category = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly parentId: string | null;
  /** Ids from the top down to this category itself. */
  readonly path: readonly string[];
  readonly sortOrder: number;
  readonly active: boolean;
};

/** The category of whatever has no other; made by the first migration. */
export const otherCategoryId = '01900000-0000-7000-8000-000000000001';

export type CategorySlugTaken = { kind: 'CategorySlugTaken'; path: readonly string[]; slug: string };
export type CategoryCycle = { kind: 'CategoryCycle'; path: readonly string[] };

export function depth({ path }: Category): number {
  return path.length - 1;
}

/** The path of a category below a parent; null when the parent is the category itself or below it. */
export function pathBelow(parent: Category | null, id: string): readonly string[] | null {
  if (parent?.path.includes(id)) return null;
  return [...(parent?.path ?? []), id];
}

export type CategoryTexts = {
  name?: string | undefined;
  slug?: string | undefined;
  description?: string | undefined;
  sortOrder?: number | undefined;
};

export function validateCategory({ name, slug, description }: CategoryTexts): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (name !== undefined && (name.trim().length === 0 || name.length > 100)) {
    problems.push(invalidInput(['input', 'name'], 'A name has 1 to 100 characters.'));
  }
  if (slug !== undefined && !/^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    problems.push(invalidInput(['input', 'slug'], 'A slug has 1 to 100 of a-z, 0-9 and single - between them.'));
  }
  if (description !== undefined && description.length > 5_000) {
    problems.push(invalidInput(['input', 'description'], 'A description has at most 5,000 characters.'));
  }
  return problems;
}
