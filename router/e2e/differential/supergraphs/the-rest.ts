import { type NamedSupergraph, supergraphOf } from './compose-named.ts';

/** Inputs, scalars, hidden parts, rules of access, many mutations. */
export const otherSupergraphs: readonly NamedSupergraph[] = [
  supergraphOf('inputs and scalars', {
    a: `
      scalar JSON scalar Day
      enum Colour { RED GREEN BLUE }
      input Range { from: Int = 1, to: Int! = 9, within: Range, colours: [Colour!] = [RED] }
      input Filter { text: String, ranges: [Range!], any: [[Int]], id: ID = "x", free: JSON, day: Day }
      type Query {
        find(filter: Filter = { text: "all", ranges: [{ to: 3 }] }, first: Int = 5, colour: Colour = GREEN, free: JSON): [Item!]!
        echo(text: String!, list: [String!]! = ["a", "b"], flags: [[Boolean!]!], day: Day): Echo
        type(input: String): String
      }
      type Echo { text: String! list: [[String!]] colour(of: Colour): Colour! free(of: JSON): JSON day: Day! }
      type Item @key(fields: "id") { id: ID! colours(not: [Colour!]): [Colour!] matrix: [[[Float]!]]! free: JSON }`,
    b: `
      scalar JSON scalar Day
      enum Colour { RED GREEN BLUE }
      input Range { from: Int = 1, to: Int! = 9, within: Range, colours: [Colour!] = [RED] }
      type Item @key(fields: "id") {
        id: ID! free: JSON @external day: Day! matching(range: Range!, colour: Colour! = BLUE, day: Day): [Item!]
        summary(range: Range): String @requires(fields: "free")
      }
      type Query { items(ids: [ID!]): [Item] }`,
  }),
  supergraphOf('hidden parts', {
    a: `
      directive @shown(as: String) on FIELD_DEFINITION
      extend schema @composeDirective(name: "@shown") @link(url: "https://example.invalid/shown/v1.0", import: ["@shown"])
      type Query { things: [Thing] account: Account secret: String @inaccessible choose(colour: Colour, hint: String @inaccessible): Any }
      union Any = Account | Secret | Open
      interface Thing { id: ID! state: State }
      type Account implements Thing @key(fields: "id") @key(fields: "code") {
        id: ID! state: State code: ID! @inaccessible owner: Owner @tag(name: "partner") balance: Int @shown(as: "money")
      }
      type Secret implements Thing @inaccessible { id: ID! state: State plan: String }
      type Open implements Thing { id: ID! state: State text: String }
      type Owner @key(fields: "id") { id: ID! @inaccessible name: String }
      enum State { NEW DONE HIDDEN @inaccessible }
      enum Colour { RED HIDDEN @inaccessible }`,
    b: `
      type Account @key(fields: "code") { code: ID! @inaccessible history: [Account!] rank: Int! hidden: Int @inaccessible }
      type Owner @key(fields: "id") { id: ID! @inaccessible age: Int accounts: [Account] }`,
    c: `
      type Account @key(fields: "code") { code: ID! @inaccessible hidden: Int @external shown: Int @requires(fields: "hidden") }`,
  }),
  supergraphOf('rules', {
    a: `
      type Query { me: User @authenticated users: [User!] @listSize(assumedSize: 5) }
      type User @key(fields: "id") { id: ID! name: String @requiresScopes(scopes: [["a"]]) @cost(weight: 3) email: String @tag(name: "x") }`,
    b: `
      type User @key(fields: "id") { id: ID! secret: String @policy(policies: [["p"]]) posts: [Post] }
      type Post { title: String @authenticated writer: User }`,
  }),
  supergraphOf('mutations', {
    a: `
      type Query { count: Count! }
      type Mutation { addA(by: Int! = 1): Count! resetA: Count dropA(ids: [ID!]): [Count] failA: Int! }
      type Count @key(fields: "id") { id: ID! a: Int! next: Count }`,
    b: `
      type Query { counts: [Count!] }
      type Mutation { addB(by: Int = 1, note: Note): Count resetB: Boolean! }
      input Note { text: String! = "none" deep: Note }
      type Count @key(fields: "id") { id: ID! b: Int! }`,
    c: `
      type Mutation { addC: Count }
      type Count @key(fields: "id") { id: ID! a: Int! @external c: Int! @requires(fields: "a") query: Text }
      type Text { of: String! count: Count! }`,
  }),
  supergraphOf('nested lists', {
    a: `
      type Query { board: Board! boards: [[Board!]!]! none: [[Board]] }
      type Board @key(fields: "id") { id: ID! cells: [[Cell!]!]! rows: [[[Cell]]] }
      type Cell @key(fields: "x y") { x: Int! y: Int! piece: Piece }
      interface Piece { id: ID! }
      type King implements Piece @key(fields: "id") { id: ID! moved: Boolean! }
      type Pawn implements Piece @key(fields: "id") { id: ID! }`,
    b: `
      type Cell @key(fields: "x y") { x: Int! y: Int! colour: String! neighbours: [[Cell!]] }
      type King @key(fields: "id") { id: ID! name: String! threats: [[Piece!]!] }
      interface Piece { id: ID! }
      type Pawn implements Piece @key(fields: "id") { id: ID! rank: Int }
      extend type King implements Piece`,
  }),
];
