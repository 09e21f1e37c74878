import { CaravanError } from '@caravan/core/errors';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Fetch } from './run.ts';
import { openShop } from './testing/shop.ts';

const shop = openShop();

const unavailable = new CaravanError('UNAVAILABLE', 'Not now.');
const failing = (...names: string[]) => ({
  fetch: async (asked: Fetch, next: (fetch: Fetch) => Promise<ExecutionResult>) => {
    if (names.includes(asked.subgraph)) throw unavailable;
    return next(asked);
  },
});
/** Answers of one subgraph are changed before they are seen. */
const changed = (name: string, change: (answer: ExecutionResult, fetch: Fetch) => unknown) => ({
  fetch: async (asked: Fetch, next: (fetch: Fetch) => Promise<ExecutionResult>) => {
    const answer = await next(asked);
    return asked.subgraph === name ? ((change(answer, asked) ?? answer) as ExecutionResult) : answer;
  },
});
const paths = ({ errors }: ExecutionResult) => errors?.map(({ path }) => path?.join('.')) ?? [];

describe('a fetch that fails', () => {
  test('is one error per client field that it left null', async () => {
    const { result } = await shop.run({
      query: '{ products { name w: rating reviews { id } } }',
      ...failing('reviews'),
    });
    expect(result.data).toEqual({
      products: ['Tent', 'Rope', 'Stove'].map((name) => ({ name, w: null, reviews: null })),
    });
    expect(paths(result)).toEqual([0, 1, 2].flatMap((at) => [`products.${at}.w`, `products.${at}.reviews`]));
    expect(result.errors?.[0]).toEqual({
      message: 'Not now.',
      path: ['products', 0, 'w'],
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  test('of a root field is an error at that field', async () => {
    const { result } = await shop.run({ query: '{ products { name } me { name } }', ...failing('people') });
    expect(result.data?.me).toBeNull();
    expect(paths(result)).toEqual(['me']);
  });

  test('takes the place of what is not null with it', async () => {
    const { result } = await shop.run({ query: '{ p: product(id: "p1") { name available } }', ...failing('stock') });
    expect(result.data).toEqual({ p: null });
    expect(paths(result)).toEqual(['p.available']);
  });

  test('that only another fetch needs is told of at the fields of that', async () => {
    const query = '{ lastReview { product { parcels box } } }';
    const { result } = await shop.run({ query, ...failing('catalog') });
    expect(result.data).toEqual({ lastReview: { product: { parcels: null, box: null } } });
    expect(paths(result)).toEqual(['lastReview.product.box', 'lastReview.product.parcels']);
  });

  test('has a hundred paths at most', async () => {
    const many = changed('catalog', ({ data }) => ({
      data: {
        products: Array.from({ length: 300 }, (_each, id) => ({ __typename: 'Product', id: `p${id}`, ...data })),
      },
    }));
    const { result } = await shop.run({
      query: '{ products { id reviews { id } } }',
      fetch: (asked, next) => (asked.subgraph === 'reviews' ? failing('reviews') : many).fetch(asked, next),
    });
    expect(result.errors).toHaveLength(100);
  });
});

describe('errors of a subgraph', () => {
  const query = '{ a: products { reviews { author { name } } } }';

  test('lead to every place of an entity that was asked for once', async () => {
    const { result, fetches } = await shop.run({
      query,
      ...changed('people', ({ data }, { variables }) => {
        const place = (variables.representations as { id: string }[]).findIndex(({ id }) => id === 'u1');
        const entities = (data as { _entities: unknown[] })._entities.map((each, at) => (at === place ? null : each));
        const path = ['_entities', place, 'name'];
        return {
          data: { _entities: entities },
          errors: [new GraphQLError('No name.', { path, extensions: { code: 'NOT_FOUND' } })],
        };
      }),
    });
    expect(fetches.find(({ subgraph }) => subgraph === 'people')?.variables.representations).toHaveLength(2);
    expect(paths(result)).toEqual(['a.0.reviews.0.author.name', 'a.1.reviews.0.author.name']);
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(result.data?.a).toMatchObject([{ reviews: [{ author: null }, { author: { name: 'Name of u2' } }] }, {}, {}]);
  });

  test('about a whole entity lead to its fields', async () => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { rating reviews { id } } }',
      ...changed('reviews', () => ({
        data: { _entities: [null] },
        errors: [new GraphQLError('Gone.', { path: ['_entities', 0] })],
      })),
    });
    expect(paths(result)).toEqual(['product.rating', 'product.reviews']);
  });

  test('in what the client did not ask for lead to the object where it did not', async () => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { name parcels } }',
      ...changed('catalog', ({ data }) => ({
        data: { product: { ...(data?.product as object), weight: null } },
        errors: [new GraphQLError('No scales.', { path: ['product', 'weight'] })],
      })),
    });
    expect(result.data).toEqual({ product: { name: 'Tent', parcels: null } });
    expect(paths(result)).toEqual(['product']);
  });

  test('without a path are at the nulls that they may have caused', async () => {
    const { result } = await shop.run({
      query: '{ me { id } products { name } }',
      ...changed('people', () => ({ data: null, errors: [new GraphQLError('Bad day.')] })),
    });
    expect(paths(result)).toEqual(['me']);
    const harmless = await shop.run({
      query: '{ me { id } }',
      ...changed('people', ({ data }) => ({ data, errors: [new GraphQLError('Careful.')] })),
    });
    expect(harmless.result).toEqual({ data: { me: { id: 'u1' } }, errors: [{ message: 'Careful.' }] });
  });

  test('of requests that were put together lead to where they belong', async () => {
    const { result, fetches } = await shop.run({
      query: '{ lastReview { product { available } author { points } } }',
      ...changed('stock', (answer) => {
        const errors = ['_0', '_1'].map((key) => new GraphQLError(key, { path: [key, 0] }));
        return { data: { ...answer.data, _0: [null], _1: [null] }, errors };
      }),
    });
    expect(fetches.filter(({ subgraph }) => subgraph === 'stock')).toHaveLength(1);
    expect(new Set(paths(result))).toEqual(new Set(['lastReview.author.points', 'lastReview.product.available']));
  });
});

