import type { PageRequest } from '@caravan/core/pages';
import { batchById } from '@caravan/subgraph/batch-by-id';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import type { Deps } from '../deps.ts';
import type { StockLevel } from './stock.domain.ts';
import { readLevels, readMovements } from './stock.store.ts';

export function stockLoaders(deps: Deps) {
  const { query } = deps.database;
  return {
    stockLevelsById: batchById<StockLevel>(
      (ids) => readLevels(query, ids),
      ({ variantId }) => variantId,
    ),
    movementsOfVariant: pagedLoaders(async (ids, page: PageRequest) => {
      const rows = Map.groupBy(await readMovements(query, ids, page), ({ variantId }) => variantId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
