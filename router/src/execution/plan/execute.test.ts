import { type DocumentNode, type ExecutionResult, type FieldNode, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { EntityCache, Fetch } from './run.ts';
import { openShop } from './testing/shop.ts';

const shop = openShop();
const to = (name: string, fetches: readonly Fetch[]) => fetches.filter(({ subgraph }) => subgraph === name);

describe('requests', () => {
  test('ask for each entity once, however many targets it has', async () => {
    const query = '{ products { reviews { author { name } } } }';
    const { result, fetches } = await shop.run({ query });
    expect(to('people', fetches).map(({ variables }) => variables)).toEqual([
      {
        representations: [
          { __typename: 'User', id: 'u1' },
          { __typename: 'User', id: 'u2' },
        ],
      },
    ]);
    expect(result.data).toMatchObject({
      products: [{ reviews: [{}, {}] }, { reviews: [{ author: { name: 'Name of u1' } }] }, {}],
    });
  });

  test('of siblings to one subgraph are one, with the same text each time', async () => {
    const query =
      'query Last($first: Int) { lastReview { author { points } product { available reviews(first: $first) { id } } } products(first: $first) { name } }';
    const runs = await Promise.all([1, 2].map((first) => shop.run({ query, variables: { first } })));
    const [one, two] = runs.map(({ fetches }) => to('stock', fetches));
    expect(one).toHaveLength(1);
    expect(one?.[0]?.query).toMatch(
      /^query Last__stock__\d\(\$_0_representations:\[_Any!\]!\$_1_representations:\[_Any!\]!\)\{_0:_entities\(representations:\$_0_representations\)\{\.\.\.on \w+\{\w+\}\}_1:_entities/,
    );
    expect(one?.[0]?.operationName).toMatch(/^Last__stock__\d$/);
    expect(two?.[0]?.query).toBe(one?.[0]?.query);
    expect(runs[1]?.result.data?.lastReview).toEqual({
      author: { points: 7 },
      product: { available: 20, reviews: [{ id: 'r3' }] },
    });
  });

  test('hold only those siblings that have somebody to ask for', async () => {
    const query = '{ lastReview { author { points } product { available } } }';
    const { fetches } = await shop.run({
      query,
      fetch: async (asked, next) => {
        const answer = await next(asked);
        return asked.subgraph === 'reviews'
          ? { data: { lastReview: { ...(answer.data?.lastReview as object), author: null } } }
          : answer;
      },
    });
    expect(to('stock', fetches).map((fetch) => fetch.variables)).toEqual([
      { representations: [{ __typename: 'Product', id: 'p2' }] },
    ]);
  });

  test('that ask the same at several places ask for each entity once', async () => {
    const query = '{ lastReview { author { name reviews { author { name friend { points } } } } } }';
    const { fetches, result } = await shop.run({ query });
    expect(to('people', fetches)).toHaveLength(1);
    expect(result).toEqual({ data: (await shop.stock({ query })).result.data });
  });

  test('pass on the variables that the client gave, and no others', async () => {
    const query = 'query ($first: Int = 2, $other: Int) { products(first: $first) { reviews(first: $other) { id } } }';
    for (const variables of [{}, { first: 1, other: null, more: 1 }]) {
      const { fetches } = await shop.run({ query, variables });
      const { more: _more, ...given } = variables as { more?: number; first?: number };
      expect(to('catalog', fetches)[0]?.variables).toEqual('first' in given ? { first: 1 } : {});
      expect(to('reviews', fetches)[0]?.variables.other).toBe('first' in given ? null : undefined);
    }
  });

  test('of mutations are made one after the other', async () => {
    const order: string[] = [];
    const { result } = await shop.run({
      query:
        'mutation { a: rename(id: "p1", name: "A") { name } b: addReview(text: "B") { text } c: rename(id: "p2", name: "C") { name available } }',
      fetch: async (asked, next) => {
        order.push(`${asked.kind} ${asked.subgraph}`);
        await new Promise(setImmediate);
        const answer = await next(asked);
        order.push('done');
        return answer;
      },
    });
    expect(result.errors).toBeUndefined();
    expect(order).toEqual([
      'mutation catalog',
      'done',
      'mutation reviews',
      'done',
      'mutation catalog',
      'done',
      'query stock',
      'done',
    ]);
  });

  test('do not wait for a slow one that they need nothing of', async () => {
    const slow = Promise.withResolvers<void>();
    const asked: string[] = [];
    const running = shop.run({
      query: '{ me { points } products { available } }',
      fetch: async (fetch, next) => {
        asked.push(fetch.subgraph);
        if (fetch.subgraph === 'stock') slow.resolve();
        if (fetch.subgraph === 'people') await slow.promise;
        return next(fetch);
      },
    });
    expect((await running).result.errors).toBeUndefined();
    expect(asked).toEqual(['people', 'catalog', 'stock', 'stock']);
  });
});

describe('fields that rules of access cut', () => {
  const named = (name: string) => (document: DocumentNode) => {
    const denied = new Map<FieldNode, 'FORBIDDEN'>();
    visit(document, { Field: (node) => void (node.name.value === name && denied.set(node, 'FORBIDDEN')) });
    return denied;
  };

  test('are null, with an error at each of their places', async () => {
    const { result, fetches } = await shop.run({
      query: '{ products { name r: rating } }',
      planned: '{ products { name } }',
      denied: named('rating'),
    });
    expect(result.data?.products).toEqual(['Tent', 'Rope', 'Stove'].map((name) => ({ name, r: null })));
    expect(result.errors).toEqual(
      [0, 1, 2].map((at) => ({
        message: 'You may not see or do this.',
        path: ['products', at, 'r'],
        extensions: { code: 'FORBIDDEN' },
      })),
    );
    expect(to('reviews', fetches)).toEqual([]);
  });

  test('take what may not be null with them', async () => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { name kind } me { id } }',
      planned: '{ product(id: "p1") { name } me { id } }',
      denied: named('kind'),
    });
    expect(result.data).toEqual({ product: null, me: { id: 'u1' } });
    expect(result.errors).toMatchObject([{ path: ['product', 'kind'] }]);
  });

  test('may be all that there is', async () => {
    const { result, fetches } = await shop.run({
      query: '{ me { name } }',
      planned: '',
      denied: named('me'),
    });
    expect(result).toMatchObject({ data: { me: null }, errors: [{ path: ['me'] }] });
    expect(fetches).toEqual([]);
  });
});

