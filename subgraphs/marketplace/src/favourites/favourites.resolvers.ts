import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import { mayReadUser, withNodes } from '../connection.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { visibleProduct } from '../products/visible-product.ts';
import { addFavourite, removeFavourite } from './favourites.usecases.ts';

export const favouriteResolvers: Resolvers = {
  Mutation: {
    addFavourite: async (_root, { input }, context) => {
      const { deps, principal, loaders } = context;
      const productId = fromTypeId('product', input.targetId);
      const product = await visibleProduct(await loaders.productsById.load(productId), context);
      const result = await addFavourite(deps, { principal, productId, isVisible: product !== null });
      return payload(result, 'favourite');
    },
    removeFavourite: async (_root, { input }, { deps, principal }) => {
      await removeFavourite(deps, { principal, productId: fromTypeId('product', input.targetId) });
      return { targetId: input.targetId, errors: [] };
    },
  },
  User: {
    favourites: async ({ id }, page, { deps, principal, loaders }) => {
      if (!mayReadUser(principal, id)) return null;
      const request = deps.pager.request('favourites', page);
      const rows = await loaders.favouritesOfUser(request).load(id);
      const connection = deps.pager.connection('favourites', request, rows, (favourite) => [favourite.id]);
      return { ...withNodes(connection), userId: id };
    },
    isFavourite: async ({ id }, { targetId }, { principal, loaders }) => {
      if (!mayReadUser(principal, id)) return null;
      return loaders.isFavourite({ userId: id }).load(fromTypeId('product', targetId));
    },
  },
  Product: {
    isFavourite: async ({ id }, _args, { principal, loaders }) =>
      loaders.isFavourite({ userId: userIdOf(principal) }).load(id),
    favouriteCount: ({ id }, _args, { loaders }) => loaders.favouriteTotalOfTarget.load(id),
  },
  FavouriteConnection: {
    totalCount: ({ userId }, _args, { loaders }) => loaders.favouriteTotalOfUser.load(userId),
  },
  Favourite: {
    id: ({ id }) => toTypeId('favourite', id),
    target: async ({ targetId }, _args, context) =>
      visibleProduct(await context.loaders.productsById.load(targetId), context),
  },
  FavouriteTarget: {
    __resolveType: () => 'Product',
  },
};
