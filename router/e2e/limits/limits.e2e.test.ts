import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

let caravan: TestRouter;
beforeAll(async () => {
  caravan = await openTestRouter('in process', {
    NODE_ENV: 'production',
    CARAVAN_DEMO: 'false',
    // Costs are estimated after everything that this is about.
    LIMIT_COST: '1000000000000',
  });
});
afterAll(() => caravan.stop());

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nest = (count: number, field: string, inner: string) =>
  `${`${field} { `.repeat(count)}${inner}${' }'.repeat(count)}`;

/** Each fragment spreads the next one twice: 2^levels selections in a few hundred bytes. */
function doubling(levels: number): string {
  const fragments = repeat(
    levels,
    (level) => `fragment F${level} on User { a: friends { ...F${level + 1} } b: friends { ...F${level + 1} } }`,
  );
  return `{ users { ...F0 } } ${fragments} fragment F${levels} on User { id displayName }`;
}

/** The same within one level: no depth, only width. */
function flatDoubling(levels: number): string {
  const fragments = repeat(levels, (level) => `fragment F${level} on User { ...F${level + 1} ...F${level + 1} }`);
  return `{ users { ...F0 } } ${fragments} fragment F${levels} on User { id orders { id paymentStatus } }`;
}

const bombs: [what: string, document: string][] = [
  ...[8, 12, 16, 24, 30].map((levels): [string, string] => [`fragments doubling ${levels} levels`, doubling(levels)]),
  ...[10, 20, 30, 200].map((levels): [string, string] => [
    `fragments doubling ${levels} times in one level`,
    flatDoubling(levels),
  ]),
  ['1,000 aliases', `{ ${repeat(1_000, (index) => `a${index}: __typename`)} }`],
  ['21 aliases', `{ ${repeat(21, (index) => `a${index}: balance`)} }`],
  ['aliases in fragments', `{ ${repeat(9, () => '...A')} } fragment A on Query { a: balance b: balance c: balance }`],
  ['2,000 levels', `{ ${nest(2_000, 'users', 'id')} }`],
  ['13 levels', `{ users { ${nest(11, 'friends', 'id')} } }`],
  [
    'depth through fragments',
    `{ users { ...A } } fragment A on User { ${nest(6, 'friends', '...B')} } fragment B on User { ${nest(6, 'friends', 'id')} }`,
  ],
  ['3,000 fields', `{ users { ${'id '.repeat(3_000)} } }`],
  ['1,100 fields', `{ users { ${'id '.repeat(1_100)} } }`],
  ['900 inline fragments', `{ users { ${'... { id } '.repeat(900)} } }`],
  ['nested inline fragments', `{ users { ${'... { '.repeat(1_500)} id ${'} '.repeat(1_500)} } }`],
  ['11 root fields', `{ ${'balance '.repeat(11)} }`],
  ['root fields in fragments', `{ ...A } fragment A on Query { ${'balance '.repeat(11)} }`],
  ['1,500 directives', `{ users { id ${'@skip(if: false) '.repeat(1_500)} } }`],
  ['51 directives', `{ users { id ${'@no '.repeat(51)} } }`],
  ['directives on variables', `query (${repeat(60, (index) => `$v${index}: Int @a`)}) { balance }`],
  ['circular introspection', `{ __schema { types { ${nest(15, 'fields { type', `name ${'}'.repeat(15)}`)} } } }`],
  ['a list of values nested 201 deep', `{ user(id: ${'['.repeat(201)}${']'.repeat(201)}) { id } }`],
  ['a list of values nested 1,900 deep', `{ user(id: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`],
];

describe('a document that would cost more than it may', () => {
  test.each(bombs)('%s is refused over HTTP', async (_what, document) => {
    const { status, body } = await caravan.post(document);
    expect([status, codes(body)]).toEqual([400, ['OPERATION_TOO_LARGE']]);
  });

  test.each(bombs)('%s is refused over WebSocket', async (_what, document) => {
    expect(codes(await once(caravan.socket(), document))).toEqual(['OPERATION_TOO_LARGE']);
  });

  test.each(bombs)('%s is refused as a subscription', async (_what, document) => {
    const subscription = document.replace(/^\{|^query/, (start) => (start === '{' ? 'subscription {' : 'subscription'));
    expect(codes(await once(caravan.socket(), subscription))).toEqual(['OPERATION_TOO_LARGE']);
  });
});

const invalid: [what: string, document: string, code: string][] = [
  [
    'a circle of fragments',
    '{ users { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['introspection where it is off', '{ __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a type asked for where introspection is off', '{ __type(name: "User") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['5,000 opening braces', '{'.repeat(5_000), 'OPERATION_TOO_LARGE'],
  ['an unknown spread', '{ ...Nobody }', 'GRAPHQL_VALIDATION_FAILED'],
  ['federation fields', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['entities', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
];

describe('what is not valid', () => {
  test.each(invalid)('%s is refused alike on HTTP and WebSocket', async (_what, document, code) => {
    const { status, body } = await caravan.post(document);
    const socketBody = await once(caravan.socket(), document);
    expect([status, new Set(codes(body)), new Set(codes(socketBody))]).toEqual([400, new Set([code]), new Set([code])]);
    expect(socketBody.errors?.map(({ message }) => message)).toEqual(body.errors?.map(({ message }) => message));
  });

  test('tells no names that exist', async () => {
    const { body } = await caravan.post('{ usrs { id } user(idd: "u1") { displayNam } }');
    expect(body.errors).not.toHaveLength(0);
    expect(JSON.stringify(body.errors)).not.toMatch(/Did you mean|users|displayName/);
  });

  test('reports ten errors at most', async () => {
    const { body } = await caravan.post(`{ ${repeat(9, (index) => `nobody${index} @no${index} @nope${index}`)} }`);
    expect(body.errors?.length).toBeLessThanOrEqual(11);
  });
});

test('what keeps the limits runs', async () => {
  const { body } = await caravan.post(`{ users { ${nest(10, 'friends', 'id')} } }`);
  expect(body.errors).toBeUndefined();
});
