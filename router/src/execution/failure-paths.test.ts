import { expect, test } from 'vitest';
import { failurePaths } from './failure-paths.ts';

test('a root fetch fails by its response keys', () => {
  expect(failurePaths('{ a b: c __typename ...F ... { e } } fragment F on Query { d }', {})).toEqual([
    ['a'],
    ['b'],
    ['d'],
    ['e'],
  ]);
});

test('an entity fetch fails by the fields of each entity, of its own type', () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on A { x y: z } ...B }
  } fragment B on B { w }`;
  const representations = [{ __typename: 'A' }, { __typename: 'B' }];
  expect(failurePaths(query, { representations })).toEqual([
    ['_entities', 0, 'x'],
    ['_entities', 0, 'y'],
    ['_entities', 1, 'w'],
  ]);
});

test('a hundred paths are enough', () => {
  const query =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on A { x y } } }';
  const representations = Array.from({ length: 500 }, () => ({ __typename: 'A' }));
  expect(failurePaths(query, { representations })).toHaveLength(100);
});
