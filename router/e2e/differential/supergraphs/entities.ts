import { type NamedSupergraph, supergraphOf } from './compose-named.ts';

/** Entities by all kinds of keys, and what subgraphs need of each other for them. */
export const entitySupergraphs: readonly NamedSupergraph[] = [
  supergraphOf('keys', {
    catalog: `
      type Query { product(id: ID!): Product products(first: Int = 3): [Product!]! bySku(sku: String): Product }
      type Product @key(fields: "id") @key(fields: "sku vendor { code }") {
        id: ID! sku: String! vendor: Vendor! name: String tags: [String!]! grid: [[Int!]!]
      }
      type Vendor @key(fields: "code") { code: ID! title: String }`,
    stock: `
      type Query { scarce: [Product] }
      type Product @key(fields: "sku vendor { code }") { sku: String! vendor: Vendor! available: Int! shelves: [Shelf!] }
      type Vendor @key(fields: "code") { code: ID! warehouses: [Shelf] }
      type Shelf { aisle: String! row: Int product: Product }`,
    reviews: `
      type Query { latest: [Review!] }
      type Product @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!] rating: Float }
      type Review @key(fields: "id") { id: ID! text: String! author: User product: Product! }
      type User @key(fields: "id") { id: ID! name: String reviews: [Review!]! friends: [User] }
      type Vendor @key(fields: "code", resolvable: false) { code: ID! }
      type Subscription { reviewed(product: ID): Review rated(least: Float = 3): Product! several: [Review!] }
      type Mutation { review(product: ID!, text: String = "good"): Review forget(id: ID!): Boolean! }`,
    people: `
      type Query { me: User user(id: ID!): User! }
      type User @key(fields: "id") { id: ID! email: String birthday: String! vendor: Vendor }
      type Vendor @key(fields: "code", resolvable: false) { code: ID! }
      type Mutation { rename(id: ID!, name: String!): User! befriend(ids: [ID!]!): [User] }`,
  }),
  supergraphOf('unresolvable keys', {
    a: `type T @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! @shareable weight: Int owner: T }`,
    b: `type Query { t: T ts: [T] }
      type T @key(fields: "sku", resolvable: false) @key(fields: "id") {
        id: ID! sku: ID! @shareable weight: Int @external freight: Int @requires(fields: "weight")
      }`,
  }),
  supergraphOf('requires', {
    shop: `
      type Query { order(id: ID!): Order orders: [Order!] anything: [Order] }
      type Order @key(fields: "id") {
        id: ID! lines: [Line!]! buyer: Buyer weight(unit: Unit = KG): Float size: Size! history(last: Int = 2): [Change!]
      }
      type Line { sku: ID! count: Int! note: String }
      type Size { width: Int! height: Int depth: Int }
      type Change { at: String! by: Buyer }
      type Buyer @key(fields: "id") { id: ID! name: String country: String! }
      enum Unit { KG LB }`,
    freight: `
      type Query { carriers: [Carrier] }
      type Order @key(fields: "id") {
        id: ID!
        lines: [Line!]! @external
        size: Size! @external
        weight(unit: Unit = KG): Float @external
        history(last: Int = 2): [Change!] @external
        buyer: Buyer @external
        price(express: Boolean = false): Float @requires(fields: "lines { sku count } size { width depth }")
        carrier: Carrier @requires(fields: "weight(unit: LB)")
        trail: String @requires(fields: "history(last: 1) { at by { country } }")
        toll: Int! @requires(fields: "buyer { country }")
      }
      type Line { sku: ID! @external count: Int! @external }
      type Size { width: Int! @external depth: Int @external }
      type Change { at: String! @external by: Buyer @external }
      type Buyer @key(fields: "id") { id: ID! country: String! @external duties: Float @requires(fields: "country") }
      type Carrier @key(fields: "id") { id: ID! name: String }
      enum Unit { KG LB }`,
    tax: `
      type Order @key(fields: "id") {
        id: ID!
        history(last: Int = 2): [Change!] @external
        record: String @requires(fields: "history(last: 3) { at }")
        price(express: Boolean = false): Float @external
        toll: Int! @external
        tax: Float @requires(fields: "price toll")
        total: Float! @requires(fields: "price(express: false)")
      }
      type Change { at: String! @external }
      type Buyer @key(fields: "id") { id: ID! duties: Float @external owed: Float @requires(fields: "duties") }`,
  }),
  supergraphOf('provides', {
    reviews: `
      type Query { reviews: [Review!] top: Review @provides(fields: "author { name city { zip } } item { ... on Book { title } }") }
      type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "name") item: Item }
      type User @key(fields: "id") { id: ID! name: String @external city: City @external reviews: [Review!] }
      type City { zip: String @external }
      union Item = Book | Film
      type Book @key(fields: "id") { id: ID! title: String @external }
      type Film @key(fields: "id") { id: ID! year: Int }`,
    users: `
      type Query { users: [User] }
      type User @key(fields: "id") { id: ID! name: String @shareable city: City @shareable age: Int! }
      type City { zip: String @shareable name: String @shareable }`,
    items: `
      type Query { items: [Thing] }
      interface Thing { id: ID! title: String }
      type Book implements Thing @key(fields: "id") { id: ID! title: String @shareable pages: Int }
      type Film implements Thing @key(fields: "id") { id: ID! title: String @shareable minutes: Int! }`,
  }),
  supergraphOf('shareable and override', {
    a: `
      type Query { now: Clock @shareable box: Box boxes: [Box!]! @shareable }
      type Clock @shareable { hour: Int! minute: Int zone: Zone }
      type Zone @shareable { name: String! offset: Int }
      type Box @key(fields: "id") { id: ID! width: Int @shareable height: Int @shareable moved: String late: Int }`,
    b: `
      type Query { now: Clock @shareable boxes: [Box!]! @shareable }
      type Clock @shareable { hour: Int! second: Int zone: Zone }
      type Zone @shareable { name: String! offset: Int }
      type Box @key(fields: "id") {
        id: ID! width: Int @shareable moved: String @override(from: "a") depth: Int
        late: Int @override(from: "a", label: "percent(40)")
      }`,
    c: `
      type Clock @shareable { hour: Int! minute: Int second: Int zone: Zone }
      type Zone @shareable { name: String! offset: Int }
      type Box @key(fields: "id") { id: ID! height: Int @shareable clock: Clock boxes: [Box] }`,
  }),
  supergraphOf('extended the old way', {
    a: `type Query { user: User users: [User] } type User @key(fields: "id") { id: ID! name: String! }`,
    b: `
      type User @extends @key(fields: "id") { id: ID! @external posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! title: String writer: User }
      extend type Query { posts: [Post] }`,
    c: `
      extend type Post @key(fields: "id") { id: ID! @external likes: Int! likers: [User!] }
      extend type User @key(fields: "id") { id: ID! @external name: String! @external hello: String @requires(fields: "name") }`,
  }),
];
