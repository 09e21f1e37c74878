import { Supergraph } from '@apollo/federation-internals';
import { type OperationDefinitionNode, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readAccessRules } from '../access/rules.ts';
import { composeSupergraph } from '../supergraph/compose.ts';
import { plannerSdl } from '../supergraph/planner-sdl.ts';
import { readCacheHints } from './cache-hints.ts';
import { entityPolicy, fragmentsOf, operationPolicy, type PolicyRules } from './policy.ts';

const definition = (name = 'cacheControl', link = 'import: ["@cacheControl"]') => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
      import: ["@key", "@shareable", "@composeDirective", "@authenticated"])
    @link(url: "https://example.com/cacheControl/v1.0", ${link}) @composeDirective(name: "@${name}")
  directive @${name}(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
    on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }`;

const library = `${definition()}
  type Query {
    book: Book
    cachedBook: Book @cacheControl(maxAge: 60)
    inheritingBook: Book @cacheControl(inheritMaxAge: true)
    favourite: Book @cacheControl(maxAge: 60, scope: PRIVATE)
    reader: Reader @cacheControl(maxAge: 40)
    count: Int
    cachedCount: Int @cacheControl(maxAge: 7)
    things: [Thing] @cacheControl(maxAge: 90)
    newest: Thing
    secret: Int @cacheControl(maxAge: 9) @authenticated
    vault: Vault @cacheControl(maxAge: 9)
  }
  type Book implements Thing @key(fields: "id") {
    id: ID!
    title: String
    cachedTitle: String @cacheControl(maxAge: 30)
    author: Author
    shelf: Shelf
  }
  type Author { name: String }
  type Shelf @cacheControl(inheritMaxAge: true) { name: String place: Place }
  type Place @cacheControl(maxAge: 15) { name: String }
  type Reader implements Thing @cacheControl(maxAge: 50) { id: ID! book: Book @cacheControl(maxAge: 20) diary: String @cacheControl(scope: PRIVATE) }
  interface Thing @cacheControl(maxAge: 80) { id: ID! }
  type Vault { open: Int @authenticated shut: Int }`;

test.each([
  ['{ __typename }', 0, false],
  ['{ book { title } }', 0, false],
  ['{ book { cachedTitle } }', 0, false],
  ['{ count }', 0, false],
  ['{ cachedCount }', 7, false],
  ['{ cachedCount count }', 0, false],
  ['{ cachedBook { title __typename } }', 60, false],
  ['{ cachedBook { cachedTitle } }', 30, false],
  ['{ cachedBook { author { name } } }', 0, false],
  ['{ cachedBook { shelf { name } } }', 60, false],
  ['{ cachedBook { shelf { place { name } } } }', 15, false],
  ['{ inheritingBook { title } cachedCount }', 0, false],
  ['{ favourite { title } }', 60, true],
  ['{ favourite { title } cachedCount }', 7, true],
  ['{ reader { id } }', 40, false],
  ['{ reader { book { title } } }', 20, false],
  ['{ reader { diary } }', 40, true],
  ['{ newest { id } }', 50, false],
  ['{ things { id ... on Book { author { name } } } }', 0, false],
  ['{ things { id ... on Reader { ...Diary } } } fragment Diary on Reader { diary }', 50, true],
  ['{ cachedBook { title @skip(if: true) author @include(if: false) { name } } }', 0, false],
  ['{ alias: cachedBook { id } }', 60, false],
  ['{ secret }', 9, true],
  ['{ vault { shut } }', 9, false],
  ['{ vault { open } }', 9, true],
  ['{ cachedCount __schema { description } }', 0, false],
])('the policy of %s is %d seconds, private: %s', (query, maxAgeSeconds, isPrivate) => {
  expect(policyOf(library, query)).toEqual(
    maxAgeSeconds === 0 ? { maxAgeSeconds: 0, isPrivate: true } : { maxAgeSeconds, isPrivate },
  );
});

test('nothing is kept longer than the maximum, and a default may stand in for hints', () => {
  expect(policyOf(library, '{ things { id } }', { maximumSeconds: 5 }).maxAgeSeconds).toBe(5);
  expect(policyOf(library, '{ book { title } }', { defaultSeconds: 3 }).maxAgeSeconds).toBe(3);
  expect(policyOf(library, '{ cachedBook { author { name } } }', { defaultSeconds: 3 }).maxAgeSeconds).toBe(3);
});

test('hints are found under the name that the supergraph gives them', () => {
  const renamed = `${definition('keepFor', 'import: [{name: "@cacheControl", as: "@keepFor"}]')}
    type Query { a: Int @keepFor(maxAge: 4) b: Int }`;
  expect(policyOf(renamed, '{ a }').maxAgeSeconds).toBe(4);
  expect(readCacheHints(composed(renamed)).hasAny).toBe(true);
  expect(readCacheHints('type Query { a: Int }').hasAny).toBe(false);
  const unlinked =
    'directive @cacheControl(maxAge: Int) on FIELD_DEFINITION type Query { a: Int @cacheControl(maxAge: 2) }';
  expect(readCacheHints(unlinked).ofField('Query', 'a')).toEqual({ maxAge: 2 });
});

test.each([
  ['Book', '{ title }', 0, false],
  ['Book', '{ cachedTitle }', 30, false],
  ['Book', '{ cachedTitle title }', 0, false],
  ['Reader', '{ id }', 50, false],
  ['Reader', '{ id diary }', 50, true],
  ['Reader', '{ book { title } }', 20, false],
])(
  'an entity %s of which %s is fetched is kept for %d seconds, private: %s',
  (type, text, maxAgeSeconds, isPrivate) => {
    const [operation] = parse(text).definitions as OperationDefinitionNode[];
    const selected = { type, set: (operation as OperationDefinitionNode).selectionSet, fragments: new Map() };
    const policy = entityPolicy(rulesOf(library), selected);
    expect(policy.maxAgeSeconds).toBe(maxAgeSeconds);
    if (maxAgeSeconds > 0) expect(policy.isPrivate).toBe(isPrivate);
  },
);

test('keys of entities are those of plain fields', () => {
  const hints = readCacheHints(
    composed(`${definition()} type Query { a: A b: B c: C }
      type A @key(fields: "nested { id }") @key(fields: "code region") { nested: C code: ID region: ID }
      type B @key(fields: "nested { id }") { nested: C }
      type C { id: ID }`),
  );
  expect([hints.keyOf('A'), hints.keyOf('B'), hints.keyOf('C')]).toEqual([['code', 'region'], null, null]);
});

function composed(sdl: string): string {
  return composeSupergraph([{ name: 'library', url: 'http://library.invalid', sdl }]);
}

function rulesOf(sdl: string, settings: Partial<PolicyRules> = {}): PolicyRules {
  const supergraph = composed(sdl);
  const access = readAccessRules(supergraph);
  return {
    hints: readCacheHints(supergraph),
    schema: Supergraph.build(plannerSdl(supergraph)).apiSchema().toGraphQLJSSchema(),
    isGuarded: (type, field) => access.demands(type, field).length > 0,
    defaultSeconds: 0,
    maximumSeconds: 3_600,
    ...settings,
  };
}

function policyOf(sdl: string, query: string, settings: Partial<PolicyRules> = {}) {
  const rules = rulesOf(sdl, settings);
  const document = parse(query);
  expect(validate(rules.schema, document)).toEqual([]);
  const [operation] = document.definitions as OperationDefinitionNode[];
  const set = (operation as OperationDefinitionNode).selectionSet;
  return operationPolicy(rules, { type: 'Query', set, fragments: fragmentsOf(document) });
}
