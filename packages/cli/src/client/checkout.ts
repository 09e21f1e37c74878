import { type Money, money } from '@caravan/core/money';
import type { GraphqlClient } from './graphql-client.ts';
import type { SignedIn } from './people.ts';

/** A test card of the sandbox provider that always pays. */
export const payingCard = '4242424242424242';

export type CheckoutState = {
  id: string;
  status: string;
  total: { amountMinor: string; currency: string } | null;
  payment: { status: string; redirectUrl: string | null } | null;
  orders: { id: string }[];
  rejectionReasons: { kind: string }[];
};

const errors = 'errors { __typename ... on UserError { message } }';
const checkoutFields =
  'id status total { amountMinor currency } payment { status redirectUrl } orders { id } rejectionReasons { kind }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) { startCheckout(input: $input) { checkout { ${checkoutFields} } ${errors} } }`;
const checkoutUpdated = `subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { ${checkoutFields} } }`;

const over = new Set(['REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED']);

/** A checkout that did not become a trade. */
export class CheckoutEnded extends Error {
  readonly status: string;

  constructor({ id, status, rejectionReasons }: CheckoutState) {
    const reasons = rejectionReasons.map(({ kind }) => kind).join(', ');
    super(`Checkout ${id} ended ${status}${reasons ? ` (${reasons})` : ''}.`);
    this.name = 'CheckoutEnded';
    this.status = status;
  }
}

/**
 * Checks the cart out and pays on the provider's hosted page, as a buyer would; ends when the trade stands.
 *
 * @throws CheckoutEnded when it ends in any other way; OperationError when one step takes longer than `timeoutMs`.
 */
export async function checkOut(
  client: GraphqlClient,
  buyer: SignedIn,
  options: {
    currency: string;
    deliveryAddressId: string;
    expectedTotal?: Money;
    idempotencyKey: string;
    timeoutMs: number;
  },
): Promise<{ checkoutId: string; orderIds: string[]; captured: Money }> {
  const checkout = await begin(client, buyer, options);
  const settled = await pay(client, buyer, checkout, options.timeoutMs);
  if (settled.status !== 'CONFIRMED' || !settled.total) throw new CheckoutEnded(settled);
  const { amountMinor, currency } = settled.total;
  return {
    checkoutId: settled.id,
    orderIds: settled.orders.map(({ id }) => id),
    captured: money(BigInt(amountMinor), currency),
  };
}

async function begin(
  client: GraphqlClient,
  buyer: SignedIn,
  options: Parameters<typeof checkOut>[2],
): Promise<CheckoutState> {
  const { currency, deliveryAddressId, expectedTotal, idempotencyKey } = options;
  const input = {
    currency,
    deliveryAddressId,
    idempotencyKey,
    ...(expectedTotal ? { expectedTotal: { amountMinor: expectedTotal.amountMinor.toString(), currency } } : {}),
  };
  const { checkout } = await client.mutate<{ checkout: CheckoutState }>(startCheckout, input, { token: buyer.token });
  return checkout;
}

/** Pays when there is something to pay, and waits for the end. */
async function pay(
  client: GraphqlClient,
  buyer: SignedIn,
  checkout: CheckoutState,
  timeoutMs: number,
): Promise<CheckoutState> {
  const as = { token: buyer.token, timeoutMs };
  const isOver = ({ status }: CheckoutState) => status === 'CONFIRMED' || over.has(status);
  const isPayable = (state: CheckoutState) =>
    isOver(state) || (state.payment?.status === 'PENDING' && state.payment.redirectUrl !== null);
  const watch = async (until: (state: CheckoutState) => boolean) =>
    (
      await client.waitFor<{ checkoutUpdated: CheckoutState }>(
        checkoutUpdated,
        { id: checkout.id },
        ({ checkoutUpdated: state }) => until(state),
        as,
      )
    ).checkoutUpdated;

  const payable = isPayable(checkout) ? checkout : await watch(isPayable);
  if (isOver(payable) || !payable.payment?.redirectUrl) return payable;
  await submitCard(payable.payment.redirectUrl, payingCard);
  return watch(isOver);
}

/** Fills in the provider's hosted page. */
export async function submitCard(hostedPage: string, cardNumber: string): Promise<void> {
  const response = await fetch(hostedPage, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ card_number: cardNumber }),
  });
  if (!response.ok) throw new Error(`The payment page answered ${response.status}.`);
}