describe('a subgraph that lies', () => {
  test.each([
    ['no object', () => 'yes'],
    ['nothing', () => null as unknown],
    ['no data', () => ({})],
    ['no list', () => ({ data: { _entities: 'many' } })],
    ['too few', () => ({ data: { _entities: [] } })],
    ['null', () => ({ data: null })],
  ])('%s is one error per field', async (_name, lie) => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { name rating } }',
      fetch: async (asked, next) => (asked.subgraph === 'reviews' ? (lie() as ExecutionResult) : next(asked)),
    });
    expect(result.data).toEqual({ product: { name: 'Tent', rating: null } });
    expect(paths(result)).toEqual(['product.rating']);
  });

  test.each([
    ['kind', 'NOT_A_KIND', 'product.kind', { product: null }],
    ['kind', 'RENTAL', 'product.kind', { product: null }],
    ['name', 5, 'product.name', { product: { name: null, tags: [['a', 'b'], null, []], weight: 3 } }],
    ['weight', '3', 'product.weight', { product: { weight: null } }],
    ['weight', 2.5, 'product.weight', { product: { weight: null } }],
    ['tags', 'a', 'product.tags', { product: { tags: null } }],
    ['tags', [['a', null], null], 'product.tags.0.1', { product: { tags: [null, null] } }],
    ['__typename', 'Nothing', 'product', { product: null }],
    ['__typename', 3, 'product', { product: null }],
  ])('a wrong %s (%j) is null, with an error', async (key, value, path, data) => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { __typename name weight kind tags } }',
      ...changed('catalog', (answer) => ({ data: { product: { ...(answer.data?.product as object), [key]: value } } })),
    });
    expect(result.data).toMatchObject(data);
    expect(result.errors).toMatchObject([
      {
        path: path.split('.').map((each) => (/\d/.test(each) ? Number(each) : each)),
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });

  test('keys that mean something to the language are keys like any other', async () => {
    const { result } = await shop.run({
      query: '{ product(id: "p1") { __proto__: name constructor: weight toString: rating hasOwnProperty: available } }',
      fetch: async (asked, next) => {
        const answer = JSON.stringify(await next(asked));
        return JSON.parse(
          answer.replace('{"', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"'),
        );
      },
    });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify(result.data)).toBe(
      '{"product":{"__proto__":"Tent","constructor":3,"toString":4.5,"hasOwnProperty":10}}',
    );
  });

  test("depth is not a subgraph's to choose", async () => {
    const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
    const { result } = await shop.run({
      query: '{ product(id: "p1") { tags name reviews { author { name } } } }',
      ...changed('catalog', (answer) => ({
        data: { product: { ...(answer.data?.product as object), tags: deep(50_000), reviews: deep(50_000) } },
      })),
    });
    expect(result.data).toMatchObject({ product: { name: 'Tent', tags: [null] } });
  });
});
