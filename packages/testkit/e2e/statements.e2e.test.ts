import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';
import { countedSubgraphs } from '@caravan/testkit/statements';
import { openCheckout } from '@caravan/testkit/trade';
import { beforeAll, describe, expect, test, vi } from 'vitest';

/** A list of one and a list of twenty take the same number of SQL statements, in every subgraph that is asked. */
const counted = countedSubgraphs();
const caravan = testCaravan({ EVENT_POLL_MS: '600000' }, counted);
const many = 20;

let buyer: SignedIn;
let admin: SignedIn;
let vendor: Vendor;

beforeAll(async () => {
  const { client, people } = caravan;
  const vendors = await Promise.all([1, 2, 3, 4].map(() => people.vendor()));
  const buyers = await Promise.all([1, 2, 3, 4].map(() => people.customer('buyer')));
  admin = await people.admin();
  [vendor, buyer] = [first(vendors), first(buyers)];
  const goods = await Promise.all(vendors.map((each) => putOnSale(client, each, { stock: 100 })));
  for (let index = 0; index < many; index += 1) {
    const owner = index < 4 ? pick(buyers, index) : buyer;
    await putInCart(client, owner, pick(goods, index).variantId);
    const checkout = await openCheckout(client, people, { buyer: owner, vendor: pick(vendors, index + 1) });
    await checkout.pay();
    await client.waitFor<{ checkoutUpdated: { status: string } }>(
      'subscription Paid($id: ID!) { checkoutUpdated(id: $id) { status } }',
      { id: checkout.id },
      (event) => event.checkoutUpdated.status === 'CONFIRMED',
      { token: owner.token, timeoutMs: 20_000 },
    );
  }
  for (let index = 0; index < many; index += 1) {
    const { productId, variantId } = await putOnSale(client, pick(vendors, index));
    await putInCart(client, index === 0 ? pick(buyers, 1) : buyer, variantId);
    const favourite =
      'mutation Like($input: AddFavouriteInput!) { addFavourite(input: $input) { errors { __typename } } }';
    await client.mutate(favourite, { targetId: productId }, { token: buyer.token });
  }
  await Promise.all(Array.from({ length: many - vendors.length }, () => people.vendor()));
  // What was set off by all this comes to an end before anything is counted.
  await vi.waitFor(
    async () => expect(Object.values(await counted.count(idleFor(300))).filter((count) => count > 0)).toEqual([]),
    20_000,
  );
}, 180_000);

const idleFor = (milliseconds: number) => () => new Promise((resolve) => setTimeout(resolve, milliseconds));

function pick<Item>(items: readonly Item[], index: number): Item {
  return first(items.slice(index % items.length));
}

function first<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('there is none');
  return item;
}

const orderFields = `number status buyer { displayName } paymentStatus total { amountMinor } deliveryAddress { city }
  fulfilments { status store { name } lines { title quantity product { title } variant { sku } } total { formatted } history { to person { displayName } } }
  payments { status amount { amountMinor } refunds { amount { amountMinor } } history { status } orders { number } }
  history { to }`;
const productFields = `title store { name staff { user { displayName } } } category { name parent { name } } images { url } isFavourite favouriteCount
  lowestPrice { formatted } inStock variants { sku title price { formatted } available product { title } }`;

type List = {
  readonly what: string;
  readonly as: () => SignedIn;
  readonly query: string;
  readonly path: readonly string[];
  /** Entries that there are at least. */
  readonly length: number;
};

