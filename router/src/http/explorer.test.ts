import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { exceededLimits } from '../planning/limits.ts';
import { explorerPage, readExamples } from './explorer.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
const limits = { depth: 12, aliases: 20, rootFields: 10, selections: 1_000, directives: 50 };

describe('the examples of the explorer', () => {
  test.each(readExamples().map((example) => [example.title, example] as const))('%s: is valid', (_title, { query }) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(exceededLimits(document, limits)).toEqual([]);
  });
});

test('what the page shows cannot break out of it', () => {
  const person = { name: '</script><script>alert(1)</script>', role: 'buyer', identifier: "$' $& $`", password: 'p' };
  const page = explorerPage({ people: [person], examples: [] });
  expect(page).not.toContain('<script>alert');
  const content = /<script id="content" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1];
  expect(JSON.parse(content ?? '')).toMatchObject({ people: [person] });
});
