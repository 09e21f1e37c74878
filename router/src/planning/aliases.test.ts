import { GraphQLError, getOperationAST, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { plannedNamesOf, renameAliases, restoreAliases } from './aliases.ts';

const names = plannedNamesOf(`
  type Query { user: User }
  type User {
    id: ID! name: String
    posts(first: Int): [ID!] @join__field(graph: A)
    best: ID @join__field(graph: B, requires: "posts(first: 3)")
  }`);
const renamed = (source: string) => print(renameAliases(parse(source), names).document).replace(/\s+/g, ' ');

describe('aliases that are names of fields', () => {
  test.each([
    ['{ user { id: name } }', '{ user { alias_of_client_id: name } }'],
    ['{ user { __typename: name } }', '{ user { alias_of_client___typename: name } }'],
    ['{ _entities: user { id } }', '{ alias_of_client__entities: user { id } }'],
    [
      '{ ...A } fragment A on Query { name: user { id } }',
      '{ ...A } fragment A on Query { alias_of_client_name: user { id } }',
    ],
    ['{ alias_of_client_id: user { id } }', '{ alias_of_client_alias_of_client_id: user { id } }'],
    ['{ id: __schema { id: description } }', '{ alias_of_client_id: __schema { id: description } }'],
    ['{ user { posts } }', '{ user { alias_of_client_posts: posts } }'],
    ['{ user { posts: posts(first: 1) } }', '{ user { alias_of_client_posts: posts(first: 1) } }'],
    [
      'query ($n: Int) { user { posts(first: $n) best } }',
      'query ($n: Int) { user { alias_of_client_posts: posts(first: $n) best } }',
    ],
  ])('%s becomes %s', (source, expected) => expect(renamed(source)).toBe(expected));

  test.each([
    '{ user { id: id other: name } }',
    '{ user { id name } }',
    '{ user { posts(first: 3) some: posts(first: 1) } }',
    '{ __type(name: "User") { name: description } ...T } fragment T on Query { __schema { types { ...N } } } fragment N on __Type { id: name }',
  ])('%s stays as it is', (source) => {
    const document = parse(source);
    expect(renameAliases(document, names)).toEqual({ document, isRenamed: false });
  });
});

test('results get the names back that the client gave, in their order, whatever they are', () => {
  const source = `{
    alias_of_client_id: user { id }
    list: users { alias_of_client_alias_of_client_id: id ...N free: id }
    __proto__: user { ...N }
    alias_of_client_alias_of_client_meta: __schema { alias_of_client_name: description }
  } fragment N on User { alias_of_client_name: posts }`;
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const data = JSON.parse(`{
    "alias_of_client_id": null,
    "list": [{ "alias_of_client_alias_of_client_id": 2, "free": { "alias_of_client_id": 1 } }, null],
    "__proto__": { "alias_of_client_name": [3] },
    "alias_of_client_alias_of_client_meta": { "alias_of_client_name": "" }
  }`) as Record<string, unknown>;
  const error = new GraphQLError('no', {
    path: ['list', 0, 'alias_of_client_name', 'alias_of_client_id'],
    extensions: { code: 'FORBIDDEN' },
  });
  const restored = restoreAliases({ data, errors: [error], extensions: { cost: 1 } }, { document, operation });
  expect(JSON.stringify(restored.data)).toBe(
    '{"id":null,"list":[{"alias_of_client_id":2,"free":{"alias_of_client_id":1}},null],' +
      '"__proto__":{"name":[3]},"alias_of_client_meta":{"alias_of_client_name":""}}',
  );
  expect(restored.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['list', 0, 'name', 'alias_of_client_id'], 'FORBIDDEN'],
  ]);
  expect(restored.extensions).toEqual({ cost: 1 });
});
