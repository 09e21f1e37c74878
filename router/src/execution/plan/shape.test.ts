import fc from 'fast-check';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileFlags } from './conditions.ts';
import { writeFastShape } from './fast-shape.ts';
import type { Data } from './own.ts';
import { clientSelection } from './selection.ts';
import { shape } from './shape.ts';

const schema = buildSchema(`
  type Query { a: A as: [A!] node: Node! search: [Found] lists: [[Int!]]! json: JSON kind: Kind ids: [ID] flag: Boolean! number: Float }
  interface Node { id: ID! next: Node }
  union Found = A | B
  scalar JSON
  enum Kind { ONE TWO }
  type A implements Node { id: ID! next: Node name: String size: Int! kinds: [Kind!] }
  type B implements Node { id: ID! next: Node other: A amount: Float }
`);

const document = parse(`{
  t: __typename __proto__: flag constructor: number lists json kind ids
  a { ...Node ... on A { name } next { ... on B { amount other { n: name } } id } }
  as { id size kinds __typename }
  node { __typename k: id ...Node ... on A { size } }
  search { ... on Node { id } ... on A { name kinds } ... on B { other { size } } u: __typename }
} fragment Node on Node { id next { __typename id } }`);

function selected() {
  const operation = getOperationAST(document);
  const type = schema.getQueryType();
  if (!operation || !type) throw new Error('No operation.');
  const flags = compileFlags(document, operation, [])({});
  const root = { selections: operation.selectionSet.selections, type };
  return clientSelection(root, { document, schema, denied: undefined }, flags);
}

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    'ONE',
    'THREE',
    '',
    'x',
    0,
    -0,
    1,
    2.5,
    1e21,
    Number.NaN,
    2 ** 40,
    true,
    1n,
  ),
  fc.constantFrom<unknown>({}, [], { a: 1 }),
);
/** Mostly what the schema allows, sometimes anything. */
const sound = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 60, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: scalar });
const listOf = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 3 });
const { node } = fc.letrec((tie) => {
  const common = {
    id: sound(fc.constantFrom('i', 5)),
    k: sound(fc.constant('k')),
    next: sound(fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(null), tie('node'))),
  };
  const a = fc.record(
    {
      ...common,
      __typename: sound(fc.constant('A')),
      name: sound(fc.constantFrom('n', null)),
      n: sound(fc.constant('n')),
      size: sound(fc.constant(3)),
      kinds: sound(listOf(sound(fc.constantFrom('ONE', 'TWO')))),
      u: sound(fc.constantFrom(undefined, 'A')),
    },
    { requiredKeys: ['__typename', 'id', 'size'] },
  );
  const b = fc.record(
    { ...common, __typename: sound(fc.constant('B')), amount: sound(fc.constant(1.5)), other: sound(a) },
    { requiredKeys: ['__typename', 'id'] },
  );
  return { node: fc.oneof(a, b) };
});
const root = fc.record({
  a: sound(node),
  as: sound(listOf(sound(node))),
  node: sound(node),
  search: sound(listOf(sound(node))),
  lists: sound(listOf(sound(listOf(sound(fc.constant(1)))))),
  json: scalar,
  kind: sound(fc.constant('TWO')),
  ids: sound(listOf(sound(fc.constantFrom('a', 1)))),
  ['__proto__']: sound(fc.constant(true)),
  constructor: sound(fc.constant(1.5)),
});

test('code that is written for a selection shapes what is regular as the whole rules do, and nothing else', () => {
  const selection = selected();
  const fast = writeFastShape(selection, schema);
  let regular = 0;
  fc.assert(
    fc.property(root, (input) => {
      const data = fast?.(input as Data);
      const shaped = shape(selection, input as Data, { schema, introspected: null });
      if (data) regular += 1;
      if (data) expect(shaped.violations).toEqual([]);
      if (data) expect(shaped.data).toEqual(data);
      if (data) expect(Object.keys(shaped.data ?? {})).toEqual(Object.keys(data));
    }),
    { numRuns: 2_000, seed: 7 },
  );
  expect(regular).toBeGreaterThan(100);
});

test('what it cannot write is left to the whole rules', () => {
  const asked = parse('{ __schema { queryType { name } } }');
  const operation = getOperationAST(asked);
  const type = schema.getQueryType();
  if (!operation || !type) throw new Error('No operation.');
  const flags = compileFlags(asked, operation, [])({});
  const scope = { selections: operation.selectionSet.selections, type };
  expect(
    writeFastShape(clientSelection(scope, { document: asked, schema, denied: undefined }, flags), schema),
  ).toBeNull();
});
