import { CaravanError } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Principal } from '@caravan/core/principal';
import { ok, type Result } from '@caravan/core/result';
import { payload } from '@caravan/subgraph/payload';
import type { Resolvers } from '../generated/graphql.ts';
import { present } from '../present.ts';
import type { Context } from '../subgraph.ts';
import { type CartFull, type CartOwner, type CartStub, type InsufficientStock, totals } from './cart.domain.ts';
import { addCartItem, changeCartItem, clearCart, removeCartItem } from './cart.usecases.ts';

export const cartResolvers: Resolvers = {
  Mutation: {
    addCartItem: async (_root, { input }, context) => {
      const owner = ownerOf(context.principal);
      const { variantId, quantity = 1, shippingRateId } = input;
      const result = await addCartItem(context.deps, {
        owner,
        quantity,
        variantId: fromTypeId('variant', variantId),
        shippingRateId: shippingRateId == null ? null : fromTypeId('shippingRate', shippingRateId),
      });
      return payload(cartAfter(result, owner, context), 'cart', { ...stockMessages, ...cartMessages });
    },
    changeCartItem: async (_root, { input }, context) => {
      const owner = ownerOf(context.principal);
      const { cartItemId, quantity, shippingRateId } = input;
      const result = await changeCartItem(context.deps, {
        ownerId: owner.id,
        cartItemId: fromTypeId('cartItem', cartItemId),
        quantity: quantity ?? undefined,
        shippingRateId: shippingRateId == null ? shippingRateId : fromTypeId('shippingRate', shippingRateId),
      });
      return payload(cartAfter(result, owner, context), 'cart', stockMessages);
    },
    removeCartItem: async (_root, { input }, context) => {
      const owner = ownerOf(context.principal);
      const command = { ownerId: owner.id, cartItemId: fromTypeId('cartItem', input.cartItemId) };
      return payload(cartAfter(await removeCartItem(context.deps, command), owner, context), 'cart');
    },
    clearCart: async (_root, _arguments, context) => {
      const owner = ownerOf(context.principal);
      await clearCart(context.deps, owner.id);
      context.loaders.cartsByOwner.clear(owner.id);
      return { cart: { ownerId: owner.id }, errors: [] };
    },
  },
  Cart: {
    // Somebody else's cart reads as missing.
    __resolveReference: ({ id }, { principal }) => {
      const ownerId = fromTypeId('cart', id);
      return principal.id === ownerId ? { ownerId } : null;
    },
    id: ({ ownerId }) => toTypeId('cart', ownerId),
    items: async ({ ownerId }, _arguments, { loaders }) => [...(await loaders.cartsByOwner.load(ownerId)).items],
    itemsTotals: async ({ ownerId }, _arguments, { loaders }) => totals(await loaders.cartsByOwner.load(ownerId)),
  },
  CartItem: {
    id: ({ id }) => toTypeId('cartItem', id),
    product: ({ offer }, _arguments, { loaders }) => present(loaders.productsById.load(offer.productId)),
    variant: ({ offer }, _arguments, { loaders }) => present(loaders.variantsById.load(offer.variantId)),
    store: ({ offer }, _arguments, { loaders }) => present(loaders.storesById.load(offer.storeId)),
    shippingRate: ({ rate }) => rate,
  },
};

function ownerOf({ kind, id }: Principal): CartOwner {
  if (id === null) throw new CaravanError('UNAUTHENTICATED', 'A cart needs a guest token or an account.');
  return { id, isGuest: kind === 'guest' };
}

/** The owner's cart after a change: whatever this operation has read of it before is stale. */
function cartAfter<Refusal>(
  result: Result<null, Refusal>,
  owner: CartOwner,
  { loaders }: Context,
): Result<CartStub, Refusal> {
  loaders.cartsByOwner.clear(owner.id);
  return result.ok ? ok({ ownerId: owner.id }) : result;
}

const stockMessages = {
  InsufficientStock: ({ available }: InsufficientStock) =>
    available === 0 ? 'It is sold out.' : `Only ${available} can be had now.`,
};
const cartMessages = {
  CartFull: ({ limit }: CartFull) => `A cart holds at most ${limit} different items.`,
};