const lists: readonly List[] = [
  {
    what: 'products with variants, images, store and category',
    as: () => buyer,
    query: `query Products($first: Int) { products(first: $first) { nodes { ${productFields} } } }`,
    path: ['products'],
    length: 20,
  },
  {
    what: "a store's products with stock and its movements",
    as: () => vendor,
    query: `query Own($first: Int) { me { stores(first: 1) { nodes { products(first: $first) { nodes { ${productFields}
      variants { stock { onHand reserved } stockMovements(first: 2) { nodes { kind } } } } } } } } }`,
    path: ['me', 'stores', 'nodes', '0', 'products'],
    length: 10,
  },
  {
    what: 'the orders of a buyer with fulfilments, lines and payments',
    as: () => buyer,
    query: `query Orders($first: Int) { orders(first: $first) { nodes { ${orderFields} } } }`,
    path: ['orders'],
    length: 16,
  },
  {
    what: "everyone's orders",
    as: () => admin,
    query: `query All($first: Int) { orders(first: $first, filter: { everyone: true }) { nodes { ${orderFields} buyer { checkouts(first: 2) { nodes { status } totalCount } payments(first: 2) { nodes { status } totalCount } orders(first: 2) { nodes { number } totalCount } } } } }`,
    path: ['orders'],
    length: 20,
  },
  {
    what: 'stores with products, rates, staff and what they earned',
    as: () => admin,
    query: `query Stores($first: Int) { stores(first: $first) { nodes { name shippingRates { name } staff { user { displayName } }
      products(first: 3) { nodes { title } } balance { amountMinor } transactions(first: 2) { nodes { kind order { number } } totalCount } } } }`,
    path: ['stores'],
    length: 20,
  },
  {
    what: 'favourites',
    as: () => buyer,
    query: `query Likes($first: Int) { me { favourites(first: $first) { nodes { target { ... on Product { ${productFields} } } } } } }`,
    path: ['me', 'favourites'],
    length: 20,
  },
  {
    what: 'checkouts and what was paid for',
    as: () => buyer,
    query: `query Checkouts($first: Int) { me { checkouts(first: $first) { nodes { status orders { number } lines { amount { amountMinor } store { name } order { number } } payments { status } history { to } buyer { displayName } } } } }`,
    path: ['me', 'checkouts'],
    length: 17,
  },
  {
    what: 'payments',
    as: () => buyer,
    query: `query Payments($first: Int) { me { payments(first: $first) { nodes { status amount { amountMinor } orders { number total { amountMinor } } subject { ... on Checkout { status lines { id } } } refunds { id } history { status } } } } }`,
    path: ['me', 'payments'],
    length: 17,
  },
];

function nodesIn(data: unknown, path: readonly string[]): unknown[] {
  const page = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data);
  return (page as { nodes: unknown[] }).nodes;
}

/** Statements per subgraph; asked once before, so that plans and connections are there. */
async function statementsOf(list: List, length: number): Promise<Readonly<Record<string, number>>> {
  const as = { token: list.as().token };
  const ask = () => caravan.client.query<unknown>(list.query, { first: length }, as);
  expect(nodesIn(await ask(), list.path)).toHaveLength(length);
  return counted.count(ask);
}

describe('the number of SQL statements does not grow with the list:', () => {
  test.each(lists)('$what', async (list) => {
    const one = await statementsOf(list, 1);
    expect(Object.values(one).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(await statementsOf(list, list.length)).toEqual(one);
  });

  test('a cart', async () => {
    const query = `query Cart { cart { items { quantity product { ${productFields} } variant { sku } store { name } shippingRate { name } total { amountMinor } unavailable priceChanged } summary { totals { amountMinor } } } }`;
    const [one, other] = [await caravan.people.customer('one'), buyer];
    const { variantId } = await putOnSale(caravan.client, vendor);
    await putInCart(caravan.client, one, variantId);
    const counts = [];
    for (const { token } of [one, other]) {
      const ask = () => caravan.client.query<{ cart: { items: unknown[] } }>(query, {}, { token });
      const { cart } = await ask();
      expect(cart.items).toHaveLength(token === one.token ? 1 : many - 1);
      counts.push(await counted.count(ask));
    }
    expect(counts[1]).toEqual(counts[0]);
  });

  test('somebody who watches costs no statement while nothing changes: no state is polled', async () => {
    const document = 'subscription Watch { orderUpdated { number status paymentStatus buyer { displayName } } }';
    const watching = caravan.client.subscribe(document, {}, { token: buyer.token });
    await watching.next();
    const made = async (work: () => Promise<unknown>) =>
      Object.values(await counted.count(work)).filter((count) => count > 0);
    // What was bought and signed in to before still makes its way through consumers and jobs.
    await vi.waitFor(async () => expect(await made(idleFor(500))).toEqual([]), { timeout: 30_000, interval: 1 });
    expect(await made(idleFor(3_000))).toEqual([]);
    await watching.return?.(undefined);
  });

  test('a list that asks for each entry is caught (mutant)', async () => {
    const one = 'query One { stores(first: 1) { nodes { id } } }';
    const ask = (times: number) =>
      counted.count(async () => {
        for (let index = 0; index < times; index += 1) await caravan.client.query(one, {}, { token: admin.token });
      });
    expect(await ask(3)).not.toEqual(await ask(1));
  });
});
