import type { Money } from '@caravan/core/money';
import { CheckoutEnded, checkOut } from '../client/checkout.ts';
import { moveFulfilment } from '../client/fulfilments.ts';
import type { GraphqlClient } from '../client/graphql-client.ts';
import type { SignedIn } from '../client/people.ts';
import type { Basket } from './baskets.ts';
import { cartItemInput, type LoadedStore } from './stores.ts';
import type { Timings } from './timings.ts';

export type Buyer = SignedIn & { readonly addressId: string };

/** What became of a basket. */
export type Trade = { readonly basketId: string; readonly orderIds: readonly string[]; readonly captured: Money };

const errors = 'errors { __typename ... on UserError { message } }';
const clearCart = 'mutation ClearCart { clearCart { cart { id } } }';
const addCartItem = `mutation AddCartItem($input: AddCartItemInput!) { addCartItem(input: $input) { cart { id } ${errors} } }`;
const orderFulfilments =
  'query OrderFulfilments($id: ID!) { order(id: $id) { fulfilments { id status store { id } } } }';
const orderUpdated = 'subscription OrderUpdated($id: ID!) { orderUpdated(orderId: $id) { status } }';

const stepTimeoutMs = 60_000;
const mostTurns = 5;

type Context = { client: GraphqlClient; stores: ReadonlyMap<string, LoadedStore>; timings: Timings; currency: string };

/** One basket, whole: cart, checkout, payment, shipping, delivery, until its stores are paid. */
export async function runBasket(context: Context, buyer: Buyer, basket: Basket): Promise<Trade> {
  const { client, timings } = context;
  await timings.measure('cart', () => fillCart(context, buyer, basket));
  const { orderIds, captured } = await timings.measure('checkout and payment', () => buy(context, buyer, basket));
  for (const orderId of orderIds) {
    await timings.measure('shipping and delivery', () => deliver(context, buyer, orderId));
    await timings.measure('escrow release', () => completed(client, buyer, orderId));
  }
  return { basketId: basket.id, orderIds, captured };
}

/** A run that was cut off may have left a checkout that expired since: its key stands for that one, so the next is taken. */
async function buy(context: Context, buyer: Buyer, basket: Basket, turn = 1): ReturnType<typeof checkOut> {
  const { client, currency } = context;
  try {
    return await checkOut(client, buyer, {
      currency,
      deliveryAddressId: buyer.addressId,
      expectedTotal: basket.total,
      idempotencyKey: turn === 1 ? `replay-${basket.id}` : `replay-${basket.id}-${turn}`,
      timeoutMs: stepTimeoutMs,
    });
  } catch (error) {
    if (!(error instanceof CheckoutEnded && error.status === 'EXPIRED') || turn === mostTurns) throw error;
    return buy(context, buyer, basket, turn + 1);
  }
}

async function fillCart({ client, stores }: Context, buyer: Buyer, basket: Basket): Promise<void> {
  const as = { token: buyer.token };
  await client.query(clearCart, {}, as);
  for (const line of basket.lines) {
    const store = stores.get(line.sellerId);
    if (!store) throw new Error(`Basket ${basket.id} buys from seller ${line.sellerId}, who is not in sellers.csv.`);
    await client.mutate(addCartItem, cartItemInput(store, line), as);
  }
}

async function deliver({ client, stores }: Context, buyer: Buyer, orderId: string): Promise<void> {
  type Found = { order: { fulfilments: { id: string; status: string; store: { id: string } }[] } };
  const { order } = await client.query<Found>(orderFulfilments, { id: orderId }, { token: buyer.token });
  const owners = new Map([...stores.values()].map(({ id, owner }) => [id, owner]));
  for (const fulfilment of order.fulfilments) {
    const owner = owners.get(fulfilment.store.id);
    if (!owner) throw new Error(`Order ${orderId} has a fulfilment of a store that replay did not load.`);
    await moveFulfilment(client, owner, fulfilment);
  }
}

async function completed(client: GraphqlClient, buyer: Buyer, orderId: string): Promise<void> {
  const until = ({ orderUpdated: { status } }: { orderUpdated: { status: string } }) => status === 'COMPLETED';
  await client.waitFor(orderUpdated, { id: orderId }, until, { token: buyer.token, timeoutMs: stepTimeoutMs });
}
