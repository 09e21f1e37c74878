import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';

const folder = new URL('../docs/', import.meta.url);
const schema = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));

/** An operation that readers copy, with the JSON block that follows it. */
type Block = { readonly where: string; readonly document: string; readonly variables: string | null };

const blocks = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => operationsIn(file, readFileSync(new URL(file, folder), 'utf8')));

function operationsIn(file: string, text: string): Block[] {
  const found = text.matchAll(/```graphql\n(.*?)```(?:\s*```json\n(.*?)```)?/gs);
  return [...found]
    .filter(([, document = '']) => /^\s*(?:query|mutation|subscription|\{)/.test(document))
    .map(([, document = '', variables]) => {
      const where = `${file}: ${document.split('\n')[0]}`;
      return { where, document, variables: variables ?? null };
    });
}

test('the tour of identity has operations', () => {
  expect(blocks.filter(({ where }) => where.startsWith('identity.md')).length).toBeGreaterThan(30);
});

test.each(blocks.map((block) => [block.where, block] as const))('%s', (_where, { document, variables }) => {
  const parsed = parse(document);
  expect(validate(schema, parsed).map(({ message }) => message)).toEqual([]);
  const declared = getOperationAST(parsed)?.variableDefinitions ?? [];
  const given = Object.keys(JSON.parse(variables ?? '{}') as object);
  const needed = declared.filter(({ type }) => type.kind === 'NonNullType').map(({ variable }) => variable.name.value);
  expect(given).toEqual(expect.arrayContaining(needed));
  expect(declared.map(({ variable }) => variable.name.value)).toEqual(expect.arrayContaining(given));
});
