import { expect, test } from 'vitest';
import { federate } from './testing/federation.ts';

const things = [
  { __typename: 'A', id: 'a1', value: 0, parts: [{ size: 0 }] },
  { __typename: 'B', id: 'b1', value: 5, parts: [] },
  { __typename: 'B', id: 'b2', value: null, parts: null },
];
/** One field is required of one type and not of the other in a subgraph, but not so in the supergraph. */
const shop = federate({
  one: {
    sdl: `
      type Query { things: [Thing] }
      union Thing = A | B
      type A @key(fields: "id") { id: ID! value: Int! @shareable parts: [Part!]! @shareable }
      type B @key(fields: "id") { id: ID! value: Int @shareable parts: [Part!] @shareable }
      type Part @shareable { size: Int }
    `,
    resolvers: {
      Query: { things: () => things },
      Thing: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    },
  },
  two: {
    sdl: `
      type A @key(fields: "id") { id: ID! value: Int @shareable parts: [Part!] @shareable }
      type Part @shareable { size: Int }
    `,
  },
});
const query = '{ things { ... on A { value parts { size } } ... on B { value parts { size } } } }';

test('what the plan renamed has its own name again, also where it is 0 or null', async () => {
  const { result, fetches } = await shop.run({ query });
  expect(fetches[0]?.query).toContain('value__alias_0:value');
  expect(result).toEqual({ data: { things: things.map(({ value, parts }) => ({ value, parts })) } });
});

test('errors lead to the name that the client knows', async () => {
  const { result } = await shop.run({
    query,
    fetch: async (asked, next) => ({
      ...(await next(asked)),
      errors: [{ message: 'Odd.', path: ['things', 2, 'value__alias_0'] } as never],
    }),
  });
  expect(result.errors).toEqual([{ message: 'Odd.', path: ['things', 2, 'value'] }]);
});
