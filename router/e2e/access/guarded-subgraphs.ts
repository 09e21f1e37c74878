import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { type EventFeed, eventFeed } from '../harness/event-feed.ts';
import { syntheticSubgraph } from '../harness/synthetic-subgraphs.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external",
  "@requires", "@authenticated", "@requiresScopes", "@policy", "@inaccessible", "@tag"])\n`;

const storageSdl = `${link}
  type Query {
    me: User @authenticated
    user(id: ID!): User @tag(name: "partner")
    item(id: ID!): Item @tag(name: "partner")
    things: [Thing!]!
    anything: [Anything!]
    seal: Seal
    level: Level
    hidden: String @inaccessible
  }
  type Mutation { touch(id: ID!): Item  unlock(id: ID!): Safe @authenticated }
  type Subscription { itemChanged(id: ID!): Item  safeChanged: Safe @requiresScopes(scopes: [["user:read:any"]]) }

  interface Thing { id: ID! label: String secret: String }
  union Anything = Item | Safe
  type Item implements Thing @key(fields: "id") {
    id: ID! @tag(name: "partner")
    label: String @tag(name: "partner")
    secret: String @requiresScopes(scopes: [["user:read:any"]])
    weight: Int @requiresScopes(scopes: [["ledger:read"]])
    owner: User
    invisible: String @inaccessible
  }
  type Safe implements Thing @key(fields: "id") { id: ID! label: String secret: String @authenticated content: Box strict: Box! }
  type Box @policy(policies: [["owner"]]) { gold: String }
  scalar Seal @authenticated
  enum Level @requiresScopes(scopes: [["ledger:read"]]) { LOW HIGH }
  type User @key(fields: "id") {
    id: ID! @tag(name: "partner")
    name: String @tag(name: "partner")
    email: String @requiresScopes(scopes: [["user:read:any"]]) @tag(name: "partner")
    friends: [User!]
  }`;

const freightSdl = `${link}
  type Item @key(fields: "id") {
    id: ID!
    weight: Int @external
    freight: Int @requires(fields: "weight") @requiresScopes(scopes: [["ledger:read"]])
    insider: String @authenticated
    carrier: String @tag(name: "partner")
  }
  type User @key(fields: "id") { id: ID!  salary: Int @requiresScopes(scopes: [["ledger:read"]])  items: [Item!] }`;

/** In every value that a rule guards. */
export const canary = 'canary-9e41';

export type GuardedWorld = {
  readonly subgraphs: readonly RunningSubgraph[];
  readonly changes: EventFeed<{ id: string }>;
  /** Guarded fields that were resolved, and mutations that took place. */
  readonly resolved: string[];
};

/** Two subgraphs that leave all rules to the router, and note when one of their guarded fields is asked for. */
export function guardedWorld(): GuardedWorld {
  const resolved: string[] = [];
  const changes = eventFeed<{ id: string }>();
  const guarded =
    <Value>(field: string, value: Value) =>
    () => {
      resolved.push(field);
      return value;
    };
  const user = (id: string) => ({ __typename: 'User', id });
  const item = (id: string) => ({ __typename: 'Item', id });
  const safe = (id: string) => ({ __typename: 'Safe', id });
  const named = (_root: unknown, { id }: { id: string }) => item(id);
  const storage = {
    Query: {
      me: guarded('Query.me', user(canary)),
      user: (_root: unknown, { id }: { id: string }) => user(id),
      item: named,
      things: () => [item('i1'), safe('s1')],
      anything: () => [item('i1'), safe('s1')],
      seal: guarded('Query.seal', canary),
      level: guarded('Query.level', 'HIGH'),
      hidden: guarded('Query.hidden', canary),
    },
    Mutation: {
      touch: (root: unknown, input: { id: string }) => {
        resolved.push('Mutation.touch');
        return named(root, input);
      },
      unlock: guarded('Mutation.unlock', safe(canary)),
    },
    Subscription: {
      itemChanged: {
        subscribe: (_root: unknown, { id }: { id: string }) => changes.watch({ id }, (event) => event.id === id),
        resolve: ({ id }: { id: string }) => item(id),
      },
      safeChanged: {
        subscribe: () => {
          resolved.push('Subscription.safeChanged');
          return changes.watch({ id: canary }, () => true);
        },
        resolve: ({ id }: { id: string }) => safe(id),
      },
    },
    Item: {
      __resolveReference: ({ id }: { id: string }) => item(id),
      label: ({ id }: { id: string }) => `Item ${id}`,
      secret: guarded('Item.secret', canary),
      weight: guarded('Item.weight', 941),
      owner: () => user('u1'),
      invisible: guarded('Item.invisible', canary),
    },
    Safe: {
      __resolveReference: ({ id }: { id: string }) => safe(id),
      label: ({ id }: { id: string }) => `Safe ${id}`,
      secret: guarded('Safe.secret', canary),
      content: guarded('Safe.content', { gold: canary }),
      strict: guarded('Safe.strict', { gold: canary }),
    },
    User: {
      __resolveReference: ({ id }: { id: string }) => user(id),
      name: ({ id }: { id: string }) => `Name of ${id}`,
      email: guarded('User.email', `${canary}@example.com`),
      friends: () => [user('u2'), user('u3')],
    },
  };
  const freight = {
    Item: {
      __resolveReference: (reference: object) => reference,
      freight: guarded('Item.freight', 9410),
      insider: guarded('Item.insider', canary),
      carrier: () => 'Donkey Express',
    },
    User: {
      __resolveReference: ({ id }: { id: string }) => user(id),
      salary: guarded('User.salary', 941_000),
      items: () => [item('i1'), item('i2')],
    },
  };
  return {
    subgraphs: [syntheticSubgraph('storage', storageSdl, storage), syntheticSubgraph('freight', freightSdl, freight)],
    changes,
    resolved,
  };
}
