import { payingCard, submitCard } from '@caravan/cli/client/checkout';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { putInCart } from '@caravan/testkit/goods';
import { expect } from 'vitest';
import { carryOn } from './after-sale.ts';
import type { Attempts } from './lives.ts';
import { beginTrade, type Fate, type OnSale, type Shopper, type Trade, takeStep } from './trade.ts';

export type Shopping = {
  readonly trades: readonly Trade[];
  /** Throws what has gone wrong so far. */
  check(): void;
  /** Ends when every trade that was begun has come to its end; no new ones are begun. */
  finish(): Promise<void>;
};

type Options = {
  lives: Attempts;
  shoppers: readonly Shopper[];
  onSale: readonly OnSale[];
  /** What becomes of orders, one of them at random for each. */
  fates: readonly Fate[];
  /** Statuses in which a checkout may end besides CONFIRMED and EXPIRED. */
  endings?: readonly string[];
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

type CartItem = { id: string; variantId: string; quantity: number };

const errors = 'errors { __typename ... on UserError { message } }';
const fields = 'id status expiresAt payment { status redirectUrl } payments { id } orders { id }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) { startCheckout(input: $input) { checkout { ${fields} } ${errors} } }`;
const checkoutUpdated = `subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { ${fields} } }`;
const cartItems = 'query CartItems { cart { items { id quantity variant { id } } } }';
const changeCartItem = `mutation ChangeCartItem($input: ChangeCartItemInput!) { changeCartItem(input: $input) { cart { id } ${errors} } }`;

/** Two at a time change their mind and leave an unpaid checkout behind; the others pay. */
const mostLeaving = 2;
const leavingShare = 0.3;

/** Everyone buys the same again and again, one checkout after the other, whatever happens to Caravan meanwhile. */
export function startShopping(options: Options): Shopping {
  const trades: Trade[] = [];
  const afterwards: Promise<void>[] = [];
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  let finished = false;
  const shop = async (buyer: Shopper) => {
    for (let last: Trade | null = null; !finished; ) {
      await fillCart(options, buyer, last);
      const trade = beginTrade(buyer, choose(options, trades));
      trades.push(trade);
      await carryOut(options, trade, `trade-${trades.length}`);
      if (trade.status === 'CONFIRMED') afterwards.push(carryOn(options.lives, trade, options.onSale).catch(note));
      last = trade;
    }
  };
  const all = Promise.all(options.shoppers.map((buyer) => shop(buyer).catch(note)));
  const check = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    trades,
    check,
    finish: async () => {
      finished = true;
      await all;
      await Promise.all(afterwards);
      check();
    },
  };
}

function choose({ fates, random }: Options, trades: readonly Trade[]): { leaves: boolean; fate: Fate } {
  const leaving = trades.filter(({ leaves, settledAt }) => leaves && settledAt === null).length;
  return {
    leaves: leaving < mostLeaving && random() < leavingShare,
    fate: fates[Math.floor(random() * fates.length)] ?? 'kept',
  };
}

/** A trade that stands has emptied the cart, once; one that was let go has left it as it was. */
async function fillCart({ lives, onSale }: Options, buyer: Shopper, last: Trade | null): Promise<void> {
  const wanted = new Map(onSale.map(({ goods: { variantId }, quantity }) => [variantId, quantity]));
  const found = await lives.attempt((client) => readCart(client, buyer));
  const quantities = new Map(found.map(({ variantId, quantity }) => [variantId, quantity]));
  if (last) expect(quantities, `cart after ${last.status}`).toEqual(last.status === 'CONFIRMED' ? new Map() : wanted);
  await lives.attempt(async (client) => {
    const items = new Map((await readCart(client, buyer)).map((item) => [item.variantId, item]));
    for (const [variantId, quantity] of wanted) {
      const item = items.get(variantId);
      if (!item) await putInCart(client, buyer, variantId, quantity);
      // Put there twice, when the answer to the first time was lost.
      else if (item.quantity !== quantity)
        await client.mutate(changeCartItem, { cartItemId: item.id, quantity }, { token: buyer.token });
    }
  });
}

async function readCart(client: GraphqlClient, { token }: Shopper): Promise<CartItem[]> {
  type Found = { cart: { items: { id: string; quantity: number; variant: { id: string } }[] } };
  const { cart } = await client.query<Found>(cartItems, {}, { token });
  return cart.items.map(({ id, quantity, variant }) => ({ id, quantity, variantId: variant.id }));
}

async function carryOut(options: Options, trade: Trade, idempotencyKey: string): Promise<void> {
  const { lives, endings = [] } = options;
  const payable = await takeStep(trade, 'a checkout is ready to be paid', () => begin(options, trade, idempotencyKey));
  const page = payable.payment?.redirectUrl;
  const pays = page && !isOver(payable) && !trade.leaves;
  const last = await (pays
    ? takeStep(trade, 'a payment is confirmed', () => pay(lives, trade, page))
    : leave(lives, trade));
  trade.settledAt = performance.now();
  const { status, payments, orders } = last;
  Object.assign(trade, { status, paymentIds: payments.map(({ id }) => id), orderIds: orders.map(({ id }) => id) });
  expect(['CONFIRMED', 'EXPIRED', ...endings], `end of ${trade.checkoutId}`).toContain(status);
}

async function begin({ lives, onSale }: Options, trade: Trade, idempotencyKey: string): Promise<State> {
  const { token, addressId: deliveryAddressId } = trade.buyer;
  const total = onSale.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const expectedTotal = { amountMinor: String(total), currency: 'EUR' };
  const input = { currency: 'EUR', deliveryAddressId, expectedTotal, idempotencyKey };
  // The same key in each life, so that a start whose answer was lost is not made twice.
  const { checkout } = await lives.attempt((client) =>
    client.mutate<{ checkout: State }>(startCheckout, input, { token }),
  );
  trade.checkoutId = checkout.id;
  const payable = isPayable(checkout) ? checkout : await seen(lives, trade, isPayable);
  trade.dueAt = payable.expiresAt === null ? null : performance.now() + Date.parse(payable.expiresAt) - Date.now();
  return payable;
}

async function pay(lives: Attempts, trade: Trade, page: string): Promise<State> {
  // Paying twice is paying once.
  await lives.attempt(() => submitCard(page, payingCard));
  trade.paidAt = performance.now();
  return seen(lives, trade, isOver);
}

/** Nothing is owed to who leaves until their time is over. */
async function leave(lives: Attempts, trade: Trade): Promise<State> {
  trade.steps.push({ what: 'an unpaid checkout ends', since: trade.dueAt ?? performance.now(), endedAt: null });
  const state = await seen(lives, trade, isOver);
  const step = trade.steps.at(-1);
  if (step) step.endedAt = performance.now();
  return state;
}

async function seen(
  lives: Attempts,
  { checkoutId: id, buyer }: Trade,
  until: (state: State) => boolean,
): Promise<State> {
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
