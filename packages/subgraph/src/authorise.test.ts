import { describe, expect, test } from 'vitest';
import { callerOf, configuration, harbour, people, runHarbour } from '../test/harbour.ts';
import { buildSchema } from './schema.ts';

const { subgraph } = runHarbour();

async function verdict(field: string, person: keyof typeof people): Promise<string> {
  const result = await subgraph.execute({ query: `{ it: ${field} }`, caller: callerOf(people[person]) });
  const error = result.errors?.[0];
  if (!error) return 'ok';
  expect(result.data).toEqual({ it: null });
  expect(error.path).toEqual(['it']);
  return String(error.extensions.code);
}

/** Every kind of principal × every kind of rule. */
const table = `
  person      | manifest        | cart            | audit           | both
  nobody      | UNAUTHENTICATED | UNAUTHENTICATED | UNAUTHENTICATED | UNAUTHENTICATED
  guest       | UNAUTHENTICATED | ok              | UNAUTHENTICATED | UNAUTHENTICATED
  customer    | ok              | ok              | FORBIDDEN       | FORBIDDEN
  halfSupport | ok              | FORBIDDEN       | FORBIDDEN       | FORBIDDEN
  support     | ok              | FORBIDDEN       | ok              | FORBIDDEN
  admin       | ok              | FORBIDDEN       | ok              | ok
  router      | FORBIDDEN       | FORBIDDEN       | FORBIDDEN       | FORBIDDEN`;
const [heads, ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
const verdicts = rows.flatMap(([person, ...cells]) =>
  cells.map((expected, index) => ({
    person: person as keyof typeof people,
    field: heads?.[index + 1] ?? '',
    expected,
  })),
);

describe('rules of fields', () => {
  test.each(verdicts)('$person asks for $field: $expected', async ({ person, field, expected }) => {
    expect(await verdict(field, person)).toBe(expected);
  });

  test('hold on nested fields and leave the rest of the answer', async () => {
    const query = '{ ship(id: "1") { name cargo captain } }';
    const result = await subgraph.execute({ query, caller: callerOf(people.customer) });
    expect(result.data).toEqual({ ship: { name: 'Ship 1', cargo: null, captain: 'Ada' } });
    expect(result.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['ship', 'cargo'], 'FORBIDDEN'],
    ]);
  });

  test('hold on fields of entities', async () => {
    const query = `{ _entities(representations: [{ __typename: "Ship", id: "1" }]) { ... on Ship { name captain } } }`;
    const result = await subgraph.execute({ query, caller: callerOf() });
    expect(result.data).toEqual({ _entities: [{ name: 'Ship 1', captain: null }] });
    expect(result.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('hold when a subscription starts', async () => {
    const result = await subgraph.subscribe({ query: 'subscription { ticks }', caller: callerOf() });
    expect(result).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('are asked for each event of a subscription', async () => {
    const rights = { ...people.guest, scopes: [...people.guest.scopes] };
    const stream = await subgraph.subscribe({ query: 'subscription { ticks }', caller: callerOf(rights) });
    if (!('next' in stream)) throw new Error('The subscription was refused.');
    expect((await stream.next()).value).toEqual({ data: { ticks: 1 } });
    rights.scopes.length = 0;
    expect((await stream.next()).value).toMatchObject({
      data: { ticks: null },
      errors: [{ path: ['ticks'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await stream.return?.();
  });

  test('need none on what federation adds', async () => {
    const result = await subgraph.execute({ query: '{ _service { sdl } }', caller: callerOf(people.router) });
    expect(result.errors).toBeUndefined();
  });
});

describe('a schema is refused when', () => {
  const resolvers = { Query: { it: () => null } };
  const build = (sdl: string) => () => buildSchema(harbour({ schema: () => sdl, resolvers }), configuration);

  test.each([
    ['a root field has no rule', 'type Query { it: Int }', 'Query.it: has no rule'],
    [
      'a mutation has no rule',
      'type Query { it: Int @public } type Mutation { go: Int } ',
      'Root fields without a resolver: go',
    ],
    ['a guarded field cannot be null', 'type Query { it: Int! @authenticated }', 'Query.it: is guarded'],
    [
      'a nested guarded field cannot be null',
      'type Query { it: Thing @public } type Thing { x: Int! @requiresScopes(scopes: [["a"]]) }',
      'Thing.x: is guarded',
    ],
    [
      'a rule stands on a type',
      'type Query { it: Thing @public } type Thing @authenticated { x: Int }',
      'Thing: rules stand on fields',
    ],
    [
      'a rule stands on an interface',
      'type Query { it: Thing @public } interface Thing { x: Int @authenticated } type A implements Thing { x: Int }',
      'cannot be applied on interfaces',
    ],
  ])('%s', (_name, sdl, message) => {
    expect(build(sdl)).toThrow(message);
  });

  test('several problems are told at once', () => {
    const sdl = 'type Query { it: Int! @authenticated other: Int }';
    const withOther = { Query: { it: () => 1, other: () => 1 } };
    const wrong = () => buildSchema(harbour({ schema: () => sdl, resolvers: withOther }), configuration);
    expect(wrong).toThrow(/Query\.it: is guarded[^]*Query\.other: has no rule/);
  });

  test('a resolver has no field, or two resolvers claim one', () => {
    const sdl = () => 'type Query { it: Int @public }';
    const stray = harbour({ schema: sdl, resolvers: { Query: { it: () => 1, gone: () => 1 } } });
    expect(() => buildSchema(stray, configuration)).toThrow('Query.gone');
    const twice = harbour({ schema: sdl, resolvers: [resolvers, resolvers] });
    expect(() => buildSchema(twice, configuration)).toThrow('Query.it has two resolvers');
  });
});
