import type { PageRequest } from '@caravan/core/pages';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import { countByTarget, countFavouritesOf, likedAmong, readFavouritesOf } from './favourites.store.ts';

export function favouriteLoaders(deps: Deps) {
  const { query } = deps.database;
  return {
    favouritesOfUser: pagedLoaders(async (ids, page: PageRequest) => {
      const rows = Map.groupBy(await readFavouritesOf(query, ids, page), ({ userId }) => userId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
    favouriteTotalOfUser: new DataLoader<string, number>(async (ids) => {
      const totals = await countFavouritesOf(query, ids);
      return ids.map((id) => totals.get(id) ?? 0);
    }),
    favouriteTotalOfTarget: new DataLoader<string, number>(async (ids) => {
      const totals = await countByTarget(query, ids);
      return ids.map((id) => totals.get(id) ?? 0);
    }),
    /** Whether a person likes a thing. */
    isFavourite: pagedLoaders(async (targetIds, { userId }: { userId: string }) => {
      const liked = await likedAmong(query, userId, targetIds);
      return targetIds.map((id) => liked.has(id));
    }),
  };
}
