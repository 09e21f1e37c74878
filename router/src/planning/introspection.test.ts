import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { withoutIntrospection } from './introspection.ts';

const planned = (source: string) => print(withoutIntrospection(parse(source))).replace(/\s+/g, ' ');

test.each([
  ['{ a __schema { types { name } } }', '{ a }'],
  ['{ __schema { types { name } } }', '{ __typename }'],
  ['mutation { b: __typename a { __typename } }', 'mutation { a { __typename } }'],
  ['{ a ... @include(if: true) { __typename } }', '{ a }'],
  [
    '{ ...F @skip(if: true) ...G } fragment F on Query { ...G b __typename } fragment G on Query { a }',
    '{ ... on Query @skip(if: true) { ...G b } ...G } fragment G on Query { a }',
  ],

  [
    '{ ...F } fragment F on Query { b: __type(name: "A") { ...T } a } fragment T on __Type { name }',
    '{ ... on Query { a } }',
  ],
])('%s is planned as %s', (source, expected) => expect(planned(source)).toBe(expected));

test('what asks for none stays as it is', () => {
  const document = parse('{ a { __typename } ...F } fragment F on Query { a { __typename } }');
  expect(withoutIntrospection(document)).toBe(document);
});
