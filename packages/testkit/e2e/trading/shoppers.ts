import { payingCard, submitCard } from '@caravan/cli/client/checkout';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { putInCart } from '@caravan/testkit/goods';
import { expect } from 'vitest';
import type { Lives } from './lives.ts';

/** A checkout as its buyer remembers it; times are of `performance.now()`. */
export type Trade = {
  readonly buyer: Shopper;
  readonly leaves: boolean;
  checkoutId: string | null;
  paymentIds: string[];
  orderIds: string[];
  /** When the provider had taken the card. */
  paidAt: number | null;
  /** When an unpaid one is over. */
  dueAt: number | null;
  settledAt: number | null;
  status: string | null;
};

export type Shopper = SignedIn & { readonly addressId: string };
export type Wanted = { readonly variantId: string; readonly quantity: number };

export type Shopping = {
  readonly trades: readonly Trade[];
  /** Ends when every trade that was begun has settled; no new ones are begun. */
  finish(): Promise<void>;
};

type Options = {
  lives: Lives;
  shoppers: readonly Shopper[];
  wanted: readonly Wanted[];
  totalMinor: string;
  random(): number;
};

type State = {
  id: string;
  status: string;
  expiresAt: string | null;
  payment: { status: string; redirectUrl: string | null } | null;
  payments: { id: string }[];
  orders: { id: string }[];
};

const fields = 'id status expiresAt payment { status redirectUrl } payments { id } orders { id }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) {
  startCheckout(input: $input) { checkout { ${fields} } errors { __typename ... on UserError { message } } }
}`;
const checkoutUpdated = `subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { ${fields} } }`;
const cartItems = 'query CartItems { cart { items { quantity variant { id } } } }';

/** Two at a time change their mind and leave an unpaid checkout behind; the others pay. */
const mostLeaving = 2;
const leavingShare = 0.3;

/** Everyone buys the same again and again, one checkout after the other, whatever happens to Caravan meanwhile. */
export function startShopping(options: Options): Shopping {
  const trades: Trade[] = [];
  let finished = false;
  const shop = async (buyer: Shopper) => {
    for (let last: Trade | null = null; !finished; ) {
      await fillCart(options, buyer, last);
      const leaving = trades.filter(({ leaves, settledAt }) => leaves && settledAt === null).length;
      const leaves = leaving < mostLeaving && options.random() < leavingShare;
      const trade = begin(buyer, leaves);
      trades.push(trade);
      await carryOut(options, trade, `trade-${trades.length}`);
      last = trade;
    }
  };
  const all = Promise.all(options.shoppers.map(shop));
  // Told by `finish`.
  all.catch(() => {});
  return {
    trades,
    finish: async () => {
      finished = true;
      await all;
    },
  };
}

function begin(buyer: Shopper, leaves: boolean): Trade {
  const nothing = { checkoutId: null, paidAt: null, dueAt: null, settledAt: null, status: null };
  return { buyer, leaves, ...nothing, paymentIds: [], orderIds: [] };
}

/** A trade that stands has emptied the cart, once; one that was let go has left it as it was. */
async function fillCart({ lives, wanted }: Options, buyer: Shopper, last: Trade | null): Promise<void> {
  const found = await lives.attempt((client) => readCart(client, buyer));
  if (last) expect(found, `cart after ${last.status}`).toEqual(last.status === 'CONFIRMED' ? [] : wanted);
  await lives.attempt(async (client) => {
    const there = new Set((await readCart(client, buyer)).map(({ variantId }) => variantId));
    for (const { variantId, quantity } of wanted) {
      if (!there.has(variantId)) await putInCart(client, buyer, variantId, quantity);
    }
  });
}

async function readCart(client: GraphqlClient, { token }: Shopper): Promise<Wanted[]> {
  type Found = { cart: { items: { quantity: number; variant: { id: string } }[] } };
  const { cart } = await client.query<Found>(cartItems, {}, { token });
  return cart.items.map(({ quantity, variant }) => ({ variantId: variant.id, quantity }));
}

async function carryOut({ lives, totalMinor }: Options, trade: Trade, idempotencyKey: string): Promise<void> {
  const { token, addressId: deliveryAddressId } = trade.buyer;
  const expectedTotal = { amountMinor: totalMinor, currency: 'EUR' };
  const input = { currency: 'EUR', deliveryAddressId, expectedTotal, idempotencyKey };
  // The same key in each life, so that a start whose answer was lost is not made twice.
  const { checkout } = await lives.attempt((client) =>
    client.mutate<{ checkout: State }>(startCheckout, input, { token }),
  );
  trade.checkoutId = checkout.id;
  const payable = isPayable(checkout) ? checkout : await seen(lives, trade, isPayable);
  trade.dueAt = payable.expiresAt === null ? null : performance.now() + Date.parse(payable.expiresAt) - Date.now();
  if (payable.payment?.redirectUrl && !trade.leaves) {
    await submitCard(payable.payment.redirectUrl, payingCard);
    trade.paidAt = performance.now();
  }
  const { status, payments, orders } = await seen(lives, trade, isOver);
  trade.settledAt = performance.now();
  Object.assign(trade, { status, paymentIds: payments.map(({ id }) => id), orderIds: orders.map(({ id }) => id) });
}

async function seen(lives: Lives, { checkoutId: id, buyer }: Trade, until: (state: State) => boolean): Promise<State> {
  const options = { token: buyer.token, timeoutMs: 60_000 };
  const matches = (event: { checkoutUpdated: State }) => until(event.checkoutUpdated);
  const event = await lives.attempt((client) => client.waitFor(checkoutUpdated, { id }, matches, options));
  return event.checkoutUpdated;
}

function isOver({ status }: State): boolean {
  return !['RESERVING', 'AWAITING_PAYMENT', 'PAID'].includes(status);
}

function isPayable(state: State): boolean {
  return isOver(state) || Boolean(state.payment?.redirectUrl);
}
