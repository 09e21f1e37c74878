import { type GraphQLError, getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { actualCost, estimateCost, slicingErrors } from './cost.ts';
import { readCostRules } from './cost-rules.ts';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;

const sdl = composeSupergraph([
  {
    name: 'shop',
    url: 'http://shop.invalid',
    sdl: `${link('"@key", "@cost", "@listSize"')}
      type Query {
        title: String
        rating: Int @cost(weight: 3)
        level: Level
        book: Book
        books: [Book]
        shelf: [Book] @listSize(assumedSize: 4)
        matrix: [[Book]] @listSize(assumedSize: 4)
        top(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
        some(first: Int = 5): [Book] @listSize(assumedSize: 50, slicingArguments: ["first"], requireOneSlicingArgument: false)
        page(first: Int, filter: Filter): BookPage
          @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
        find(text: String @cost(weight: 7), filters: [Filter], limit: Int = 3 @cost(weight: 2)): Book
        thing: Thing
        item: Item
        levels: [Level]
      }
      type Mutation { buy(filter: Filter): Book }
      type Subscription { sold: Book }
      enum Level @cost(weight: 2) { LOW HIGH }
      input Filter { text: String @cost(weight: 5) and: Filter size: Int = 1 }
      type Book @key(fields: "id") { id: ID! title: String similar: [Book] author: Author pages(first: Int): [String] }
      type Author @cost(weight: 10) { name: String born: Int @cost(weight: 1) }
      type BookPage { edges: [BookEdge] nodes: [Book] totalCount: Int @cost(weight: 30) others: [Book] }
      type BookEdge { node: Book }
      interface Thing { id: ID parts: [Book] }
      type Lamp implements Thing { id: ID parts: [Book] @listSize(assumedSize: 3) bulb: Author }
      type Chair implements Thing { id: ID @cost(weight: 4) parts: [Book] @listSize(assumedSize: 30) legs: [Book] }
      union Item = Lamp | Author`,
  },
]);

const rules = readCostRules(sdl, { defaultListSize: 10, introspectionCost: 100 });
const costed = (source: string, variables: Record<string, unknown> = {}) => {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return { document, operation, variables };
};
const estimate = (source: string, variables?: Record<string, unknown>) =>
  estimateCost(rules, costed(source, variables));
const actual = (source: string, data: unknown) => actualCost(rules, costed(source), data);
const messages = (errors: readonly GraphQLError[]) => errors.map(({ message }) => message);

describe('weights', () => {
  test.each([
    ['a leaf', '{ title }', 0],
    ['a leaf with a weight', '{ rating }', 3],
    ['a leaf whose type has a weight', '{ level }', 2],
    ['an object', '{ book { title } }', 1],
    ['an object whose type has a weight', '{ book { author { name } } }', 11],
    ['fields add up', '{ rating book { id author { born } } }', 3 + 1 + 10 + 1],
    ['aliases count each', '{ a: book { id } b: book { id } }', 2],
    ['a mutation costs ten more', 'mutation { buy { id } }', 11],
    ['a subscription costs what its event does', 'subscription { sold { author { name } } }', 11],
    ['__typename is free', '{ __typename book { __typename } }', 1],
    ['introspection', '{ __schema { types { name } } __type(name: "Book") { name } }', 200],
  ])('%s', (_what, source, cost) => expect(estimate(source)).toBe(cost));
});

describe('lists', () => {
  test.each([
    ['of which nothing is known', '{ books { id } }', 10],
    ['of an assumed size', '{ shelf { id } }', 4],
    ['of leaves that are free', '{ book { pages(first: 100) } }', 1],
    ['of leaves with a weight', '{ levels }', 20],
    ['multiply what is in them', '{ shelf { author { name } } }', 4 * 11],
    ['in lists multiply', '{ shelf { similar { similar { id } } } }', 4 * (1 + 10 * (1 + 10))],
    ['of lists multiply', '{ matrix { id } }', 40],
    ['sized by an argument', '{ top(first: 7) { id } }', 7],
    ['sized by the largest of arguments', '{ top(first: 7, last: 9) { id } }', 9],
    ['sized by the default of an argument', '{ some { id } }', 5],
    ['sized by what is given over the default', '{ some(first: 8) { id } }', 8],
    ['sized by null are of the assumed size', '{ some(first: null) { id } }', 50],
    ['of a negative size are empty', '{ some(first: -8) { id } }', 0],
    ['sized by arguments of the connection', '{ page(first: 6) { edges { node { id } } nodes { id } } }', 1 + 12 + 6],
    ['of a connection with its assumed size', '{ page { nodes { id } } }', 1 + 20],
    ['beside those that the connection sizes', '{ page(first: 6) { others { id } } }', 1 + 10],
    [
      'of a connection, selected through fragments',
      '{ page(first: 6) { ... { ...P } } } fragment P on BookPage { nodes { id } }',
      7,
    ],
    ['do not multiply what stands beside them', '{ page(first: 6) { totalCount nodes { id } } }', 1 + 30 + 6],
  ])('%s', (_what, source, cost) => expect(estimate(source)).toBe(cost));
});

describe('variables', () => {
  const source = 'query ($n: Int) { page(first: $n) { nodes { similar { id } } } }';
  test('say how long lists are', () => {
    expect(estimate(source, { n: 2 })).toBe(1 + 2 * 11);
    expect(estimate(source, { n: 30 })).toBe(1 + 30 * 11);
    expect(estimate(source, {})).toBe(1 + 20 * 11);
    expect(estimate(source, { n: null })).toBe(1 + 20 * 11);
  });

  test('leave the argument out, so that its default counts', () => {
    expect(estimate('query ($n: Int) { some(first: $n) { id } }')).toBe(5);
  });

  test('are found anew for each estimate of one document', () => {
    const operation = costed(source);
    expect([1, 5, 1].map((n) => estimateCost(rules, { ...operation, variables: { n } }))).toEqual([12, 56, 12]);
  });

  test('are looked up by their own name only', () => {
    expect(estimate('query ($constructor: Int) { some(first: $constructor) { id } }')).toBe(5);
    expect(estimate('query ($toString: Boolean!) { book @include(if: $toString) { id } }', { toString: true })).toBe(1);
  });

  test('decide what is left out', () => {
    const skipped = 'query ($no: Boolean!) { books @skip(if: $no) { id } ... @include(if: $no) { shelf { id } } }';
    expect([true, false].map((no) => estimate(skipped, { no }))).toEqual([4, 10]);
    expect(estimate('{ books @skip(if: true) { id } shelf @include(if: false) { id } }')).toBe(0);
  });
});

describe('arguments', () => {
  test.each([
    ['with a weight, and the default of another', '{ find(text: "x") { id } }', {}, 1 + 7 + 2],
    ['that are null', '{ find(text: null, limit: null) { id } }', {}, 1],
    [
      'that are objects',
      '{ buy: page(filter: { text: "x", and: { and: {} } }) { others { id } } }',
      {},
      1 + 10 + 5 + 3,
    ],
    ['that are lists of objects', '{ find(limit: null, filters: [{ text: "a" }, { text: "b" }]) { id } }', {}, 1 + 12],
    [
      'in variables',
      'query ($f: Filter) { page(filter: $f) { __typename } }',
      { f: { text: 'x', and: { text: 'y' } } },
      13,
    ],
    ['within objects in variables', 'query ($t: String) { page(filter: { text: $t }) { __typename } }', { t: 'x' }, 7],
    [
      'that are lists in variables',
      'query ($f: [Filter]) { find(limit: null, filters: $f) { id } }',
      { f: [{}, null, {}] },
      3,
    ],
    ['that are not multiplied by the list', '{ page(filter: {}) { nodes { id } } }', {}, 1 + 1 + 20],
  ])('%s', (_what, source, variables, cost) => expect(estimate(source, variables)).toBe(cost));
});

describe('abstract types cost what the most expensive of their types does', () => {
  test.each([
    ['an interface', '{ thing { parts { id } } }', 1 + 30],
    ['a weight of one implementation', '{ thing { id } }', 1 + 4],
    [
      'fragments of different types',
      '{ thing { ... on Lamp { bulb { name } } ... on Chair { legs { id } } } }',
      1 + 10,
    ],
    ['a fragment on the interface', '{ item { ... on Thing { parts { id } } } }', 10 + 3],
    ['a union', '{ item { ... on Author { born } ... on Lamp { bulb { born } } } }', 10 + 11],
  ])('%s', (_what, source, cost) => expect(estimate(source)).toBe(cost));
});

describe('fragments', () => {
  test('count wherever they are spread', () => {
    expect(estimate('{ ...A ...A book { id } } fragment A on Query { shelf { id } }')).toBe(9);
  });

  test('that double a hundred times are judged at once, without overflow', () => {
    const bomb = (spread: (next: string) => string) =>
      `{ book { ...F0 } } fragment F100 on Book { author { name } } ${Array.from(
        { length: 100 },
        (_, level) => `fragment F${level} on Book { ${spread(`...F${level + 1}`)} }`,
      ).join(' ')}`;
    expect(estimate(bomb((next) => `${next} ${next}`))).toBe(Number.MAX_SAFE_INTEGER);
    expect(estimate(bomb((next) => `a: similar { ${next} } b: similar { ${next} }`))).toBe(Number.MAX_SAFE_INTEGER);
    const conditional = bomb((next) => `${next} ... @include(if: $yes) { ${next} }`);
    expect(estimate(`query ($yes: Boolean!) ${conditional}`, { yes: true })).toBe(Number.MAX_SAFE_INTEGER);
    expect(estimate(`query ($yes: Boolean!) ${conditional}`, { yes: false })).toBe(11);
  });
});

describe('what an operation did cost', () => {
  const page = '{ page(first: 100, filter: { text: "x" }) { totalCount nodes { author { born } } } }';
  test('is counted by what came out', () => {
    const data = { page: { totalCount: 2, nodes: [{ author: { born: 1 } }, { author: null }, null] } };
    expect(estimate(page)).toBe(1 + 6 + 30 + 100 * 12);
    expect(actual(page, data)).toBe(1 + 6 + 30 + (1 + 10 + 1) + 1);
  });

  test('is what is asked, where nothing came out', () => {
    expect(actual(page, { page: null })).toBe(6);
    expect(actual(page, null)).toBe(0);
    expect(actual('mutation { buy { id } }', null)).toBe(10);
  });

  test('is found under aliases, through fragments and lists of lists', () => {
    const data = { a: [[{ id: '1' }, { id: '2' }], null], b: { author: { born: 1 } } };
    expect(actual('{ a: matrix { id } ...B ...B } fragment B on Query { b: book { author { born } } }', data)).toBe(
      2 + 24,
    );
  });

  test('of an abstract type is that of what is there', () => {
    const source = '{ thing { ... on Lamp { bulb { name } } ... on Chair { id legs { id } } } }';
    expect(actual(source, { thing: { bulb: { name: 'x' } } })).toBe(11);
    expect(actual(source, { thing: { id: '1', legs: [{ id: '1' }] } })).toBe(1 + 4 + 1);
  });
});

describe('arguments that say how long lists are', () => {
  const errors = (source: string, variables?: Record<string, unknown>) =>
    messages(slicingErrors(rules, costed(source, variables), { pageSize: 100, oneIsRequired: true }));
  test.each([
    ['as allowed', '{ page(first: 100) { nodes { id } } }', {}, []],
    ['too large', '{ page(first: 101) { nodes { id } } }', {}, ['`first` of `page` is at most 100.']],
    [
      'too large in a variable',
      'query ($n: Int) { top(last: $n) { id } }',
      { n: 1e9 },
      ['`last` of `top` is at most 100.'],
    ],
    [
      'none where one is required',
      '{ top { id } }',
      {},
      ['`top` takes exactly one of the arguments that say how many entries it has.'],
    ],
    [
      'two where one is required',
      '{ top(first: 1, last: 1) { id } }',
      {},
      ['`top` takes exactly one of the arguments that say how many entries it has.'],
    ],
    ['none where none is required', '{ page { nodes { id } } }', {}, []],
  ])('%s', (_what, source, variables, expected) => expect(errors(source, variables)).toEqual(expected));
});

describe('rules are found', () => {
  const renamed = (costLink: string, directives: string) =>
    `schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
      @link(url: "https://specs.apollo.dev/cost/v0.1"${costLink}) { query: Root }
     type Root { ${directives} }`;
  const rulesOf = (text: string) => readCostRules(text, { defaultListSize: 10, introspectionCost: 100 });
  test.each([
    ['by their own names', '', 'a: Int @cost(weight: 3) b: [Root] @cost__listSize(assumedSize: 2)'],
    ['imported', ', import: ["@cost", "@listSize"]', 'a: Int @cost(weight: 3) b: [Root] @listSize(assumedSize: 2)'],
    [
      'renamed',
      ', import: [{name: "@cost", as: "@price"}, {name: "@listSize", as: "@size"}]',
      'a: Int @price(weight: 3) b: [Root] @size(assumedSize: 2)',
    ],
    ['under another namespace', ', as: "money"', 'a: Int @money(weight: 3) b: [Root] @money__listSize(assumedSize: 2)'],
    [
      'as composition names what a subgraph does not import',
      ', import: [{name: "@cost", as: "@federation__cost"}, {name: "@listSize", as: "@federation__listSize"}]',
      'a: Int @federation__cost(weight: 3) b: [Root] @federation__listSize(assumedSize: 2)',
    ],
    ['with the weights of IBM', '', 'a: Int @cost(weight: "3.0") b: [Root] @cost__listSize(assumedSize: 2)'],
  ])('%s', (_what, costLink, fields) => {
    expect(estimateCost(rulesOf(renamed(costLink, fields)), costed('{ a b { a } }'))).toBe(3 + 2 * (1 + 3));
  });

  test('with slicing arguments inside of objects', () => {
    const text = renamed('', 'b(page: Page): [Root] @cost__listSize(slicingArguments: ["page.first"])').replace(
      '{ query: Root }',
      '{ query: Root } input Page { first: Int = 4 }',
    );
    expect(estimateCost(rulesOf(text), costed('{ b(page: { first: 7 }) { __typename } }'))).toBe(7 + 1);
    const inVariable = costed('query ($p: Page) { b(page: $p) { __typename } }', { p: { first: 9 } });
    expect(estimateCost(rulesOf(text), inVariable)).toBe(9 + 1);
  });

  test('nowhere, where the supergraph has none', () => {
    const text = 'schema { query: Query } type Query { a: [Query] @cost(weight: 100) }';
    expect(estimateCost(rulesOf(text), costed('{ a { __typename } }'))).toBe(10);
  });
});
