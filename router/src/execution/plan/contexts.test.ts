import { expect, test } from 'vitest';
import { federate } from './testing/federation.ts';

const rooms = [
  { id: 'r1', currency: 'EUR', offers: ['o1', 'o2'] },
  { id: 'r2', currency: 'KZT', offers: ['o1'] },
  { id: 'r3', currency: 'EUR', offers: ['o3'] },
];
const shop = federate({
  rooms: {
    sdl: `
      type Query { rooms: [Room!]! }
      type Room @key(fields: "id") @context(name: "room") { id: ID! currency: String offers: [Offer!] shelf: Shelf }
      type Shelf { offer: Offer }
      type Offer @key(fields: "id") {
        id: ID!
        price(digits: Int, currency: String @fromContext(field: "$room { currency }")): String
      }
    `,
    resolvers: {
      Query: { rooms: () => rooms },
      Room: {
        offers: ({ offers }: { offers: string[] }) => offers.map((id) => ({ id })),
        shelf: ({ offers }: { offers: string[] }) => ({ offer: { id: offers[0] } }),
      },
      Offer: {
        price: ({ id }: { id: string }, { currency, digits }: { currency: string; digits?: number }) =>
          `${currency} ${id} ${digits ?? 2}`,
      },
    },
  },
  names: { sdl: 'type Query { other: Int } type Offer @key(fields: "id") { id: ID! name: String }' },
});

test('arguments are taken from the objects above', async () => {
  const query = 'query ($digits: Int) { rooms { offers { price(digits: $digits) } } }';
  const { result, fetches } = await shop.run({ query, variables: { digits: 1 } });
  expect(result).toEqual({
    data: {
      rooms: [
        { offers: [{ price: 'EUR o1 1' }, { price: 'EUR o2 1' }] },
        { offers: [{ price: 'KZT o1 1' }] },
        { offers: [{ price: 'EUR o3 1' }] },
      ],
    },
  });
  expect(fetches).toHaveLength(2);
});

test('steps up pass objects, not lists', async () => {
  const { result } = await shop.run({ query: '{ rooms { shelf { offer { price name } } } }' });
  expect(result.data).toEqual({
    rooms: ['EUR o1 2', 'KZT o1 2', 'EUR o3 2'].map((price) => ({ shelf: { offer: { price, name: null } } })),
  });
});

test('one argument for all is one request as it was planned', async () => {
  const { fetches } = await shop.run({
    query: '{ rooms { offers { price } } }',
    fetch: async (asked, next) => {
      const answer = await next(asked);
      for (const room of (answer.data?.rooms ?? []) as { currency: string }[]) room.currency = 'EUR';
      return answer;
    },
  });
  expect(fetches[1]?.query).toContain('price(currency:$contextualArgument');
  expect(fetches[1]?.query).not.toContain('{_0:');
});
