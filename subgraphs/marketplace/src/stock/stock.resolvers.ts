import { CaravanError } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { ok } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import { withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { seesAllProducts, type Variant } from '../products/products.domain.ts';
import type { Context } from '../subgraph.ts';
import { available, type StockBelowReserved } from './stock.domain.ts';
import { adjustStock, readStockHealth } from './stock-levels.usecases.ts';

export const stockResolvers: Resolvers = {
  Query: {
    stockHealth: (_root, _args, { deps }) => readStockHealth(deps),
  },
  Mutation: {
    adjustStock: async (_root, { input }, { deps, caller, loaders }) => {
      const kind = input.kind ?? 'ADJUSTED';
      if (kind !== 'RECEIVED' && kind !== 'ADJUSTED') {
        throw new CaravanError('BAD_USER_INPUT', 'People enter RECEIVED and ADJUSTED movements only.');
      }
      const { change = null, onHand = null, reason, idempotencyKey } = input;
      const variantId = fromTypeId('variant', input.variantId);
      const command = { caller, variantId, change, onHand, kind, reason, idempotencyKey } as const;
      const result = await adjustStock(deps, command);
      const adjusted = result.ok ? ok(await loaders.variantsById.load(result.value)) : result;
      return payload(adjusted, 'variant', {
        StockBelowReserved: ({ reserved }: StockBelowReserved) => `${reserved} pieces are promised to checkouts.`,
      });
    },
  },
  Variant: {
    available: async ({ id }, _args, { loaders }) => {
      const level = await loaders.stockLevelsById.load(id);
      return level ? available(level) : 0;
    },
    stock: async (variant, _args, context) =>
      (await maySeeStock(variant, context)) ? context.loaders.stockLevelsById.load(variant.id) : null,
    stockMovements: async (variant, page, context) => {
      if (!(await maySeeStock(variant, context))) return null;
      const { pager } = context.deps;
      const request = pager.request('stockMovements', page);
      const rows = await context.loaders.movementsOfVariant(request).load(variant.id);
      return withNodes(pager.connection('stockMovements', request, rows, ({ id }) => [id]));
    },
  },
  StockLevel: { available },
  StockMovement: {
    id: ({ id }) => toTypeId('stockMovement', id),
  },
};

async function maySeeStock({ storeId }: Variant, { loaders, principal }: Context): Promise<boolean> {
  return seesAllProducts({ role: await loaders.roleInStore.load(storeId), principal });
}
