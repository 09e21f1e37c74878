import { checkOut } from '../client/checkout.ts';
import { moveFulfilment } from '../client/fulfilments.ts';
import type { GraphqlClient } from '../client/graphql-client.ts';
import type { SignedIn } from '../client/people.ts';
import { carts, favourites, trades } from './catalog.ts';
import type { SignedInPeople } from './enter.ts';
import type { LoadedCatalog } from './load-stores.ts';

const errors = 'errors { __typename ... on UserError { message } }';
const clearCart = 'mutation ClearCart { clearCart { cart { id } } }';
const addCartItem = `mutation AddCartItem($input: AddCartItemInput!) { addCartItem(input: $input) { cart { id } ${errors} } }`;
const addFavourite = `mutation AddFavourite($input: AddFavouriteInput!) { addFavourite(input: $input) { favourite { id } ${errors} } }`;
const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) { saveAddress(input: $input) { address { id } ${errors} } }`;
const fulfilmentsOf = 'query FulfilmentsOf($id: ID!) { order(id: $id) { fulfilments { id status store { id } } } }';

/** Lets the demo's people buy, ship, deliver and like things. Repeating it under the same keys adds nothing. */
export async function loadTrades(client: GraphqlClient, people: SignedInPeople, catalog: LoadedCatalog): Promise<void> {
  for (const [index, trade] of trades.entries()) {
    const buyer = people[trade.buyer];
    const deliveryAddressId = await addressOf(client, buyer);
    await client.query(clearCart, {}, { token: buyer.token });
    for (const { sku, quantity } of trade.lines) await putInCart(client, buyer, catalog, { sku, quantity });
    const { orderIds } = await checkOut(client, buyer, {
      currency: 'EUR',
      deliveryAddressId,
      idempotencyKey: `demo-${index}`,
      timeoutMs: 60_000,
    });
    for (const orderId of orderIds) if (trade.upTo) await moveOn(client, buyer, catalog, { orderId, upTo: trade.upTo });
  }
  for (const name of new Set(carts.map(({ buyer }) => buyer)))
    await client.query(clearCart, {}, { token: people[name].token });
  for (const { buyer, ...line } of carts) await putInCart(client, people[buyer], catalog, line);
  for (const { buyer, handle } of favourites) {
    await client.mutate(addFavourite, { targetId: catalog.productIds.get(handle) }, { token: people[buyer].token });
  }
}

async function putInCart(
  client: GraphqlClient,
  buyer: SignedIn,
  catalog: LoadedCatalog,
  line: { sku: string; quantity: number },
): Promise<void> {
  const found = catalog.variants.get(line.sku);
  const input = { variantId: found?.variantId, shippingRateId: found?.shippingRateId, quantity: line.quantity };
  await client.mutate(addCartItem, input, { token: buyer.token });
}

async function addressOf(client: GraphqlClient, buyer: SignedIn): Promise<string> {
  const input = {
    name: buyer.displayName,
    line1: 'Abay Avenue 10',
    city: 'Almaty',
    postalCode: '050000',
    country: 'KZ',
    phone: '+77011234567',
  };
  const { address } = await client.mutate<{ address: { id: string } }>(saveAddress, input, { token: buyer.token });
  return address.id;
}

type Step = { orderId: string; upTo: 'PREPARING' | 'SHIPPED' | 'DELIVERED' };

async function moveOn(
  client: GraphqlClient,
  buyer: SignedIn,
  { owners }: LoadedCatalog,
  { orderId, upTo }: Step,
): Promise<void> {
  type Found = { order: { fulfilments: { id: string; status: string; store: { id: string } }[] } };
  const { order } = await client.query<Found>(fulfilmentsOf, { id: orderId }, { token: buyer.token });
  for (const fulfilment of order.fulfilments) {
    const owner = owners.get(fulfilment.store.id);
    if (owner) await moveFulfilment(client, owner, fulfilment, upTo);
  }
}
