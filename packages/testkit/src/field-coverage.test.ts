import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { seenFields } from './field-coverage.ts';

const schema = buildSchema(`
  type Query { a: A  list: [A!] u: U }
  type A { x: Int y: Int }
  type B { z: Int }
  union U = A | B
`);

test.each([
  ['a value', '{ a { x } }', { a: { x: 0 } }, ['Query.a', 'A.x']],
  ['null', '{ a { x y } }', { a: { x: 1, y: null } }, ['Query.a', 'A.x']],
  ['an empty list', '{ list { x } }', { list: [] }, []],
  ['a list', '{ list { x } }', { list: [{ x: null }, { x: 1 }] }, ['Query.list', 'A.x']],
  ['an alias and fragments', '{ b: a { ... F } } fragment F on A { ... { y } }', { b: { y: 1 } }, ['Query.a', 'A.y']],
  ['a union', '{ u { __typename ... on B { z } } }', { u: { __typename: 'B', z: 1 } }, ['Query.u', 'B.z']],
])('sees %s', (_name, document, data, expected) => {
  expect(seenFields(schema, parse(document), data)).toEqual(expected);
});
