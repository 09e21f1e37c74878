import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { plannedNamesOf } from './aliases.ts';
import { documentChecks, withoutHints } from './documents.ts';

const limits = {
  tokens: 2_000,
  nesting: 200,
  depth: 12,
  aliases: 20,
  rootFields: 10,
  selections: 1_000,
  directives: 50,
};
const schema = buildSchema('type Query { a: Int }');
const names = plannedNamesOf('type Query { a: Int }');
const checks = () => {
  const check = documentChecks({ schema, names, limits });
  return (source: string, mayIntrospect = false) => check(source, mayIntrospect);
};

test('a document is parsed once', () => {
  const check = checks();
  expect(check('{ a }')).toBe(check('{ a }'));
});

test('long documents cannot fill the memory: the oldest are forgotten', () => {
  const check = checks();
  const first = check('{ a }');
  for (let index = 0; index < 20; index += 1) check(`{ a } # ${index}${' '.repeat(99_000)}`);
  expect(check('{ a }')).not.toBe(first);
});

test('hints at names are cut, and nothing else', () => {
  expect(withoutHints('Cannot query field "b" on type "Query". Did you mean "a"?')).toBe(
    'Cannot query field "b" on type "Query".',
  );
  expect(withoutHints('Expected an Int, found " Did you mean ".')).toBe('Expected an Int, found " Did you mean ".');
});

test('a text full of what hints begin with costs no time', () => {
  const message = `found "${' Did you mean '.repeat(18_000)}".`;
  const startedAt = performance.now();
  expect(withoutHints(message)).toBe(message);
  expect(performance.now() - startedAt).toBeLessThan(100);
});

test.each(['mutation { anything }', 'subscription { anything }'])(
  'what the schema has no root for is refused: %s',
  (source) => {
    expect(checks()(source)).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  },
);

test('one document is introspection for some, and nothing for others', () => {
  const check = checks();
  for (const source of [
    '{ __schema { description } }',
    '{ a ...T } fragment T on Query { __type(name: "Query") { name } }',
  ]) {
    for (const _again of [1, 2]) {
      expect(check(source, true)).toMatchObject({ isRenamed: false });
      expect(check(source)).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    }
  }
  expect(check('{ __typename }')).toMatchObject({ isRenamed: false });
  expect(check('{ aa }', true)).toMatchObject([{ message: expect.stringContaining('Did you mean') as string }]);
  expect(check('{ aa }')).toMatchObject([{ message: 'Cannot query field "aa" on type "Query".' }]);
});

test.each(['@skip', '@include(unless: true)'])('a subscription with %s is refused like any other', (directive) => {
  const live = buildSchema('type Query { a: Int } type Subscription { a: Int }');
  const check = documentChecks({ schema: live, names, limits });
  expect(check(`subscription { a ${directive} }`, true)).toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
});
