import type { PageRequest } from '@caravan/core/pages';
import { batchById } from '@caravan/subgraph/batch-by-id';
import { pagedLoaders } from '@caravan/subgraph/paged-loaders';
import type { Deps } from '../deps.ts';
import type { ImportJob } from './imports.domain.ts';
import { readImportJobs, readRowErrors } from './imports.store.ts';

export function importLoaders(deps: Deps) {
  const { query } = deps.database;
  return {
    importJobsById: batchById<ImportJob>(
      (ids) => readImportJobs(query, ids),
      ({ id }) => id,
    ),
    errorsOfImport: pagedLoaders(async (ids, page: PageRequest) => {
      const rows = Map.groupBy(await readRowErrors(query, ids, page), ({ importJobId }) => importJobId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
