import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { EntityFetch } from '../execution/plan/run.ts';
import { readCacheHints } from './cache-hints.ts';
import { openDropLog } from './drop-log.ts';
import { entityCaching } from './entity-cache.ts';
import { entityTags } from './entity-tags.ts';
import { memoryStore } from './memory-store.ts';

const sdl = `
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT
  type Query { item: Item }
  type Item @cacheControl(maxAge: 60) { id: ID! price(in: String = "EUR"): Int }`;
const supergraph = buildSchema(sdl);
const hints = readCacheHints(sdl);
const caching = entityCaching({
  generation: 'one',
  store: memoryStore(100_000),
  drops: openDropLog(10),
  hints,
  tags: entityTags(hints.keyOf),
  supergraph,
  rules: { hints, schema: supergraph, isGuarded: () => false, defaultSeconds: 0, maximumSeconds: 60 },
  maximumCharacters: 1_000,
});
const fetch: EntityFetch = {
  subgraph: 'shop',
  query:
    'query ($representations: [_Any!]!, $in: String) { _entities(representations: $representations) { ... on Item { price(in: $in) } } }',
  variableNames: ['in'],
};
const representations = [{ __typename: 'Item', id: 'i1' }];
const bind = (variables: Record<string, unknown>) =>
  caching.bind({
    identity: { whole: '', writer: null, headers: () => '' },
    variables,
    writeMark: null,
    since: 0,
    mayRead: true,
    used: () => {},
    freshUntil: () => Number.POSITIVE_INFINITY,
  });

test('a variable that is null is not one that is absent: what one client sends is not what another gets', async () => {
  bind({ in: null }).write(fetch, representations, [{ price: null }]);
  expect(await bind({}).read(fetch, representations)).toEqual([undefined]);
  expect(await bind({ in: 'EUR' }).read(fetch, representations)).toEqual([undefined]);
  expect(await bind({ in: null }).read(fetch, representations)).toEqual([{ price: null }]);
});
