import { CaravanError } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import { mayReadUser, withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../subgraph.ts';
import {
  isStaffVisible,
  isStoreVisible,
  type LastOwner,
  type Store,
  type StoreStatus,
  type StoreTransitionRefused,
} from './stores.domain.ts';
import {
  applyForStore,
  changeStaff,
  changeStoreStatus,
  findStoreBySlug,
  listStoresFor,
  updateStore,
} from './stores.usecases.ts';

/** The store, if the caller may see it. */
export async function visibleStore(store: Store | null, { principal, loaders }: Context): Promise<Store | null> {
  if (!store) return null;
  const role = await loaders.roleInStore.load(store.id);
  return isStoreVisible(store, { role, principal }) ? store : null;
}

export const storeResolvers: Resolvers = {
  Query: {
    store: async (_root, { id, slug }, context) => {
      if ((id == null) === (slug == null)) throw new CaravanError('BAD_USER_INPUT', 'Give exactly one of id and slug.');
      const store =
        id == null
          ? await findStoreBySlug(context.deps, slug ?? '')
          : await context.loaders.storesById.load(fromTypeId('store', id));
      return visibleStore(store, context);
    },
    stores: async (_root, { filter, ...page }, { deps, principal }) => {
      const status = filter?.status ?? 'ACTIVE';
      const text = filter?.text?.trim() || null;
      return withNodes(await listStoresFor(deps, { principal, status, text, page }));
    },
  },
  Mutation: {
    applyForStore: async (_root, { input }, { deps, principal }) => {
      const { name, currency, idempotencyKey, slug = null, description = null } = input;
      const command = { principal, name, currency, idempotencyKey, slug, description };
      return payload(await applyForStore(deps, command), 'store', {
        SlugTaken: ({ slug: taken }) => `Another store has the slug ${taken}.`,
      });
    },
    approveStore: async (_root, { input }, { deps, caller }) =>
      payload(
        await changeStoreStatus(deps, { caller, ...statusChange(input.storeId, 'ACTIVE') }),
        'store',
        statusMessages,
      ),
    suspendStore: async (_root, { input }, { deps, caller }) =>
      payload(
        await changeStoreStatus(deps, { caller, ...statusChange(input.storeId, 'SUSPENDED') }),
        'store',
        statusMessages,
      ),
    updateStore: async (_root, { input }, { deps, principal }) => {
      const command = {
        principal,
        storeId: fromTypeId('store', input.storeId),
        version: input.version ?? null,
        name: input.name ?? undefined,
        description: input.description ?? undefined,
      };
      return payload(await updateStore(deps, command), 'store', {
        StoreVersionConflict: () => 'Somebody changed the store meanwhile.',
      });
    },
    addStoreStaff: async (_root, { input }, { deps, principal }) => {
      const command = { principal, ...memberOf(input), role: input.role };
      return payload(await changeStaff(deps, command), 'store', staffMessages);
    },
    removeStoreStaff: async (_root, { input }, { deps, principal }) => {
      const command = { principal, ...memberOf(input), role: null };
      return payload(await changeStaff(deps, command), 'store', staffMessages);
    },
  },
  Store: {
    __resolveReference: async ({ id }, context) =>
      visibleStore(await context.loaders.storesById.load(fromTypeId('store', id)), context),
    id: ({ id }) => toTypeId('store', id),
    staff: async ({ id }, _args, { loaders, principal }) => {
      const role = await loaders.roleInStore.load(id);
      return isStaffVisible({ role, principal }) ? loaders.staffOfStore.load(id) : null;
    },
  },
  StoreStaffMember: {
    user: ({ userId }) => ({ id: userId }),
  },
  User: {
    stores: async ({ id }, page, { deps, principal, loaders }) => {
      if (!mayReadUser(principal, id)) return null;
      const request = deps.pager.request('storesOfUser', page);
      const rows = await loaders.storesOfUser(request).load(id);
      return withNodes(deps.pager.connection('storesOfUser', request, rows, (store) => [store.id]));
    },
  },
};

function statusChange<Status extends StoreStatus>(storeId: string, status: Status) {
  return { storeId: fromTypeId('store', storeId), status };
}

function memberOf({ storeId, userId }: { storeId: string; userId: string }) {
  return { storeId: fromTypeId('store', storeId), userId: fromTypeId('user', userId) };
}

const statusMessages = {
  StoreTransitionRefused: ({ status }: StoreTransitionRefused) => `A store that is ${status} cannot take this step.`,
};
const staffMessages = {
  LastOwner: (_error: LastOwner) => 'A store always has an owner: make somebody else one first.',
};
