import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { withoutIntrospection } from './introspection.ts';

const planned = (source: string) => print(withoutIntrospection(parse(source))).replace(/\s+/g, ' ');

test.each([
  ['{ a __schema { types { name } } }', '{ a __typename }'],
  [
    '{ ...F } fragment F on Query { b: __type(name: "A") { ...T } a } fragment T on __Type { name }',
    '{ ...F } fragment F on Query { __typename a }',
  ],
])('%s is planned as %s', (source, expected) => expect(planned(source)).toBe(expected));

test('what asks for none stays as it is', () => {
  const document = parse('{ a { __typename } }');
  expect(withoutIntrospection(document)).toBe(document);
});
