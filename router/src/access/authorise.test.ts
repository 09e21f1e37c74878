import { buildASTSchema, type FieldNode, getOperationAST, parse, print, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { authorise } from './authorise.ts';
import type { Rights } from './rights.ts';
import { readAccessRules } from './rules.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@shareable"])\n`;
const sdl = composeSupergraph([
  {
    name: 'a',
    url: 'http://a.invalid',
    sdl: `${link}
      type Query {
        me: User @authenticated
        order(id: ID!): Order
        things: [Thing!]!
        anything: [Anything!]
        vault: Vault
        level(of: Level): Level
        secret(id: ID): Secret
      }
      type Mutation { ship(id: ID!): Order close: Vault }
      type Subscription { orderUpdated(id: ID!): Order vaultOpened: Vault @policy(policies: [["owner"], ["guard", "night"]]) }
      interface Thing { id: ID! label: String owner: User }
      union Anything = Order | Vault
      type User { id: ID! name(locale: String): String email: String @requiresScopes(scopes: [["user:read"], ["support", "night"]]) }
      type Order implements Thing { id: ID! label: String owner: User total: Int @authenticated lines: [Line!]! }
      type Line { title: String! cost: Int! @requiresScopes(scopes: [["cost:read"]]) }
      type Crate implements Thing { id: ID! label: String @requiresScopes(scopes: [["crate:read"]]) owner: User }
      type Vault @authenticated { id: ID! content: String }
      enum Level @policy(policies: [["owner"]]) { LOW HIGH }
      scalar Secret @requiresScopes(scopes: [["secret:read"]])`,
  },
]);
const rules = readAccessRules(sdl);
const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });

type Who = { isAuthenticated?: boolean; scopes?: string[]; policies?: string[] };
const rightsOf = ({ isAuthenticated = false, scopes = [], policies = [] }: Who): Rights => ({
  isAuthenticated,
  scopes: new Set(scopes),
  policies: new Set(policies),
});
const nobody = rightsOf({});
const user = rightsOf({ isAuthenticated: true });

function authorised(source: string, rights: Rights) {
  const document = parse(source, { noLocation: true });
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('one operation');
  const outcome = authorise(rules, { document, operation }, rights);
  if (outcome.operation) expect(validate(schema, outcome.document)).toEqual([]);
  return {
    ...outcome,
    given: document,
    left: outcome.operation ? print(outcome.document).replaceAll(/\s+/g, ' ').trim() : null,
    fields: [...outcome.denied].map(([node, code]) => `${nameOf(node)} ${code}`),
  };
}

function nameOf({ alias, name }: FieldNode): string {
  return alias ? `${alias.value}:${name.value}` : name.value;
}

