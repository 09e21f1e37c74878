import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';
import { bombs, nest } from './bombs.ts';

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

describe.each(ways)('a document that would cost more than it may, over %s', (way) => {
  test.each(bombs)('%s is refused', async (_what, document) => {
    expect(codes(await ask(caravan, way, { query: document }))).toEqual(['OPERATION_TOO_LARGE']);
  });

  test.each(bombs)('%s is refused as a subscription', async (_what, document) => {
    const query = document.replace(/^\{|^query/, (start) => (start === '{' ? 'subscription {' : 'subscription'));
    expect(codes(await ask(caravan, way, { query }))).toEqual(['OPERATION_TOO_LARGE']);
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
  test.each(invalid)('%s is refused alike on all ways', async (_what, document, code) => {
    const { status, body } = await caravan.post(document);
    expect([status, new Set(codes(body))]).toEqual([400, new Set([code])]);
    for (const way of ways) {
      const other = await ask(caravan, way, { query: document });
      expect(other.errors?.map(({ message }) => message)).toEqual(body.errors?.map(({ message }) => message));
      expect(codes(other)).toEqual(codes(body));
    }
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
