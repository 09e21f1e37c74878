import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Caller } from '@caravan/core/principal';
import { createExecution } from '@caravan/subgraph/execution';
import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { parse } from 'graphql';
import { type EventFeed, eventFeed } from './event-feed.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@cost", "@listSize", "@shareable"])\n`;

const peopleSdl = `${link}
  type Query {
    me: User @authenticated
    user(id: ID!): User
    users: [User!]! @listSize(assumedSize: 10)
    whoCalls: Caller @shareable
  }
  type Mutation { rename(id: ID!, name: String!): User }
  type Caller @shareable { kind: String! id: ID scopes: [String!]! address: String requestId: String! }
  type User @key(fields: "id") {
    id: ID!
    displayName: String
    "Goes around in circles, for deep documents."
    friends: [User!]
    email: String @requiresScopes(scopes: [["user:read:any"]])
  }`;

const shopSdl = `${link}
  enum OrderStatus { PLACED SHIPPED DELIVERED }
  interface Thing { id: ID! }
  type Query {
    order(id: ID!): Order
    orders: [Order!]!
    newest(first: Int = 2): [Order!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    things: [Thing!]
  }
  type Mutation { ship(id: ID!): Order }
  type Subscription {
    orderUpdated(id: ID!): Order
    anyOrderUpdated: Order
    brokenStart: Order
  }
  type Order implements Thing @key(fields: "id") {
    id: ID!
    number: String!
    status: OrderStatus! @cost(weight: 2)
    buyer: User!
    lines: [Line!]!
    weight: Int!
  }
  type Line { title: String! quantity: Int! }
  type User @key(fields: "id") { id: ID! orders: [Order!] }`;

const moneySdl = `${link}
  type Query { balance: Int fails: String secretFails: String slow: String }
  type Order @key(fields: "id") {
    id: ID!
    weight: Int! @external
    paymentStatus: String
    payments: [Payment!]
    freight: Int @requires(fields: "weight")
  }
  type Payment { id: ID! status: String! payer: User }
  type User @key(fields: "id") { id: ID! }`;

export type Order = { id: string; number: string; status: string; buyerId: string };
/** How the money subgraph behaves. */
export type Fault = 'none' | 'silent' | 'throws';

export type World = {
  readonly orders: Map<string, Order>;
  readonly names: Map<string, string>;
  readonly paymentStatus: Map<string, string>;
  readonly feed: EventFeed<Order>;
  fault: Fault;
  /** Operations that the money subgraph was asked to run. */
  moneyCalls: number;
  update(id: string, status: string): void;
};

/** The text of an exception that must never reach a client. */
export const canary = 'SELECT secret FROM vault -- canary-7741';

export function createWorld(): World {
  const orders = new Map(
    ['o1', 'o2'].map((id, index) => [
      id,
      { id, number: `CV-${index + 1}`, status: 'PLACED', buyerId: `u${index + 1}` },
    ]),
  );
  const feed = eventFeed<Order>();
  return {
    orders,
    names: new Map([
      ['u1', 'Aigerim'],
      ['u2', 'Boris'],
    ]),
    paymentStatus: new Map([
      ['o1', 'PENDING'],
      ['o2', 'CAPTURED'],
    ]),
    feed,
    fault: 'none',
    moneyCalls: 0,
    update: (id, status) => {
      const order = { ...(orders.get(id) as Order), status };
      orders.set(id, order);
      feed.emit(order);
    },
  };
}

/** Three small subgraphs over one world, run by the same code as real ones. */
export function createSubgraphs(world: World): RunningSubgraph[] {
  return [
    syntheticSubgraph('people', peopleSdl, peopleResolvers(world)),
    syntheticSubgraph('shop', shopSdl, shopResolvers(world)),
    syntheticSubgraph('money', moneySdl, moneyResolvers(world)),
  ];
}

type Context = { caller: Caller };
type Resolvers = NonNullable<Parameters<typeof buildSubgraphSchema>[0] extends infer Module ? Module : never>;

