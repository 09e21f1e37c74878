import { putInCart } from '@caravan/testkit/goods';
import { matrix, type Principal } from './matrix.ts';
import { buyerAfterLogIn, byId, input, mutation } from './operations.ts';
import { untouchedTrade } from './trades.ts';
import type { World } from './world.ts';

const table = `
  field                              rule           nobody           guest            buyerA             buyerB     vendorX    vendorY    admin
  Cart.items                         cart:use       UNAUTHENTICATED  ok               ok                 ok         ok         ok         ok
  Cart.itemsTotals                   cart:use       UNAUTHENTICATED  ok               ok                 ok         ok         ok         ok
  Mutation.addCartItem               cart:use       UNAUTHENTICATED  ok               ok                 ok         ok         ok         ok
  Mutation.changeCartItem            cart:use       UNAUTHENTICATED  NotFound         ok                 NotFound   NotFound   NotFound   NotFound
  Mutation.removeCartItem            cart:use       UNAUTHENTICATED  NotFound         ok                 NotFound   NotFound   NotFound   NotFound
  Mutation.clearCart                 cart:use       UNAUTHENTICATED  ok               ok                 ok         ok         ok         ok
  Query.order                        authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 null       ok         null       ok
  Query.orders                       authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 empty      empty      empty      empty
  Query.orders/ofStore               authenticated  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN  ok         FORBIDDEN  ok
  Query.orders/everyone              authenticated  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN  FORBIDDEN  FORBIDDEN  ok
  User.orders                        authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 null       null       null       ok
  Order.deliveryAddress              -              UNAUTHENTICATED  UNAUTHENTICATED  ok                 null       ok         null       ok
  Order.history                      -              UNAUTHENTICATED  UNAUTHENTICATED  ok                 null       ok         null       ok
  Mutation.changeFulfilmentStatus    authenticated  UNAUTHENTICATED  UNAUTHENTICATED  InvalidTransition  NotFound   ok         NotFound   ok
  Mutation.cancelFulfilment          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  NotFound           NotFound   ok         NotFound   ok
  Mutation.cancelOrder               authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 NotFound   NotFound   NotFound   NotFound
  Subscription.orderUpdated          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 quiet      quiet      quiet      quiet
  Subscription.orderUpdated/one      authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 NOT_FOUND  ok         NOT_FOUND  ok
  Subscription.orderUpdated/ofStore  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN  ok         FORBIDDEN  ok
`;

const storeX = ({ vendorX }: World) => vendorX.storeId;
const ofOrder = (selection: string) =>
  byId(`query Matrix($id: ID!) { order(id: $id) { ${selection} } }`, ({ trade }) => trade.orderId);

/** Everybody's own cart has something in it. */
async function filled(world: World, who: Principal): Promise<object> {
  const { token } = world.as(who);
  if (token) await putInCart(world.client, { token }, world.goods.variantId);
  return {};
}

async function itemOfBuyerA(world: World): Promise<string> {
  await filled(world, 'buyerA');
  type Answer = { cart: { items: { id: string }[] } };
  const { cart } = await world.client.query<Answer>('query Items { cart { items { id } } }', {}, world.as('buyerA'));
  return cart.items[0]?.id ?? '';
}

export const tradeMatrix = matrix(table, {
  'Cart.items': { document: 'query Matrix { cart { items { id quantity } } }', variables: filled },
  'Cart.itemsTotals': { document: 'query Matrix { cart { itemsTotals { amountMinor } } }', variables: filled },
  'Mutation.addCartItem': mutation(
    'addCartItem',
    'cart { id }',
    input(({ goods }) => ({ variantId: goods.variantId })),
  ),
  'Mutation.changeCartItem': mutation(
    'changeCartItem',
    'cart { id }',
    input(async (world) => ({ cartItemId: await itemOfBuyerA(world), quantity: 2 })),
  ),
  'Mutation.removeCartItem': mutation(
    'removeCartItem',
    'cart { id }',
    input(async (world) => ({ cartItemId: await itemOfBuyerA(world) })),
  ),
  'Mutation.clearCart': { document: 'mutation Matrix { clearCart { cart { id } errors { __typename } } }' },
  'Query.order': ofOrder('id number status'),
  'Query.orders': { document: 'query Matrix { orders { nodes { id } } }' },
  'Query.orders/ofStore': byId('query Matrix($id: ID!) { orders(filter: { storeId: $id }) { nodes { id } } }', storeX),
  'Query.orders/everyone': { document: 'query Matrix { orders(filter: { everyone: true }) { nodes { id } } }' },
  'User.orders': buyerAfterLogIn('orders { nodes { id } }'),
  'Order.deliveryAddress': ofOrder(
    'deliveryAddress { name line1 street building apartment entrance floor intercom city postalCode country location { latitude longitude precision } }',
  ),
  'Order.history': ofOrder('history { to by at }'),
  'Mutation.changeFulfilmentStatus': mutation(
    'changeFulfilmentStatus',
    'fulfilment { id status }',
    input(async (world) => ({ fulfilmentId: (await untouchedTrade(world)).fulfilmentId, status: 'PREPARING' })),
  ),
  'Mutation.cancelFulfilment': mutation(
    'cancelFulfilment',
    'fulfilment { id status }',
    input(async (world) => ({ fulfilmentId: (await untouchedTrade(world)).fulfilmentId, reason: 'Broken' })),
  ),
  'Mutation.cancelOrder': mutation(
    'cancelOrder',
    'order { id status }',
    input(async (world) => ({ orderId: (await untouchedTrade(world)).orderId, reason: 'Changed my mind' })),
  ),
  'Subscription.orderUpdated': { document: 'subscription Matrix { orderUpdated { id status } }' },
  'Subscription.orderUpdated/one': byId(
    'subscription Matrix($id: ID!) { orderUpdated(orderId: $id) { id status } }',
    ({ trade }) => trade.orderId,
  ),
  'Subscription.orderUpdated/ofStore': byId(
    'subscription Matrix($id: ID!) { orderUpdated(storeId: $id) { id status } }',
    storeX,
  ),
});