describe('what is left of an operation', () => {
  test('is the very same where nothing is guarded, and where everything is allowed', () => {
    for (const source of ['{ order(id: 1) { id label } }', '{ me { id } vault { content } }']) {
      const { document, operation, denied, key, given } = authorised(source, user);
      expect(document).toBe(given);
      expect(operation).toBe(getOperationAST(given));
      expect([denied.size, key]).toEqual([0, '']);
    }
  });

  test.each([
    ['a field', '{ me { id } order(id: 1) { id } }', nobody, '{ order(id: 1) { id } }', ['me UNAUTHENTICATED']],
    [
      'an alias',
      '{ order(id: 1) { id sum: total } }',
      nobody,
      '{ order(id: 1) { id } }',
      ['sum:total UNAUTHENTICATED'],
    ],
    [
      'a list edge',
      '{ order(id: 1) { lines { title cost } } }',
      user,
      '{ order(id: 1) { lines { title } } }',
      ['cost FORBIDDEN'],
    ],
    [
      'all below a field',
      '{ order(id: 1) { total } }',
      nobody,
      '{ order(id: 1) { __typename } }',
      ['total UNAUTHENTICATED'],
    ],
    [
      'a guarded type',
      '{ vault { id } order(id: 1) { id } }',
      nobody,
      '{ order(id: 1) { id } }',
      ['vault UNAUTHENTICATED', 'id UNAUTHENTICATED'],
    ],
    ['a guarded enum', '{ level(of: LOW) order(id: 1) { id } }', user, '{ order(id: 1) { id } }', ['level FORBIDDEN']],
    ['a guarded scalar', '{ secret order(id: 1) { id } }', user, '{ order(id: 1) { id } }', ['secret FORBIDDEN']],
    [
      'a guarded member of a union',
      '{ anything { ... on Vault { content __typename } ... on Order { id } } }',
      nobody,
      '{ anything { __typename ... on Vault { __typename } ... on Order { id } } }',
      ['content UNAUTHENTICATED'],
    ],
    [
      'a field of an interface that one implementer guards',
      '{ things { id label } }',
      user,
      '{ things { __typename id } }',
      ['label FORBIDDEN'],
    ],
    [
      'what the type condition narrows down to',
      '{ things { ... on Order { label } ... on Crate { label } } }',
      user,
      '{ things { __typename ... on Order { label } } }',
      ['label FORBIDDEN'],
    ],
    [
      'an interface again below a type',
      '{ things { ... on Order { ... on Thing { label } id } } }',
      user,
      '{ things { __typename ... on Order { id } } }',
      ['label FORBIDDEN'],
    ],
    [
      'a mutation of which nothing may be seen',
      'mutation { ship(id: 1) { total } }',
      nobody,
      'mutation { ship(id: 1) { __typename } }',
      ['total UNAUTHENTICATED'],
    ],
    [
      'a payload of events',
      'subscription { orderUpdated(id: 1) { id total } }',
      nobody,
      'subscription { orderUpdated(id: 1) { id } }',
      ['total UNAUTHENTICATED'],
    ],
    [
      'introspection beside it',
      '{ __typename vault { id } }',
      nobody,
      '{ __typename }',
      ['vault UNAUTHENTICATED', 'id UNAUTHENTICATED'],
    ],
  ])('%s', (...[, source, rights, left, fields]) => {
    const outcome = authorised(source, rights);
    expect(outcome.left).toBe(left);
    expect(outcome.fields).toEqual(fields);
  });

  test.each([
    '{ me { id } }',
    'mutation { close { id } }',
    'subscription { vaultOpened { id } }',
    '{ ... { ...F } } fragment F on Query { me { id } }',
  ])('is nothing: %s', (source) => {
    const { operation, denied } = authorised(source, nobody);
    expect([operation, [...denied.values()][0]]).toEqual([null, 'UNAUTHENTICATED']);
  });

  test('has no fragment and no variable that nothing uses any more', () => {
    const { left, fields } = authorised(
      `query Q($id: ID!, $locale: String, $on: Boolean!) {
        order(id: $id) { ...Money ...Safe }
        me @include(if: $on) { name(locale: $locale) }
      }
      fragment Money on Order { total ...Owner }
      fragment Owner on Thing { owner { ...Person } }
      fragment Person on User { email }
      fragment Safe on Order { safe: lines { title } }`,
      nobody,
    );
    expect(left).toBe(
      'query Q($id: ID!) { order(id: $id) { ...Money ...Safe } } fragment Money on Order { ...Owner } ' +
        'fragment Owner on Thing { owner { __typename } } fragment Safe on Order { safe: lines { title } }',
    );
    expect(fields).toEqual(['total UNAUTHENTICATED', 'email UNAUTHENTICATED', 'me UNAUTHENTICATED']);
  });

  test('has no other operation of the document', () => {
    const document = parse('query A { me { id } order(id: 1) { id } } query B { me { id } }');
    const outcome = authorise(rules, { document, operation: getOperationAST(document, 'A') as never }, nobody);
    expect(outcome.document.definitions).toHaveLength(1);
  });
});

describe('rules', () => {
  const email = '{ order(id: 1) { owner { id email } } }';
  test.each([
    [{}, 'UNAUTHENTICATED'],
    [{ isAuthenticated: true }, 'FORBIDDEN'],
    [{ isAuthenticated: true, scopes: ['support'] }, 'FORBIDDEN'],
    [{ isAuthenticated: true, scopes: ['night'], policies: ['support'] }, 'FORBIDDEN'],
    [{ isAuthenticated: true, scopes: ['user:read'] }, undefined],
    [{ scopes: ['support', 'night', 'other'] }, undefined],
  ])('are an OR of ANDs: %j', (who: Who, expected) => {
    expect([...authorised(email, rightsOf(who)).denied.values()][0]).toBe(expected);
  });

  test('of one field all hold', () => {
    const source = 'subscription { vaultOpened { id } }';
    expect(authorised(source, rightsOf({ policies: ['owner'] })).operation).toBeNull();
    expect(authorised(source, rightsOf({ isAuthenticated: true, policies: ['guard'] })).operation).toBeNull();
    expect(authorised(source, rightsOf({ isAuthenticated: true, policies: ['guard', 'night'] })).denied.size).toBe(0);
  });
});

test('outcomes are made once for all who have the same rights to what is asked', () => {
  const document = parse('{ order(id: 1) { total owner { email } } }');
  const accessed = { document, operation: getOperationAST(document) as never };
  const one = authorise(rules, accessed, rightsOf({ scopes: ['a'] }));
  expect(authorise(rules, accessed, rightsOf({ scopes: ['b', 'c'], policies: ['owner'] }))).toBe(one);
  const other = authorise(rules, accessed, user);
  expect(other.key).not.toBe(one.key);
  expect(authorise(rules, accessed, rightsOf({ isAuthenticated: true, scopes: ['user:read'] })).key).toBe('');
});

test('a supergraph without rules costs nothing', () => {
  const plain = readAccessRules(
    composeSupergraph([{ name: 'a', url: 'http://a.invalid', sdl: 'type Query { a: Int }' }]),
  );
  const document = parse('{ a }');
  const operation = getOperationAST(document) as never;
  expect(authorise(plain, { document, operation }, nobody)).toEqual({
    document,
    operation,
    denied: new Map(),
    key: '',
  });
});
