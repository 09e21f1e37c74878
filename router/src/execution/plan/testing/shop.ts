import { federate } from './federation.ts';

const products = [
  { id: 'p1', name: 'Tent', kind: 'GOODS', weight: 3, size: { width: 4, height: 2 }, tags: [['a', 'b'], null, []] },
  { id: 'p2', name: 'Rope', kind: 'GOODS', weight: null, size: null, tags: null },
  { id: 'p3', name: 'Stove', kind: 'GOODS', weight: 1, size: { width: 1, height: 1 }, tags: [[]] },
];
const reviews = [
  { id: 'r1', product: 'p1', author: 'u1', text: 'Dry.' },
  { id: 'r2', product: 'p1', author: 'u2', text: 'Wet.' },
  { id: 'r3', product: 'p2', author: 'u1', text: 'Long.' },
];

/** Four subgraphs with most of what entities can do. */
export function openShop() {
  return federate({
    catalog: {
      sdl: `
        type Query { products(first: Int): [Product!]! product(id: ID!): Product things: [Thing!] nothing: Product }
        type Mutation { rename(id: ID!, name: String!): Product }
        type Subscription { productChanged: Product }
        enum Kind { GOODS RENTAL @inaccessible }
        interface Thing { id: ID! name: String }
        type Size @shareable { width: Int height: Int }
        type Product implements Thing @key(fields: "id") {
          id: ID! name: String kind: Kind! weight: Int size: Size tags: [[String!]]
        }
        type Voucher implements Thing { id: ID! name: String amount: Int! }
      `,
      resolvers: {
        Query: {
          products: (_root: unknown, { first = 10 }: { first?: number }) => products.slice(0, first),
          product: (_root: unknown, { id }: { id: string }) => products.find((each) => each.id === id),
          things: () => [products[0], { id: 'v1', name: 'Ten off', amount: 10 }],
          nothing: () => null,
        },
        Mutation: {
          rename: (_root: unknown, { id, name }: { id: string; name: string }) => ({ ...products[0], id, name }),
        },
        Thing: { __resolveType: (thing: object) => ('amount' in thing ? 'Voucher' : 'Product') },
        Product: { __resolveReference: ({ id }: { id: string }) => products.find((each) => each.id === id) },
      },
    },
    reviews: {
      sdl: `
        type Query { lastReview: Review }
        type Mutation { addReview(text: String!): Review }
        type Product @key(fields: "id") { id: ID! reviews(first: Int): [Review!] rating: Float }
        type User @key(fields: "id") { id: ID! reviews: [Review!] }
        type Review { id: ID! text: String author: User product: Product }
      `,
      resolvers: {
        Query: { lastReview: () => reviews[2] },
        Mutation: { addReview: (_root: unknown, { text }: { text: string }) => ({ ...reviews[0], text }) },
        Product: {
          reviews: ({ id }: { id: string }, { first = 10 }: { first?: number }) =>
            reviews.filter(({ product }) => product === id).slice(0, first),
          rating: ({ id }: { id: string }) => (id === 'p1' ? 4.5 : null),
        },
        User: { reviews: ({ id }: { id: string }) => reviews.filter(({ author }) => author === id) },
        Review: {
          author: ({ author }: { author: string }) => ({ id: author }),
          product: ({ product }: { product: string }) => ({ id: product }),
        },
      },
    },
    stock: {
      sdl: `
        type Product @key(fields: "id") {
          id: ID! weight: Int @external size: Size @external
          available: Int! parcels: Int @requires(fields: "weight") box: String @requires(fields: "size { width height }")
        }
        type Size @shareable { width: Int height: Int }
        type User @key(fields: "id") { id: ID! points: Int }
      `,
      resolvers: {
        Product: {
          available: ({ id }: { id: string }) => Number(id.slice(1)) * 10,
          parcels: ({ weight }: { weight: number | null }) => (weight === null ? null : weight * 2),
          box: ({ size }: { size: { width: number; height: number } | null }) => size && `${size.width}x${size.height}`,
        },
        User: { points: ({ id }: { id: string }) => (id === 'u1' ? 7 : 0) },
      },
    },
    people: {
      sdl: `
        type Query { me: User }
        type User @key(fields: "id") { id: ID! name: String! friend: User }
      `,
      resolvers: {
        Query: { me: () => ({ id: 'u1' }) },
        User: {
          name: ({ id }: { id: string }) => `Name of ${id}`,
          friend: ({ id }: { id: string }) => ({ id: id === 'u1' ? 'u2' : 'u1' }),
        },
      },
    },
  });
}
