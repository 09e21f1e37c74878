import { checkOut } from '@caravan/cli/client/checkout';
import { moveFulfilment } from '@caravan/cli/client/fulfilments';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import type { Vendor } from '@caravan/testkit/people';
import { beforeAll, describe, expect, test } from 'vitest';

type Page = {
  edges: { cursor: string; node: { id: string } }[];
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount?: number;
};

/** Every list of the graph that comes in pages, with the way to it; each has two entries. */
const lists = [
  { name: 'Query.products', path: ['products'], as: 'buyer', counted: true },
  { name: 'Query.stores', path: ['stores'], as: 'buyer', counted: false },
  { name: 'Query.orders', path: ['orders'], as: 'buyer', counted: true },
  { name: 'User.orders', path: ['me', 'orders'], as: 'buyer', counted: true },
  { name: 'User.checkouts', path: ['me', 'checkouts'], as: 'buyer', counted: true },
  { name: 'User.payments', path: ['me', 'payments'], as: 'buyer', counted: true },
  { name: 'User.favourites', path: ['me', 'favourites'], as: 'buyer', counted: true },
  { name: 'User.stores', path: ['me', 'stores'], as: 'vendor', counted: false },
  { name: 'Store.products', path: ['store', 'products'], as: 'vendor', counted: true },
  { name: 'Store.transactions', path: ['store', 'transactions'], as: 'vendor', counted: true },
  { name: 'Category.products', path: ['category', 'products'], as: 'buyer', counted: true },
  { name: 'Variant.stockMovements', path: ['product', 'variants', 'stockMovements'], as: 'vendor', counted: false },
] as const;

const caravan = testCaravan();
let client: GraphqlClient;
let buyer: SignedIn;
let vendor: Vendor;
let productId: string;
const errors = 'errors { __typename ... on UserError { message } }';

beforeAll(async () => {
  client = caravan.client;
  [buyer, vendor] = await Promise.all([caravan.people.customer(), caravan.people.vendor()]);
  await openSecondStore();
  for (const _ of [1, 2]) await trade();
}, 120_000);

async function openSecondStore(): Promise<void> {
  const apply = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;
  const approve = `mutation ApproveStore($input: ApproveStoreInput!) { approveStore(input: $input) { ${errors} } }`;
  const application = { name: 'Second', currency: 'EUR', idempotencyKey: 'second' };
  const { store } = await client.mutate<{ store: { id: string } }>(apply, application, { token: vendor.token });
  await client.mutate(approve, { storeId: store.id }, { token: (await caravan.people.admin()).token });
}

/** A new thing is liked, bought, delivered, and its store is paid. */
async function trade(): Promise<void> {
  const as = { token: buyer.token };
  const goods = await putOnSale(client, vendor);
  ({ productId } = goods);
  const like = `mutation AddFavourite($input: AddFavouriteInput!) { addFavourite(input: $input) { ${errors} } }`;
  await client.mutate(like, { targetId: productId }, as);
  await putInCart(client, buyer, goods.variantId);
  const { orderIds } = await checkOut(client, buyer, {
    currency: 'EUR',
    deliveryAddressId: await caravan.people.addressOf(buyer),
    idempotencyKey: unique('key'),
    timeoutMs: 20_000,
  });
  const [id] = orderIds;
  const document = 'query Bought($id: ID!) { order(id: $id) { fulfilments { id status } } }';
  type Bought = { order: { fulfilments: { id: string; status: string }[] } };
  const { order } = await client.query<Bought>(document, { id }, as);
  for (const fulfilment of order.fulfilments) await moveFulfilment(client, vendor, fulfilment);
  const updated = 'subscription Paid($id: ID!) { orderUpdated(orderId: $id) { status } }';
  type Event = { orderUpdated: { status: string } };
  const isOver = (event: Event) => event.orderUpdated.status === 'COMPLETED';
  await client.waitFor<Event>(updated, { id }, isOver, { ...as, timeoutMs: 20_000 });
}

const keys: Readonly<Record<string, string>> = {
  store: 'store(id: $store)',
  product: 'product(id: $product)',
  category: 'category(slug: "other")',
};

async function readPage({ path, as, counted }: (typeof lists)[number], paging: string): Promise<Page> {
  const content = `edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${counted ? 'totalCount' : ''}`;
  const [list = '', ...way] = path.toReversed();
  const selection = way.reduce(
    (inner, field) => `${keys[field] ?? field} { ${inner} }`,
    `${list}(${paging}) { ${content} }`,
  );
  const isUsed = (name: string) => selection.includes(`$${name})`);
  const variables = { store: vendor.storeId, product: productId };
  const declared = Object.keys(variables).filter(isUsed);
  const head = declared.length > 0 ? `(${declared.map((name) => `$${name}: ID!`).join(', ')})` : '';
  const used = Object.fromEntries(Object.entries(variables).filter(([name]) => isUsed(name)));
  const token = as === 'buyer' ? buyer.token : vendor.token;
  let found: unknown = await client.query(`query Page${head} { ${selection} }`, used, { token });
  for (const field of path) found = ([found].flat() as Record<string, unknown>[])[0]?.[field];
  return found as Page;
}

describe('a page after the other', () => {
  test.each(lists)('of $name', async (list) => {
    const first = await readPage(list, 'first: 1');
    expect(first).toMatchObject({
      nodes: [first.edges[0]?.node],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: first.edges[0]?.cursor },
      ...(list.counted ? { totalCount: 2 } : {}),
    });
    const second = await readPage(list, `first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes).toHaveLength(1);
    expect(second.nodes).not.toEqual(first.nodes);
    const before = await readPage(list, `last: 1, before: "${second.pageInfo.startCursor}"`);
    expect(before.nodes).toEqual(first.nodes);
  });
});
