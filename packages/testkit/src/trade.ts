import { randomBytes } from 'node:crypto';
import { submitCard } from '@caravan/cli/client/checkout';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { putInCart, putOnSale } from './goods.ts';
import type { People, Vendor } from './people.ts';

/** A checkout that waits for its payment. */
export type OpenCheckout = {
  readonly id: string;
  readonly orderId: string;
  /** Pays on the provider's page. */
  pay(): Promise<void>;
};

type State = { id: string; status: string; payment: { redirectUrl: string | null } | null; orders: { id: string }[] };

const fields = 'id status payment { redirectUrl } orders { id }';
const startCheckout = `mutation StartCheckout($input: StartCheckoutInput!) {
  startCheckout(input: $input) { checkout { ${fields} } errors { __typename ... on UserError { message } } }
}`;
const checkoutUpdated = `subscription CheckoutUpdated($id: ID!) { checkoutUpdated(id: $id) { ${fields} } }`;

/** The buyer puts one new thing of the vendor in the cart and checks out, up to the payment. */
export async function openCheckout(
  client: GraphqlClient,
  people: People,
  { buyer, vendor }: { buyer: SignedIn; vendor: Vendor },
): Promise<OpenCheckout> {
  const { variantId } = await putOnSale(client, vendor);
  await putInCart(client, buyer, variantId);
  const input = {
    currency: 'EUR',
    deliveryAddressId: await people.addressOf(buyer),
    idempotencyKey: randomBytes(8).toString('hex'),
  };
  const as = { token: buyer.token };
  const { checkout } = await client.mutate<{ checkout: State }>(startCheckout, input, as);
  const payable = checkout.payment?.redirectUrl ? checkout : await whenPayable(client, checkout.id, buyer.token);
  return {
    id: payable.id,
    orderId: payable.orders[0]?.id ?? '',
    pay: () => submitCard(payable.payment?.redirectUrl ?? '', '4242424242424242'),
  };
}

async function whenPayable(client: GraphqlClient, id: string, token: string): Promise<State> {
  const { checkoutUpdated: state } = await client.waitFor<{ checkoutUpdated: State }>(
    checkoutUpdated,
    { id },
    (event) => Boolean(event.checkoutUpdated.payment?.redirectUrl),
    { token, timeoutMs: 20_000 },
  );
  return state;
}
