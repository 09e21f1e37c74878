import { fromTypeId } from '@caravan/core/ids';
import type { Resolvers } from '../generated/graphql.ts';
import { searchUsers } from './user-search.usecases.ts';

export const userSearchResolvers: Resolvers = {
  Query: {
    users: async (_root, { filter, ...page }, { deps, caller, loaders }) => {
      const found = await searchUsers(deps, caller, { filter: filter ?? {}, page });
      const people = await Promise.all(found.edges.map(({ node }) => loaders.people.load(node.id)));
      const edges = found.edges.flatMap(({ cursor }, index) => {
        const node = people[index];
        return node ? [{ node, cursor }] : [];
      });
      return { edges, nodes: edges.map(({ node }) => node), pageInfo: found.pageInfo };
    },
    user: (_root, { id }, { loaders }) => loaders.people.load(fromTypeId('user', id)),
  },
};
