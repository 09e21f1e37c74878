import { fromTypeId, type IdKind, idPrefixes, toTypeId } from '@caravan/core/ids';
import { withNodes } from '../connection.ts';
import type { AdminActionFilter, InputMaybe, Resolvers } from '../generated/graphql.ts';
import type { AdminActionCriteria } from './admin-actions.store.ts';
import { listAdminActions } from './admin-actions.usecases.ts';

export const adminActionResolvers: Resolvers = {
  Query: {
    adminActions: async (_root, { filter, ...page }, { deps, caller }) => {
      return withNodes(await listAdminActions(deps, caller, { filter: toCriteria(filter), page }));
    },
  },
  AdminAction: {
    id: ({ id }) => toTypeId('adminAction', id),
    admin: ({ adminId }, _arguments, { loaders }) => loaders.people.load(adminId),
    entityId: ({ entityType, entityId }) => {
      const kind = kindOf(entityType);
      return kind ? toTypeId(kind, entityId) : entityId;
    },
    details: (action, _arguments, { loaders }) => loaders.adminActionDetails.load(action),
  },
};

function toCriteria(filter: InputMaybe<AdminActionFilter>): AdminActionCriteria {
  const { adminId, entityType, entityId } = filter ?? {};
  const kind = entityType ? kindOf(entityType) : null;
  return {
    ...filter,
    adminId: adminId ? fromTypeId('user', adminId) : null,
    entityId: entityId && kind ? fromTypeId(kind, entityId) : entityId,
  };
}

/** Types of entities are kinds of ids with a capital, in every subgraph; null for what is known by a key. */
function kindOf(entityType: string): IdKind | null {
  const kind = `${entityType.charAt(0).toLowerCase()}${entityType.slice(1)}`;
  return Object.hasOwn(idPrefixes, kind) ? (kind as IdKind) : null;
}
