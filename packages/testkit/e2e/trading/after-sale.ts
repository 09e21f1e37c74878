import { moveFulfilment } from '@caravan/cli/client/fulfilments';
import { type GraphqlClient, OperationError } from '@caravan/cli/client/graphql-client';
import type { Vendor } from '@caravan/testkit/people';
import type { Attempts } from './lives.ts';
import { type OnSale, orderEnds, refundedMinor, type Trade, takeStep } from './trade.ts';

type Fulfilment = { id: string; status: string; store: { id: string } };
type Order = { status: string; paymentStatus: string | null };

const errors = 'errors { __typename ... on UserError { message } }';
const fulfilmentsOf = 'query FulfilmentsOf($id: ID!) { order(id: $id) { fulfilments { id status store { id } } } }';
const linesOf = 'query LinesOf($id: ID!) { payment(id: $id) { lines { id } } }';
const cancelFulfilment = `mutation CancelFulfilment($input: CancelFulfilmentInput!) { cancelFulfilment(input: $input) { fulfilment { id } ${errors} } }`;
const cancelOrder = `mutation CancelOrder($input: CancelOrderInput!) { cancelOrder(input: $input) { order { id } ${errors} } }`;
const refundPayment = `mutation RefundPayment($input: RefundPaymentInput!) { refundPayment(input: $input) { refund { id } ${errors} } }`;
const orderUpdated = 'subscription OrderUpdated($id: ID!) { orderUpdated(orderId: $id) { status paymentStatus } }';

/** Brings an order that was paid to the end that its trade is meant to have, and waits until its buyer sees that. */
export async function carryOn(attempts: Attempts, trade: Trade, onSale: readonly OnSale[]): Promise<void> {
  const [orderId] = trade.orderIds;
  if (trade.fate === 'kept' || !orderId) return;
  const staff = onSale.map(({ vendor }) => vendor);
  await takeStep(trade, `${trade.fate}: stores and buyer act`, () => act(attempts, trade, { orderId, staff }));
  await takeStep(trade, `${trade.fate}: the order ends`, () => whenEnded(attempts, trade, orderId));
}

type Acting = { readonly orderId: string; readonly staff: readonly Vendor[] };

async function act(attempts: Attempts, trade: Trade, { orderId, staff }: Acting): Promise<void> {
  const [first] = staff;
  const last = staff.at(-1);
  if (!first || !last) throw new Error('Somebody has to sell.');
  if (trade.fate === 'withdrawn') return attempts.attempt((client) => withdraw(client, trade, orderId));
  if (trade.fate === 'cancelled') await attempts.attempt((client) => cancel(client, last, orderId));
  if (trade.fate === 'refunded') await attempts.attempt((client) => refund(client, first, trade));
  const delivering = trade.fate === 'cancelled' ? staff.slice(0, -1) : staff;
  await Promise.all(delivering.map((each) => attempts.attempt((client) => deliver(client, each, orderId))));
}

async function deliver(client: GraphqlClient, staff: Vendor, orderId: string): Promise<void> {
  const isOver = ({ status }: Fulfilment) => ['DELIVERED', 'COMPLETED'].includes(status);
  await untilMoved(client, { staff, orderId, isOver }, (fulfilment) => moveFulfilment(client, staff, fulfilment));
}

async function cancel(client: GraphqlClient, staff: Vendor, orderId: string): Promise<void> {
  const isOver = ({ status }: Fulfilment) => status === 'CANCELLED';
  await untilMoved(client, { staff, orderId, isOver }, async ({ id: fulfilmentId }) => {
    await client.mutate(cancelFulfilment, { fulfilmentId, reason: 'Broken.' }, { token: staff.token });
  });
}

/** What was done by a call whose answer was lost is found, or finds us: then it is looked where things stand. */
async function untilMoved(
  client: GraphqlClient,
  { staff, orderId, isOver }: { staff: Vendor; orderId: string; isOver(fulfilment: Fulfilment): boolean },
  move: (fulfilment: Fulfilment) => Promise<void>,
): Promise<void> {
  for (;;) {
    const before = await fulfilmentOf(client, staff, orderId);
    if (isOver(before)) return;
    try {
      await move(before);
    } catch (error) {
      if (!isRefusedAs(error, 'InvalidTransition')) throw error;
      if ((await fulfilmentOf(client, staff, orderId)).status === before.status) throw error;
    }
  }
}

async function withdraw(client: GraphqlClient, { buyer }: Trade, orderId: string): Promise<void> {
  const isOver = async () => (await read(client, buyer.token, orderId)).every(({ status }) => status === 'CANCELLED');
  if (await isOver()) return;
  try {
    await client.mutate(cancelOrder, { orderId, reason: 'I changed my mind.' }, { token: buyer.token });
  } catch (error) {
    if (!isRefusedAs(error, 'InvalidTransition') || !(await isOver())) throw error;
  }
}

async function refund(client: GraphqlClient, { token }: Vendor, { paymentIds, checkoutId }: Trade): Promise<void> {
  const [paymentId = ''] = paymentIds;
  const { payment } = await client.query<{ payment: { lines: { id: string }[] } }>(
    linesOf,
    { id: paymentId },
    { token },
  );
  const lines = payment.lines.map(({ id: lineId }) => {
    return { lineId, amount: { amountMinor: String(refundedMinor), currency: 'EUR' } };
  });
  const input = { paymentId, lines, reason: 'A scratch.', idempotencyKey: `refund of ${checkoutId}` };
  await client.mutate(refundPayment, input, { token });
}

async function whenEnded({ attempt }: Attempts, { buyer, fate }: Trade, id: string): Promise<void> {
  const end = orderEnds[fate];
  const isEnd = ({ orderUpdated: { status, paymentStatus } }: { orderUpdated: Order }) =>
    status === end.status && paymentStatus === end.paymentStatus;
  await attempt((client) => client.waitFor(orderUpdated, { id }, isEnd, { token: buyer.token, timeoutMs: 60_000 }));
}

async function fulfilmentOf(client: GraphqlClient, { token, storeId }: Vendor, orderId: string): Promise<Fulfilment> {
  const found = (await read(client, token, orderId)).find(({ store }) => store.id === storeId);
  if (!found) throw new Error(`The store ${storeId} has no part in ${orderId}.`);
  return found;
}

async function read(client: GraphqlClient, token: string, id: string): Promise<Fulfilment[]> {
  type Found = { order: { fulfilments: Fulfilment[] } };
  return (await client.query<Found>(fulfilmentsOf, { id }, { token })).order.fulfilments;
}

function isRefusedAs(error: unknown, kind: string): boolean {
  return error instanceof OperationError && error.kinds.includes(kind);
}
