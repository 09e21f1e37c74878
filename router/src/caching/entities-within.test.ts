import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { CacheHints } from './cache-hints.ts';
import { entityReader } from './entities-within.ts';
import { entityTags } from './entity-tags.ts';
import { fragmentsOf } from './policy.ts';

const schema = buildSchema(`
  type Query { product: Product any: Any things: [Thing!] count: Int place: Place }
  interface Thing { id: ID! }
  type Product implements Thing { id: ID! title: String store: Store parts: [Product!] }
  type Store implements Thing { id: ID! country: ID! name: String }
  type Place { name: String store: Store }
  union Any = Product | Place`);

const keys: Record<string, string[]> = { Product: ['id'], Store: ['country', 'id'] };
const hints: CacheHints = {
  hasAny: true,
  ofType: () => undefined,
  ofField: () => undefined,
  keyOf: (type) => keys[type] ?? null,
};
const tags = entityTags(hints.keyOf);

test.each([
  ['{ count }', { count: 1 }, []],
  ['{ product { id title } }', { product: { id: 'p1', title: 'x' } }, ['Product', 'Product p1']],
  ['{ product { key: id } }', { product: { key: 'p1' } }, ['Product', 'Product p1']],
  ['{ product { title } }', { product: { title: 'x' } }, ['Product', 'Product ?']],
  ['{ product { id } }', { product: null }, ['Product', 'Product ?']],
  [
    '{ product { id parts { id } } }',
    { product: { id: 'p1', parts: [{ id: 'p2' }] } },
    ['Product', 'Product p1', 'Product p2'],
  ],
  ['{ product { id parts { id } } }', { product: { id: 'p1', parts: [] } }, ['Product', 'Product p1']],
  [
    '{ product { id store { id country } } }',
    { product: { id: 'p1', store: { id: 's', country: 'KZ' } } },
    ['Product', 'Product p1', 'Store', 'Store KZ s'],
  ],
  [
    '{ product { id store { id } } }',
    { product: { id: 'p1', store: { id: 's' } } },
    ['Product', 'Product p1', 'Store', 'Store ?'],
  ],
  [
    '{ things { __typename id } }',
    { things: [{ __typename: 'Product', id: 'p1' }] },
    ['Product', 'Product p1', 'Store'],
  ],
  ['{ things { id } }', { things: [{ id: 'p1' }] }, ['Product', 'Product ?', 'Store', 'Store ?']],
  ['{ any { ... on Product { id } } }', { any: {} }, ['Product', 'Product ?']],
  ['{ any { __typename ... on Product { id } } }', { any: { __typename: 'Place' } }, []],
  [
    '{ any { t: __typename ...P } } fragment P on Product { id }',
    { any: { t: 'Product', id: 'p3' } },
    ['Product', 'Product p3'],
  ],
  ['{ place { store { id country } } }', { place: { store: { id: 's', country: 'KZ' } } }, ['Store', 'Store KZ s']],
  ['{ place { name } }', { place: { name: 'x' } }, []],
])('%s of %o holds %o', (query, answered, expected) => {
  const document = parse(query);
  const [operation] = document.definitions as OperationDefinitionNode[];
  const set = (operation as OperationDefinitionNode).selectionSet;
  const read = entityReader({ schema, hints, tags }, { type: 'Query', set, fragments: fragmentsOf(document) });
  const found = new Set<string>();
  read(answered, found);
  expect(found).toEqual(new Set(expected));
});

test('a change drops what holds the entity, what may hold it, and with the whole type all of it', () => {
  expect(tags.droppedBy({ typename: 'Product', key: { id: 'p1' } })).toEqual(['Product p1', 'Product ?']);
  expect(tags.droppedBy({ typename: 'Product' })).toEqual(['Product']);
  expect(tags.droppedBy({ typename: 'Store', key: { id: 's' } })).toEqual(['Store']);
  const long = 'x'.repeat(500);
  expect(tags.droppedBy({ typename: 'Product', key: { id: long } })[0]).toEqual(
    tags.tagsOf('Product', { id: long })[1],
  );
  expect(tags.tagsOf('Product', { id: long })[1]?.length).toBeLessThan(64);
});

test('of very many entities of one type only the first are told apart', () => {
  const document = parse('{ things { __typename id } }');
  const [operation] = document.definitions as OperationDefinitionNode[];
  const set = (operation as OperationDefinitionNode).selectionSet;
  const read = entityReader({ schema, hints, tags }, { type: 'Query', set, fragments: new Map() });
  const found = new Set<string>();
  read({ things: Array.from({ length: 500 }, (_none, index) => ({ __typename: 'Product', id: `p${index}` })) }, found);
  expect(found).toContain('Product ?');
  expect(found.size).toBeLessThan(120);
});
