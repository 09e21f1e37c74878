import { getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { authorise } from './authorise.ts';
import { refusalsOf } from './refuse.ts';
import { readAccessRules } from './rules.ts';

const rules = readAccessRules(
  composeSupergraph([
    {
      name: 'a',
      url: 'http://a.invalid',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])
        type Query { me: User @authenticated users: [User] }
        type User { id: ID email: String @requiresScopes(scopes: [["read"]]) friends: [User] }`,
    },
  ]),
);

function refused(source: string, { isAuthenticated = false, variables = {} } = {}): unknown[] {
  const document = parse(source);
  const accessed = { document, operation: getOperationAST(document) as never };
  const { denied } = authorise(rules, accessed, { isAuthenticated, scopes: new Set(), policies: new Set() });
  return refusalsOf(denied, accessed, variables).map(({ path, extensions }) => [path?.join('.'), extensions.code]);
}

describe('a whole operation is refused', () => {
  test('by the paths of all that may not be seen, each once, and of nothing below', () => {
    const source = `{ me { email } others: users { id mail: email ...F ... { email } } } fragment F on User { email friends { email } }`;
    expect(refused(source)).toEqual([
      ['me', 'UNAUTHENTICATED'],
      ['others.mail', 'UNAUTHENTICATED'],
      ['others.email', 'UNAUTHENTICATED'],
      ['others.friends.email', 'UNAUTHENTICATED'],
    ]);
    expect(refused('{ me { email } }', { isAuthenticated: true })).toEqual([['me.email', 'FORBIDDEN']]);
    expect(refused('{ me { id } }', { isAuthenticated: true })).toEqual([]);
  });

  test.each([
    ['query ($on: Boolean!) { users { id email @include(if: $on) } }', { on: false }, 0],
    ['query ($on: Boolean!) { users { id email @include(if: $on) } }', { on: true }, 1],
    ['query ($on: Boolean!) { users { id ... @skip(if: $on) { email } } }', { on: true }, 0],
    ['query ($on: Boolean!) { users { id ...F @skip(if: $on) } } fragment F on User { email }', { on: false }, 1],
    ['{ users { id email @skip(if: true) } }', {}, 0],
    ['{ users { id email @skip(if: false) @include(if: true) } }', {}, 1],
  ])('but not for what is left out: %s %j', (source, variables, count) => {
    expect(refused(source, { variables })).toHaveLength(count);
  });

  test('by twenty paths at most', () => {
    const source = `{ users { ${Array.from({ length: 30 }, (_, index) => `a${index}: email`).join(' ')} } }`;
    expect(refused(source)).toHaveLength(20);
  });
});
