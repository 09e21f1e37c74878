import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, parse, validate, validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { contractSchema, contractSdl } from './contract.ts';

const imports = '"@key", "@shareable", "@inaccessible", "@authenticated"';
const compose = (...bodies: string[]) =>
  composeSupergraph(
    bodies.map((body, index) => ({
      name: `s${index}`,
      url: `http://s${index}.invalid`,
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}, "@tag"])
        ${body.replaceAll('@p', '@tag(name: "partner")')}`,
    })),
  );

/** The contract's types with their parts, in words. */
function shownIn(supergraphSdl: string): Record<string, string> | null {
  const sdl = contractSdl(supergraphSdl, 'partner');
  if (sdl === null) return null;
  const schema = buildSchema(sdl);
  expect(validateSchema(schema)).toEqual([]);
  const definitions = parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name) return [];
    const named = { fields: [], types: [], values: [], interfaces: [], ...definition } as Record<
      'fields' | 'types' | 'values' | 'interfaces',
      readonly { name: { value: string } }[]
    >;
    const parts = [...named.fields, ...named.types, ...named.values, ...named.interfaces];
    return [[definition.name.value, parts.map(({ name }) => name.value).join(' ')] as const];
  });
  return Object.fromEntries(definitions);
}

describe('a contract', () => {
  test('shows tagged fields, and all fields of tagged types, from whichever subgraph', () => {
    const sdl = compose(
      'type Query { a: A @p b: Int } type A @key(fields: "id") @p { id: ID! x: Int }',
      'type A @key(fields: "id") { id: ID! y: Int @tag(name: "other") } type Query { c: Int @p d: Int @tag(name: "other") }',
    );
    expect(shownIn(sdl)).toEqual({ Query: 'a c', A: 'id x y' });
  });

  test('shows arguments, inputs, enums and scalars where they are needed, and no others', () => {
    const sdl = compose(`type Query { a(in: In, level: Level = LOW): Day @p b(in: Secret): Other }
      input In { inner: Inner } input Inner { day: Day } input Secret { x: Int }
      enum Level { LOW HIGH } enum Other { ONE } scalar Day scalar Unused`);
    expect(shownIn(sdl)).toEqual({ Query: 'a', In: 'inner', Inner: 'day', Level: 'HIGH LOW', Day: '' });
  });

  test.each([
    ['a field whose type shows nothing', 'type Query { a: A @p b: Int @p } type A { x: Int }', { Query: 'b' }],
    [
      'what leads to nothing, step by step',
      'type Query { a: A @p z: Int @p } type A @p { b: B } type B @p { c: C! } type C { x: Int }',
      { Query: 'z' },
    ],
    ['what nothing leads to', 'type Query { z: Int @p } type A @p { a: A x: Int }', { Query: 'z' }],
    ['a mutation that is not tagged', 'type Query { z: Int @p } type Mutation { m: Int }', { Query: 'z' }],
    ['a union that is not tagged', 'type Query { u: U @p z: Int @p } union U = A type A @p { x: Int }', { Query: 'z' }],
    [
      'members of a union that show nothing',
      'type Query { u: U @p } union U @p = A | B type A @p { x: Int } type B { y: Int }',
      { Query: 'u', U: 'A', A: 'x' },
    ],
    [
      'a field of an interface that an implementer does not show',
      'type Query { i: I @p } interface I @p { x: Int y: Int } type A implements I @p { x: Int y: Int } type B implements I { x: Int @p y: Int }',
      { Query: 'i', I: 'x', A: 'x y I', B: 'x I' },
    ],
    [
      'an implementer that shows nothing',
      'type Query { i: I @p } interface I @p { x: Int } type A implements I @p { x: Int } type B implements I { x: Int }',
      { Query: 'i', I: 'x', A: 'x I' },
    ],
    [
      'an interface that nobody implements',
      'type Query { i: I @p z: Int @p } interface I @p { x: Int } type A implements I { x: Int }',
      { Query: 'z' },
    ],
    [
      'what is inaccessible to all',
      'type Query { a: A @p b: Int @p @inaccessible } type A @p { x: Int y: Int @inaccessible }',
      { Query: 'a', A: 'x' },
    ],
  ])('leaves out %s', (_what, body, shown) => {
    expect(shownIn(compose(body))).toEqual(shown);
  });

  test('does not exist where no root field has its tag', () => {
    expect(contractSchema(compose('type Query { a: A } type A @p { x: Int }'), 'partner')).toBeNull();
    expect(contractSchema(compose('type Query { a: Int @tag(name: "other") }'), 'partner')).toBeNull();
    expect(contractSchema(compose('type Query { a: Int }'), 'partner')).toBeNull();
  });

  test('is found by a tag under another name', () => {
    const sdl = composeSupergraph([
      {
        name: 'a',
        url: 'http://a.invalid',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@tag", as: "@for" }])
          type Query { a: Int @for(name: "partner") b: Int }`,
      },
    ]);
    expect(shownIn(sdl)).toEqual({ Query: 'a' });
  });
});

describe('Caravan’s contract with partners', () => {
  const read = (file: string) => readFileSync(new URL(`../../../schema/${file}.graphql`, import.meta.url), 'utf8');
  const schema = contractSchema(read('supergraph'), 'partner');
  if (!schema) throw new Error('a contract');

  test('is the one that is published', () => {
    expect(contractSdl(read('supergraph'), 'partner')).toBe(read('partner'));
    expect(validateSchema(schema)).toEqual([]);
  });

  test('shows catalog, stock, prices of shipping, orders and their delivery', () => {
    const document = parse(`query Q($id: ID!) {
      products(first: 2) { nodes { title lowestPrice { formatted } variants { sku price { amountMinor } available } } }
      categories { name children { slug } }
      store(slug: "a") { name shippingRates { kind amount { currency } } }
      order(id: $id) { number status fulfilments { trackingNumber history { to at } lines { quantity } } }
    }`);
    expect(validate(schema, document)).toEqual([]);
  });

  test.each([
    '{ me { id } }',
    '{ ledgerHealth { __typename } }',
    '{ store(slug: "a") { balance { __typename } } }',
    '{ store(slug: "a") { staff { __typename } } }',
    '{ order(id: 1) { buyer { id } } }',
    '{ order(id: 1) { deliveryAddress { city } } }',
    '{ order(id: 1) { payments { id } } }',
    '{ products { nodes { variants { stock { onHand } } } } }',
    '{ __type(name: "User") { name } ... on User { id } }',
  ])('does not know %s', (source) => {
    expect(validate(schema, parse(source)).length).toBeGreaterThan(0);
  });

  test('says nothing of people, money that moves, or how the platform is kept', () => {
    for (const hidden of ['User', 'Payment', 'Checkout', 'Mutation', 'StoreStaffMember', 'Role', 'DeliveryAddress']) {
      expect(schema.getType(hidden)).toBeUndefined();
    }
    const objects = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    );
    expect(objects.length).toBeGreaterThan(15);
  });
});
