import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { exceededLimits } from './limits.ts';

const generous = { depth: 100, aliases: 100, rootFields: 100, selections: 100, directives: 100 };
const exceeded = (document: string, limits: Partial<typeof generous>) =>
  exceededLimits(parse(document), { ...generous, ...limits });

describe('what is counted, with fragments expanded where they are spread', () => {
  test.each([
    ['{ a { b { c } } }', { depth: 3 }, { depth: 2 }],
    ['{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b }', { depth: 2 }, { depth: 1 }],
    ['{ a { ... { ... @x { b } } } }', { depth: 2 }, { depth: 1 }],
    ['{ x: a y: a { z: b } }', { aliases: 3 }, { aliases: 2 }],
    ['{ ...A ...A } fragment A on Q { x: a }', { aliases: 2 }, { aliases: 1 }],
    ['{ a b ... { c } ...A } fragment A on Q { d e { f g } }', { rootFields: 5 }, { rootFields: 4 }],
    ['{ a b { c } }', { selections: 3 }, { selections: 2 }],
    ['{ ...A ...A } fragment A on Q { a }', { selections: 4 }, { selections: 3 }],
    [
      'query ($v: Int @p) @q { a @r ... @s { b } ...A @t } fragment A on Q @u { c }',
      { directives: 6 },
      { directives: 5 },
    ],
    ['query A { a } query B { a b }', { rootFields: 2 }, { rootFields: 1 }],
    ['{ a } fragment Unused on Q { a b c }', { selections: 3 }, { selections: 2 }],
    ['{ __schema { types { name } } }', { depth: 1, selections: 3 }, { selections: 2 }],
  ])('%s', (document, enough, tooFew) => {
    expect(exceeded(document, enough)).toEqual([]);
    expect(exceeded(document, tooFew)).toHaveLength(1);
  });

  test('circles end', () => {
    expect(exceeded('{ ...A } fragment A on Q { a { ...B } } fragment B on Q { ...A }', {})).toEqual([]);
  });

  test('an expansion of 2^1000 selections is judged at once', () => {
    const fragments = Array.from({ length: 1_000 }, (_, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`);
    const document = `{ ...F0 } ${fragments.join(' ')} fragment F1000 on Q { a }`;
    expect(exceeded(document, {})).toContain('at most 100 selections');
  });

  test('introspection may be deeper than operations, but not without end', () => {
    const types = (levels: number) =>
      `{ __type(name: "A") ${'{ ofType '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;
    expect(exceeded(types(15), { depth: 3 })).toEqual([]);
    expect(exceeded(types(25), { depth: 3 })).toEqual(['at most 20 deep in introspection']);
  });
});
