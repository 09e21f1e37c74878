import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { isInStock, productOf, products, reviews, shippingOf, users } from './goods.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@external", "@requires", "@provides", "@shareable"])\n`;

/** Four subgraphs of the shape that benchmarks of federation gateways commonly use. */
export const sdls = {
  accounts: `${link}
    type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
  inventory: `${link}
    type Product @key(fields: "upc") {
      upc: String!
      weight: Int @external
      price: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
  products: `${link}
    type Query { topProducts(first: Int = 5): [Product] }
    type Subscription { productUpdated(upc: String!): Product }
    type Product @key(fields: "upc") {
      upc: String!
      name: String
      price: Int
      weight: Int
      "On the clock of the machine, in milliseconds: when the event was sent."
      updatedAt: Float
    }`,
  reviews: `${link}
    type Query { reviews: [Review] }
    type Review @key(fields: "id") {
      id: ID!
      body: String
      author: User @provides(fields: "username")
      product: Product
    }
    type User @key(fields: "id") { id: ID! username: String @external numberOfReviews: Int reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
};

export type SubgraphName = keyof typeof sdls;

export const subgraphNames = Object.keys(sdls) as SubgraphName[];

export function schemaOf(name: SubgraphName): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(sdls[name]), resolvers: resolvers[name] });
}

type Id = { readonly id: string };
type Upc = { readonly upc: string };

const resolvers = {
  accounts: {
    Query: { me: () => users[0], user: (_root: unknown, { id }: Id) => userOf(id), users: () => users },
    User: { __resolveReference: ({ id }: Id) => userOf(id) },
  },
  inventory: {
    Product: {
      __resolveReference: (reference: Upc) => reference,
      inStock: ({ upc }: Upc) => isInStock(upc),
      shippingEstimate: (product: { price: number; weight: number }) => shippingOf(product),
    },
  },
  products: {
    Query: { topProducts: (_root: unknown, { first }: { first: number }) => products.slice(0, first) },
    Product: { __resolveReference: ({ upc }: Upc) => productOf(upc) },
  },
  reviews: {
    Query: { reviews: () => reviews },
    Review: {
      __resolveReference: ({ id }: Id) => reviews.find((review) => review.id === id),
      author: ({ authorId }: { authorId: string }) => ({ id: authorId, username: userOf(authorId)?.username }),
      product: ({ upc }: Upc) => ({ upc }),
    },
    User: {
      __resolveReference: (reference: Id) => reference,
      numberOfReviews: ({ id }: Id) => reviews.filter(({ authorId }) => authorId === id).length,
      reviews: ({ id }: Id) => reviews.filter(({ authorId }) => authorId === id),
    },
    Product: {
      __resolveReference: (reference: Upc) => reference,
      reviews: (product: Upc) => reviews.filter(({ upc }) => upc === product.upc),
    },
  },
};

function userOf(id: string) {
  return users.find((user) => user.id === id);
}