/** A subgraph that enforces nothing itself. */
export function syntheticSubgraph(name: string, sdl: string, resolvers: object): RunningSubgraph {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers } as unknown as Resolvers & { typeDefs: never });
  const logger = createLogger({ level: 'silent', name });
  const { execute, subscribe, drain } = createExecution({
    name,
    schema,
    logger,
    contextFor: (caller): Context => ({ caller }),
  });
  return { name, sdl, schema, routes: [], execute, subscribe, ready: async () => true, stop: drain };
}

function peopleResolvers({ names }: World) {
  const person = (id: string) =>
    names.has(id) ? { id, displayName: names.get(id), email: `${id}@example.com` } : null;
  return {
    Query: {
      me: (_root: unknown, _args: unknown, { caller }: Context) => (caller.principal.id ? person('u1') : null),
      user: (_root: unknown, { id }: { id: string }) => person(id),
      users: () => [...names.keys()].map(person),
      whoCalls: (_root: unknown, _args: unknown, { caller }: Context) => ({
        kind: caller.principal.kind,
        id: caller.principal.id,
        scopes: caller.principal.scopes,
        address: caller.clientAddress,
        requestId: caller.requestId,
      }),
    },
    Mutation: {
      rename: (_root: unknown, { id, name }: { id: string; name: string }) => {
        names.set(id, name);
        return person(id);
      },
    },
    User: {
      __resolveReference: ({ id }: { id: string }) => person(id),
      friends: ({ id }: { id: string }) => [...names.keys()].filter((other) => other !== id).map(person),
    },
  };
}

function shopResolvers(world: World) {
  const { orders, feed } = world;
  return {
    Query: {
      order: (_root: unknown, { id }: { id: string }) => orders.get(id) ?? null,
      orders: () => [...orders.values()],
      newest: (_root: unknown, { first }: { first: number }) => [...orders.values()].slice(0, first),
      things: () => [...orders.values()],
    },
    Mutation: {
      ship: (_root: unknown, { id }: { id: string }) => {
        world.update(id, 'SHIPPED');
        return orders.get(id);
      },
    },
    Subscription: {
      orderUpdated: {
        subscribe: (_root: unknown, { id }: { id: string }) =>
          feed.watch(orders.get(id) ?? null, (order) => order.id === id),
        resolve: (order: Order) => order,
      },
      anyOrderUpdated: { subscribe: () => feed.watch(null, () => true), resolve: (order: Order) => order },
      brokenStart: {
        subscribe: () => {
          throw new Error(canary);
        },
      },
    },
    Thing: { __resolveType: () => 'Order' },
    Order: {
      __resolveReference: ({ id }: { id: string }) => orders.get(id) ?? null,
      buyer: ({ buyerId }: Order) => ({ id: buyerId }),
      lines: ({ id }: Order) => [{ title: `Goods of ${id}`, quantity: 2 }],
      weight: () => 7,
    },
    User: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      orders: ({ id }: { id: string }) => [...orders.values()].filter(({ buyerId }) => buyerId === id),
    },
  };
}

function moneyResolvers(world: World) {
  const behave = async () => {
    world.moneyCalls += 1;
    if (world.fault === 'throws') throw new Error(canary);
    if (world.fault === 'silent') await new Promise(() => {});
  };
  const fail = () => {
    throw new Error(canary);
  };
  return {
    Query: {
      balance: async () => {
        await behave();
        return 42;
      },
      fails: fail,
      secretFails: () => {
        throw Object.assign(new Error(canary), { extensions: { code: 'DATABASE_DOWN', debug: canary } });
      },
      slow: () => new Promise(() => {}),
    },
    Order: {
      __resolveReference: async ({ id, weight }: { id: string; weight?: number }) => {
        await behave();
        return { id, weight };
      },
      paymentStatus: ({ id }: Order) => world.paymentStatus.get(id) ?? null,
      payments: ({ id }: Order) => [{ id: `p-${id}`, status: world.paymentStatus.get(id), payer: { id: 'u1' } }],
      freight: ({ weight }: { weight: number }) => weight * 10,
    },
  };
}
