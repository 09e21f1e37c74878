import { CaravanError } from '@caravan/core/errors';
import { describe, expect, test } from 'vitest';
import { federate } from './testing/federation.ts';

describe('an object that two fetches bring parts of', () => {
  const clocks = federate({
    hours: {
      sdl: `type Query { now: Clock @shareable all: [Clock] @shareable } type Clock @shareable { hour: Int zone: Zone }
        type Zone @shareable { name: String offset: Int }`,
      resolvers: {
        Query: {
          now: () => ({ hour: 7, zone: { name: 'UTC' } }),
          all: () => [{ hour: 1, zone: null }, null, { hour: 2 }],
        },
      },
    },
    minutes: {
      sdl: 'type Query { now: Clock @shareable all: [Clock] @shareable } type Clock @shareable { minute: Int }',
      resolvers: { Query: { now: () => ({ minute: 5 }), all: () => [{ minute: 1 }, null, { minute: 2 }] } },
    },
  });

  test.each([
    ['{ now { hour m: minute zone { name offset } } }', ['now.m']],
    ['{ all { minute hour } now { minute } }', ['all.0.minute', 'all.2.minute', 'now']],
  ])('%s is told what it lacks', async (query, expected) => {
    const { result } = await clocks.run({
      query,
      fetch: async (asked, next) => {
        if (asked.subgraph === 'minutes') throw new CaravanError('UNAVAILABLE', 'Not now.');
        return next(asked);
      },
    });
    expect(result.errors?.map(({ path }) => path?.join('.'))).toEqual(expected);
  });
});

test('an interface object does not take the type away that is known', async () => {
  const shop = federate({
    media: {
      sdl: `type Query { books: [Book!] } interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { books: () => [{ id: 'b1' }] } },
    },
    prices: {
      sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID! price: Int }',
      resolvers: { Media: { __resolveReference: () => ({ price: 9 }) } },
    },
  });
  const { result } = await shop.run({ query: '{ books { __typename price t: __typename } }' });
  expect(result).toEqual({ data: { books: [{ __typename: 'Book', price: 9, t: 'Book' }] } });
});
