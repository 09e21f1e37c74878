import { payingCard, submitCard } from '@caravan/cli/client/checkout';
import { type GraphqlClient, OperationError } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { runAll } from '@caravan/cli/replay/run-all';
import { putInCart } from '@caravan/testkit/goods';
import { openPeople } from '@caravan/testkit/people';

/** Somebody in the crowd, with the door they came in by. */
export type Buyer = SignedIn & { readonly client: GraphqlClient; readonly addressId: string };

/** How a checkout of the crowd stands. */
export type Outcome = {
  readonly buyer: Buyer;
  readonly id: string;
  readonly status: string;
  readonly reasons: readonly string[];
  readonly payPage: string | null;
};

type State = {
  id: string;
  status: string;
  payment: { redirectUrl: string | null } | null;
  rejectionReasons: { kind: string }[];
};

const errors = 'errors { __typename ... on UserError { message } }';
const fields = 'id status payment { redirectUrl } rejectionReasons { kind }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) { startCheckout(input: $input) { checkout { ${fields} } ${errors} } }`;
const cancelCheckout = `mutation CancelCheckout($input: CancelCheckoutInput!) { cancelCheckout(input: $input) { checkout { id } ${errors} } }`;
const checkoutUpdated = `subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { ${fields} } }`;
const clearCart = 'mutation ClearCart { clearCart { cart { id } } }';

const atOnce = 16;

/** Real accounts with an address each, spread over the doors. */
export async function gather(count: number, doors: readonly GraphqlClient[]): Promise<Buyer[]> {
  const buyers: Buyer[] = [];
  await runAll(
    Array.from({ length: count }, (_, index) => index),
    atOnce,
    async (index) => {
      const client = doors[index % doors.length];
      if (!client) throw new Error('A crowd needs a door.');
      const people = openPeople(client);
      const buyer = await people.customer('crowd');
      buyers.push({ ...buyer, client, addressId: await people.addressOf(buyer) });
    },
  );
  return buyers;
}

/** One piece of each, put in the cart in this order. */
export async function fillCarts(buyers: readonly Buyer[], variantsOf: (index: number) => readonly string[]) {
  await runAll([...buyers.entries()], atOnce, async ([index, buyer]) => {
    await buyer.client.query(clearCart, {}, { token: buyer.token });
    for (const variantId of variantsOf(index)) await putInCart(buyer.client, buyer, variantId);
  });
}

/** Everybody checks out at the same moment; answers when each knows whether they may pay. */
export async function rush(buyers: readonly Buyer[], occasion: string): Promise<Outcome[]> {
  return Promise.all(buyers.map((buyer) => checkOut(buyer, occasion)));
}

/** Whoever may pay does so at once, and waits for the end. */
export async function payAll(outcomes: readonly Outcome[]): Promise<Outcome[]> {
  return Promise.all(
    outcomes.map(async (outcome) => {
      if (!outcome.payPage) return outcome;
      await submitCard(outcome.payPage, payingCard);
      return seen(outcome.buyer, outcome.id, ({ status }) => !['AWAITING_PAYMENT', 'PAID'].includes(status));
    }),
  );
}

export async function cancelAll(outcomes: readonly Outcome[]): Promise<void> {
  await runAll(
    outcomes.filter(({ payPage }) => payPage !== null),
    atOnce,
    async ({ id, buyer }) => {
      await buyer.client.mutate(cancelCheckout, { checkoutId: id }, { token: buyer.token });
    },
  );
}

async function checkOut(buyer: Buyer, occasion: string): Promise<Outcome> {
  const { client, token, addressId: deliveryAddressId } = buyer;
  const input = { currency: 'EUR', deliveryAddressId, idempotencyKey: `crowd-${occasion}` };
  const { checkout } = await patiently(() => client.mutate<{ checkout: State }>(startCheckout, input, { token }));
  if (isDecided(checkout)) return toOutcome(buyer, checkout);
  return seen(buyer, checkout.id, isDecided);
}

async function seen(buyer: Buyer, id: string, until: (state: State) => boolean): Promise<Outcome> {
  const { checkoutUpdated: state } = await buyer.client.waitFor<{ checkoutUpdated: State }>(
    checkoutUpdated,
    { id },
    (event) => until(event.checkoutUpdated),
    { token: buyer.token, timeoutMs: 120_000 },
  );
  return toOutcome(buyer, state);
}

function isDecided({ status, payment }: State): boolean {
  return status !== 'RESERVING' && (status !== 'AWAITING_PAYMENT' || Boolean(payment?.redirectUrl));
}

function toOutcome(buyer: Buyer, { id, status, payment, rejectionReasons }: State): Outcome {
  return {
    buyer,
    id,
    status,
    reasons: rejectionReasons.map(({ kind }) => kind),
    payPage: status === 'AWAITING_PAYMENT' ? (payment?.redirectUrl ?? null) : null,
  };
}

/** Who waits too long in the crowd asks again under the same key, and gets the same checkout. */
async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OperationError && error.kinds.includes('TIMEOUT'))) throw error;
    }
  }
}
