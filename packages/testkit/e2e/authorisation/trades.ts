import { type CheckoutState, checkOut, submitCard } from '@caravan/cli/client/checkout';
import { type FulfilmentStep, moveFulfilment } from '@caravan/cli/client/fulfilments';
import type { CallOptions } from '@caravan/cli/client/graphql-client';
import { unique } from '@caravan/testkit/caravan';
import type { World } from './world.ts';

export type Trade = {
  readonly orderId: string;
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly fulfilmentId: string;
  /** The piece's line of the checkout. */
  readonly lineId: string;
};

type Parts = Pick<World, 'client' | 'buyerA' | 'vendorX' | 'goods' | 'shippingRateId'>;
type FoundOrder = {
  order: { status: string; fulfilments: { id: string; status: string }[]; payments: { id: string }[] };
};

const findOrder = `query FindOrder($id: ID!) {
  order(id: $id) { status fulfilments { id status } payments { id } }
}`;
const findLines = 'query FindLines($id: ID!) { checkout(id: $id) { lines { id kind } } }';
const clearCart = 'mutation ClearCart { clearCart { cart { id } } }';
const addCartItem = `mutation AddCartItem($input: AddCartItemInput!) {
  addCartItem(input: $input) { cart { id } errors { __typename ... on UserError { message } } }
}`;
const openCheckouts = 'query OpenCheckouts { me { checkouts(first: 1) { nodes { id status } } } }';
const cancelCheckout = `mutation CancelCheckout($input: CancelCheckoutInput!) {
  cancelCheckout(input: $input) { errors { __typename ... on UserError { message } } }
}`;
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) {
  startCheckout(input: $input) { checkout { id } errors { __typename ... on UserError { message } } }
}`;
const checkoutUpdated =
  'subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { id status payment { status redirectUrl } } }';
const orderUpdated = 'subscription OrderUpdated($id: ID!) { orderUpdated(orderId: $id) { status } }';

/** Buyer A buys a piece from store X and pays; delivered on request, and then the store is paid too. */
export async function trade(parts: Parts, upTo?: FulfilmentStep): Promise<Trade> {
  const { client, buyerA, vendorX } = parts;
  const as = { token: buyerA.token };
  await fillCart(parts);
  const { checkoutId, orderIds } = await checkOut(client, buyerA, {
    currency: 'EUR',
    deliveryAddressId: buyerA.addressId,
    idempotencyKey: unique('trade'),
    timeoutMs: 20_000,
  });
  const orderId = orderIds[0] ?? '';
  const { order } = await client.query<FoundOrder>(findOrder, { id: orderId }, as);
  const [fulfilment] = order.fulfilments;
  if (!fulfilment) throw new Error(`The order ${orderId} has no fulfilment.`);
  if (upTo) await moveFulfilment(client, vendorX, fulfilment, upTo);
  if (upTo === 'DELIVERED') {
    type Event = { orderUpdated: { status: string } };
    const isOver = (event: Event) => event.orderUpdated.status === 'COMPLETED';
    await client.waitFor<Event>(orderUpdated, { id: orderId }, isOver, { ...as, timeoutMs: 20_000 });
  }
  type FoundLines = { checkout: { lines: { id: string; kind: string }[] } };
  const { checkout } = await client.query<FoundLines>(findLines, { id: checkoutId }, as);
  return {
    orderId,
    checkoutId,
    paymentId: order.payments[0]?.id ?? '',
    fulfilmentId: fulfilment.id,
    lineId: checkout.lines.find(({ kind }) => kind === 'PRODUCT')?.id ?? '',
  };
}

const current = new WeakMap<World, Trade>();

/** A paid trade that nobody has touched yet; the one of before if it still is. */
export async function untouchedTrade(world: World): Promise<Trade> {
  const known = current.get(world);
  if (known) {
    const as = { token: world.buyerA.token };
    const { order } = await world.client.query<FoundOrder>(findOrder, { id: known.orderId }, as);
    if (order.status === 'CONFIRMED') return known;
  }
  const made = await trade(world);
  current.set(world, made);
  return made;
}

/** Buyer A's checkout that waits for its payment, or whose payment was declined. */
export async function openCheckout(world: World, payment: 'PENDING' | 'FAILED'): Promise<string> {
  const { client, buyerA } = world;
  const as = { token: buyerA.token };
  await fillCart(world);
  const input = { currency: 'EUR', deliveryAddressId: buyerA.addressId, idempotencyKey: unique('open') };
  const { checkout } = await client.mutate<{ checkout: { id: string } }>(startCheckout, input, as);
  type Event = { checkoutUpdated: CheckoutState };
  const until = async (condition: (payment: CheckoutState['payment']) => boolean) =>
    client.waitFor<Event>(
      checkoutUpdated,
      { id: checkout.id },
      ({ checkoutUpdated: state }) => condition(state.payment),
      { ...as, timeoutMs: 20_000 },
    );
  const { checkoutUpdated: payable } = await until((state) => Boolean(state?.redirectUrl));
  if (payment === 'FAILED') {
    await submitCard(payable.payment?.redirectUrl ?? '', '4000000000000002');
    await until((state) => state?.status === 'FAILED');
  }
  return checkout.id;
}

/** One piece, and nothing else. */
async function fillCart({ client, buyerA, goods, shippingRateId }: Parts): Promise<void> {
  const as = { token: buyerA.token };
  await endOpenCheckout({ client, as });
  await client.query(clearCart, {}, as);
  await client.mutate(addCartItem, { variantId: goods.variantId, shippingRateId }, as);
}

/** A buyer has one checkout at a time. */
async function endOpenCheckout({ client, as }: { client: World['client']; as: CallOptions }): Promise<void> {
  type Found = { me: { checkouts: { nodes: { id: string; status: string }[] } } };
  const { me } = await client.query<Found>(openCheckouts, {}, as);
  const [newest] = me.checkouts.nodes;
  if (newest?.status !== 'AWAITING_PAYMENT' && newest?.status !== 'RESERVING') return;
  await client.mutate(cancelCheckout, { checkoutId: newest.id }, as);
}
