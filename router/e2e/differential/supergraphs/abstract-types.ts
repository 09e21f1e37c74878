import { type NamedSupergraph, supergraphOf } from './compose-named.ts';

/** Interfaces, unions, interface objects. */
export const abstractSupergraphs: readonly NamedSupergraph[] = [
  supergraphOf('interfaces and unions', {
    a: `
      type Query { nodes: [Node!]! node(id: ID!): Node search(text: String): [Hit] named: Named }
      interface Node { id: ID! }
      interface Named implements Node { id: ID! name(upper: Boolean = false): String }
      union Hit = Dog | Cat | Fish
      type Dog implements Node & Named @key(fields: "id") { id: ID! name(upper: Boolean = false): String barks: Boolean! owner: Person }
      type Cat implements Node & Named @key(fields: "id") { id: ID! name(upper: Boolean = false): String lives: Int owner: Person }
      type Fish implements Node @key(fields: "id") { id: ID! depth: Float! friends: [Hit!] }
      type Person implements Node @key(fields: "id") { id: ID! pets: [Named!] }`,
    b: `
      type Query { strays: [Animal!] }
      type Subscription { arrived: Animal left(id: ID!): [Guest!]! }
      interface Animal { id: ID! weight: Float }
      union Guest = Dog | Person
      type Dog implements Animal @key(fields: "id") { id: ID! weight: Float age: Int! guests: [Guest] }
      type Cat implements Animal @key(fields: "id") { id: ID! weight: Float age: Int! mood: Mood }
      type Person @key(fields: "id") { id: ID! age: Int phone: [[String]] favourite: Animal }
      enum Mood { CALM WILD }`,
    c: `
      type Dog @key(fields: "id") { id: ID! weight: Float @external ration: Float @requires(fields: "weight") }
      type Fish @key(fields: "id") { id: ID! weight: Float age: Int tank: Tank }
      type Tank { size: Int inhabitants: [Fish!]! }`,
  }),
  supergraphOf('interface objects', {
    media: `
      type Query { media: [Media!]! medium(id: ID!): Media books: [Book] }
      interface Media @key(fields: "id") { id: ID! title: String creator: Person }
      type Book implements Media @key(fields: "id") { id: ID! title: String creator: Person pages: Int! }
      type Film implements Media @key(fields: "id") { id: ID! title: String creator: Person minutes: Int sequel: Media }
      type Song implements Media @key(fields: "id") { id: ID! title: String creator: Person album: [Song!] }
      type Person @key(fields: "id") { id: ID! name: String }`,
    reviews: `
      type Query { reviewed: [Media] best: Media }
      type Media @interfaceObject @key(fields: "id") { id: ID! reviews: [Review!]! score: Float }
      type Review { text: String! about: Media by: Person }
      type Person @key(fields: "id") { id: ID! reviews: [Review!] }`,
    shop: `
      type Query { onSale: [Media!] }
      type Media @interfaceObject @key(fields: "id") {
        id: ID! price: Int title: String @external label: String @requires(fields: "title")
      }`,
  }),
  supergraphOf('interface of many subgraphs', {
    a: `
      type Query { things: [Thing!] thing: Thing }
      interface Thing { id: ID! size: Int part: Part }
      type Stone implements Thing @key(fields: "id") { id: ID! size: Int part: Part a: String! }
      type Leaf implements Thing @key(fields: "id") { id: ID! size: Int @shareable part: Part a: [Int!]! }
      type Part @shareable { name: String whole: Whole }
      type Whole @key(fields: "id") { id: ID! }`,
    b: `
      type Query { others: [Thing] }
      interface Thing { id: ID! part: Part }
      type Stone implements Thing @key(fields: "id") { id: ID! part: Part @override(from: "a") b: String }
      type Leaf implements Thing @key(fields: "id") { id: ID! part: Part @override(from: "a") size: Int @shareable b: String }
      type Part @shareable { name: String whole: Whole }
      type Whole @key(fields: "id") { id: ID! parts: [Part!] things: [Thing] }`,
  }),
];
