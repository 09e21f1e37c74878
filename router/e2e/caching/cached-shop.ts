import type { EventEnvelope } from '@caravan/contracts/event';
import type { Caller } from '@caravan/core/principal';
import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import type { Invalidation } from '../../src/start-router.ts';
import { syntheticSubgraph } from '../harness/synthetic-subgraphs.ts';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@composeDirective"])
  @link(url: "https://example.com/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
    on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }`;

const catalogSdl = `${link}
  type Query {
    product(id: ID!): Product
    products: [Product!] @cacheControl(maxAge: 60)
    me: Viewer @cacheControl(maxAge: 60, scope: PRIVATE)
    secret: String @cacheControl(maxAge: 60) @authenticated
    fails: Product
    partly: Partly @cacheControl(maxAge: 60)
    tenant: String @cacheControl(maxAge: 60)
    uncached: Product @cacheControl(maxAge: 0)
  }
  type Mutation { reprice(id: ID!, price: Int!): Product silentlyReprice(id: ID!, price: Int!): Boolean }
  type Product @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! title: String price: Int }
  type Viewer { name: String }
  type Partly { works: Int fails: Int }`;

const reviewsSdl = `${link}
  type Product @key(fields: "id") {
    id: ID!
    rating: Int @cacheControl(maxAge: 60)
    note: String @cacheControl(maxAge: 60, scope: PRIVATE)
    stock: Int @cacheControl(maxAge: 0)
    best: Review @cacheControl(maxAge: 60)
  }
  type Review { text: String product: Product @cacheControl(maxAge: 60) }`;

export type Shop = {
  readonly prices: Map<string, number>;
  readonly ratings: Map<string, number>;
  /** Calls of resolvers, by field. */
  readonly calls: Map<string, number>;
  /** Awaited by what `product` answers, after it has read. */
  held: Promise<void> | null;
  /** Told when `product` has read. */
  onRead(): void;
  readonly subgraphs: readonly RunningSubgraph[];
};

type Context = { readonly caller: Caller };
type Thing = { readonly id: string };

export function createShop(): Shop {
  const calls = new Map<string, number>();
  const count = (field: string) => calls.set(field, (calls.get(field) ?? 0) + 1);
  const shop = {
    prices: new Map([
      ['p1', 100],
      ['p2', 200],
    ]),
    ratings: new Map([
      ['p1', 4],
      ['p2', 5],
    ]),
    calls,
    held: null as Promise<void> | null,
    onRead: () => {},
  };
  const named = (context: Context) => context.caller.principal.id ?? 'nobody';
  const product = (id: string) =>
    shop.prices.has(id) ? { id, title: `Product ${id}`, price: shop.prices.get(id) } : null;
  const reprice = (_root: unknown, { id, price }: { id: string; price: number }) => {
    shop.prices.set(id, price);
    return product(id);
  };
  const fail = () => {
    count('fails');
    throw new Error('broken');
  };
  const catalog = {
    Query: {
      product: async (_root: unknown, { id }: Thing) => {
        count('product');
        const read = product(id);
        shop.onRead();
        await shop.held;
        return read;
      },
      products: () => {
        count('products');
        return [...shop.prices.keys()].map(product);
      },
      me: (_root: unknown, _args: unknown, context: Context) => {
        count('me');
        return { name: named(context) };
      },
      secret: (_root: unknown, _args: unknown, context: Context) => {
        count('secret');
        return `secret of ${named(context)}`;
      },
      fails: fail,
      partly: () => ({ works: 1 }),
      tenant: () => `${count('tenant').get('tenant')}`,
      uncached: () => product('p1'),
    },
    Mutation: {
      reprice,
      silentlyReprice: (root: unknown, given: { id: string; price: number }) => !!reprice(root, given),
    },
    Product: { __resolveReference: ({ id }: Thing) => product(id) },
    Partly: { fails: fail },
  };
  const reviews = {
    Product: {
      __resolveReference: ({ id }: Thing) => {
        count('reference');
        return id === 'p2' && !shop.ratings.has('p2') ? null : { id };
      },
      rating: ({ id }: Thing) => {
        count('rating');
        return shop.ratings.get(id);
      },
      note: ({ id }: Thing, _args: unknown, context: Context) => {
        count('note');
        return `${id} for ${named(context)}`;
      },
      stock: () => {
        count('stock');
        return 7;
      },
      best: () => ({ text: 'Good' }),
    },
    Review: { product: () => ({ id: 'p1' }) },
  };
  return Object.assign(shop, {
    subgraphs: [syntheticSubgraph('catalog', catalogSdl, catalog), syntheticSubgraph('reviews', reviewsSdl, reviews)],
  });
}

export const invalidation: Invalidation = {
  topics: ['shop.product'],
  changesOf: ({ type, subject }) =>
    type === 'shop.PriceChanged' ? [{ typename: 'Product', key: { id: subject } }] : [],
};

export function priceChanged(id: string): EventEnvelope {
  return {
    id: crypto.randomUUID(),
    type: 'shop.PriceChanged',
    version: 1,
    source: 'shop',
    subject: id,
    time: new Date().toISOString(),
    correlationId: 'test',
    causationId: null,
    principal: null,
    traceparent: null,
    topic: 'shop.product',
    data: {},
  };
}
