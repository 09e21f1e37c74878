import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import { withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { seesAllProducts } from '../products/products.domain.ts';
import type { Context } from '../subgraph.ts';
import type { ImportJob } from './imports.domain.ts';
import { createImportUpload, importProducts, watchImport } from './imports.usecases.ts';

export const importResolvers: Resolvers = {
  Query: {
    importJob: (_root, { id }, context) => visibleJob(id, context),
  },
  Mutation: {
    createImportUpload: async (_root, { input }, { deps, principal }) => {
      const command = { principal, storeId: fromTypeId('store', input.storeId) };
      return payload(await createImportUpload(deps, command), ['fileId', 'uploadUrl']);
    },
    importProducts: async (_root, { input }, { deps, caller }) => {
      const command = {
        caller,
        storeId: fromTypeId('store', input.storeId),
        csv: input.csv ?? null,
        fileId: input.fileId ?? null,
        mode: input.mode ?? 'PARTIAL',
        idempotencyKey: input.idempotencyKey,
      };
      return payload(await importProducts(deps, command), 'importJob');
    },
  },
  Subscription: {
    importUpdated: {
      subscribe: (_root, { id }, { deps, principal }) =>
        watchImport(deps, { principal, importJobId: fromTypeId('importJob', id) }),
      resolve: (job: ImportJob) => job,
    },
  },
  ImportJob: {
    __resolveReference: ({ id }, context) => visibleJob(id, context),
    id: ({ id }) => toTypeId('importJob', id),
    store: async ({ storeId }, _args, { loaders }) => {
      const store = await loaders.storesById.load(storeId);
      if (!store) throw new Error('An import belongs to a store.');
      return store;
    },
    errors: async ({ id }, page, { deps, loaders }) => {
      const request = deps.pager.request('importErrors', page);
      const rows = await loaders.errorsOfImport(request).load(id);
      return withNodes(deps.pager.connection('importErrors', request, rows, (error) => [error.id]));
    },
  },
};

async function visibleJob(id: string, { loaders, principal }: Context): Promise<ImportJob | null> {
  const job = await loaders.importJobsById.load(fromTypeId('importJob', id));
  if (!job) return null;
  return seesAllProducts({ role: await loaders.roleInStore.load(job.storeId), principal }) ? job : null;
}
