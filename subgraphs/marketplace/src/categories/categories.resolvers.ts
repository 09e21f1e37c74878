import { CaravanError } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { hasScope, type Principal } from '@caravan/core/principal';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { type Category, type CategorySlugTaken, depth } from './categories.domain.ts';
import { createCategory, findCategoryBySlug, topLevelCategories, updateCategory } from './categories.usecases.ts';

export const categoryResolvers: Resolvers = {
  Query: {
    categories: async (_root, { parentId }, { deps, principal, loaders }) =>
      parentId == null
        ? topLevelCategories(deps, principal)
        : loaders.childrenOfCategory.load(fromTypeId('category', parentId)),
    category: async (_root, { id, slug }, { deps, principal, loaders }) => {
      if ((id == null) === (slug == null)) throw new CaravanError('BAD_USER_INPUT', 'Give exactly one of id and slug.');
      const category =
        id == null
          ? await findCategoryBySlug(deps, slug ?? '')
          : await loaders.categoriesById.load(fromTypeId('category', id));
      return visibleCategory(category, principal);
    },
  },
  Mutation: {
    createCategory: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        name: input.name,
        slug: input.slug ?? null,
        description: input.description ?? '',
        parentId: input.parentId == null ? null : fromTypeId('category', input.parentId),
        sortOrder: input.sortOrder ?? 0,
        active: input.active ?? true,
        idempotencyKey: input.idempotencyKey,
      };
      return payload(await createCategory(deps, command), 'category', { CategorySlugTaken: slugMessage });
    },
    updateCategory: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        categoryId: fromTypeId('category', input.categoryId),
        name: input.name ?? undefined,
        slug: input.slug ?? undefined,
        description: input.description ?? undefined,
        parentId: input.parentId == null ? input.parentId : fromTypeId('category', input.parentId),
        sortOrder: input.sortOrder ?? undefined,
        active: input.active ?? undefined,
      };
      return payload(await updateCategory(deps, command), 'category', {
        CategorySlugTaken: slugMessage,
        CategoryCycle: () => 'A category cannot be moved below itself.',
      });
    },
  },
  Category: {
    __resolveReference: ({ id }, { loaders }) => loaders.categoriesById.load(fromTypeId('category', id)),
    id: ({ id }) => toTypeId('category', id),
    depth,
    parent: ({ parentId }, _args, { loaders }) => (parentId === null ? null : loaders.categoriesById.load(parentId)),
    ancestors: async ({ path }, _args, { loaders }) => {
      const found = await loaders.categoriesById.loadMany(path.slice(0, -1));
      return found.filter((category): category is Category => category !== null && !(category instanceof Error));
    },
    children: ({ id }, _args, { loaders }) => loaders.childrenOfCategory.load(id),
  },
};

function visibleCategory(category: Category | null, principal: Principal): Category | null {
  return category?.active || hasScope(principal, 'category:write') ? category : null;
}

function slugMessage({ slug }: CategorySlugTaken): string {
  return `Another category has the slug ${slug}.`;
}