describe('a plan of nothing', () => {
  test('for what was asked is an error', async () => {
    const { result } = await shop.run({ query: '{ me { name } __typename }', planned: '' });
    expect(result.data).toEqual({ me: null, __typename: 'Query' });
    expect(result.errors).toMatchObject([{ path: ['me'], extensions: { code: 'UNAVAILABLE' } }]);
  });

  test('is right where all is switched off, or about the schema', async () => {
    const off = await shop.run({
      query: 'query ($a: Boolean!) { products @include(if: $a) { name } }',
      variables: { a: false },
    });
    expect(off.result).toEqual({ data: {} });
    const { result } = await shop.run({
      query: 'query ($n: String!) { __type(name: $n) { kind } }',
      variables: { n: 'Product' },
      planned: '',
    });
    expect(result).toEqual({ data: { __type: { kind: 'OBJECT' } } });
  });
});

describe('subscriptions', () => {
  const query =
    'subscription ($first: Int) { productChanged { name reviews(first: $first) { author { name } } parcels } }';
  const event: ExecutionResult = {
    data: { productChanged: { __typename: 'Product', id: 'p1', name: 'New tent', weight: 5 } },
  };

  test('complete events without changing them', async () => {
    const compiled = shop.compile({ query });
    expect(compiled.primary).toMatchObject({
      subgraph: 'catalog',
      query: expect.stringMatching(/^subscription\{productChanged/),
    });
    expect(compiled.primary?.variables({ first: 1 })).toEqual({});
    const before = structuredClone(event);
    const { result } = await shop.complete({ query, variables: { first: 1 } }, event);
    expect(event).toEqual(before);
    expect(result).toEqual({
      data: { productChanged: { name: 'New tent', reviews: [{ author: { name: 'Name of u1' } }], parcels: 10 } },
    });
  });

  test('tell what is wrong with an event', async () => {
    expect(
      (await shop.complete({ query }, { data: null, errors: [new Error('Broken.') as never] })).result,
    ).toMatchObject({
      data: { productChanged: null },
      errors: [{ message: 'Broken.', path: ['productChanged'] }],
    });
    await expect(
      shop.compile({ query }).execute({ variables: {}, fetch: () => Promise.reject(new Error()) }),
    ).rejects.toThrow('by its events');
    await expect(
      shop
        .compile({ query: '{ me { id } }' })
        .complete(event, { variables: {}, fetch: () => Promise.reject(new Error()) }),
    ).rejects.toThrow('have events');
  });
});

describe('a cache of entities', () => {
  test('is asked first, and gets what was answered without errors', async () => {
    const kept = new Map<string, Record<string, unknown>>([['u1', { name: 'Kept name' }]]);
    const written: unknown[] = [];
    const entities: EntityCache = {
      read: async (fetch, representations) =>
        representations.map(({ id }) => (fetch.subgraph === 'people' ? kept.get(String(id)) : undefined)),
      write: (fetch, representations, given) => written.push([fetch.subgraph, representations, structuredClone(given)]),
    };
    const query = '{ products { reviews { author { name } } } }';
    const { result, fetches } = await shop.run({ query, entities });
    expect(to('people', fetches).map(({ variables }) => variables.representations)).toEqual([
      [{ __typename: 'User', id: 'u2' }],
    ]);
    expect(kept.get('u1')).toEqual({ name: 'Kept name' });
    expect(written.at(-1)).toEqual(['people', [{ __typename: 'User', id: 'u2' }], [{ name: 'Name of u2' }]]);
    expect(result.data?.products).toMatchObject([
      { reviews: [{ author: { name: 'Kept name' } }, { author: { name: 'Name of u2' } }] },
      { reviews: [{ author: { name: 'Kept name' } }] },
      { reviews: [] },
    ]);
  });

  test('that fails costs fetches only', async () => {
    const entities: EntityCache = { read: () => Promise.reject(new Error('down')), write: () => {} };
    const { result } = await shop.run({ query: '{ products { rating } }', entities });
    expect(result.data?.products).toEqual([{ rating: 4.5 }, { rating: null }, { rating: null }]);
  });
});
