import type { Caller } from '@caravan/core/principal';
import { hasScope } from '@caravan/core/principal';
import { batchById, batchManyById } from '@caravan/subgraph/batch-by-id';
import type { Deps } from '../deps.ts';
import type { Category } from './categories.domain.ts';
import { readCategories, readChildren } from './categories.store.ts';

export function categoryLoaders(deps: Deps, { principal }: Caller) {
  const visibility = { inactive: hasScope(principal, 'category:write') };
  return {
    categoriesById: batchById<Category>(
      (ids) => readCategories(deps.database.query, ids),
      ({ id }) => id,
    ),
    childrenOfCategory: batchManyById<Category>(
      (ids) => readChildren(deps.database.query, ids, visibility),
      ({ parentId }) => parentId ?? '',
    ),
  };
}
