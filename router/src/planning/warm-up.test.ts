import { createLogger } from '@caravan/telemetry/logger';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { ValidOperation } from '../execution/prepare.ts';
import type { Generation } from '../supergraph/generation.ts';
import { recentOperations } from './warm-up.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const nobody = {
  contract: 'api',
  rights: { isAuthenticated: false, scopes: new Set<string>(), policies: new Set<string>() },
} as const;

/** Knows every document as valid but those that are bad. */
const generation = {
  check: () => (text: string) =>
    text.includes('bad') ? [] : { document: parse(text), hash: text, source: text, isRenamed: false, introspects: [] },
} as unknown as Generation;

function remembered(text: string): ValidOperation {
  const [operation] = parse(text).definitions;
  return { hash: text, text, operation } as unknown as ValidOperation;
}

async function plannedOf(recent: ReturnType<typeof recentOperations>) {
  const planned: [name: string | undefined, isAuthenticated: boolean][] = [];
  await recent.planAhead(generation, async ({ operation }, { rights }) => {
    if (operation.name?.value === 'Fails') throw new Error('no plan');
    planned.push([operation.name?.value, rights.isAuthenticated]);
  });
  return planned;
}

test('plans the operations that were asked, with the rights of who asked', async () => {
  const recent = recentOperations({ kept: 10, listed: () => [], logger });
  const text = 'query A { a } query B { b }';
  recent.remember(remembered(text), nobody);
  recent.remember(remembered(text), nobody);
  expect(await plannedOf(recent)).toEqual([['A', false]]);
});

test('plans all operations that are listed, for who may see everything', async () => {
  const recent = recentOperations({
    kept: 0,
    listed: () => ['query A { a } query B { b } fragment F on T { a }', '{ a }'],
    logger,
  });
  recent.remember(remembered('query C { c }'), nobody);
  expect(await plannedOf(recent)).toEqual([
    ['A', true],
    ['B', true],
    [undefined, true],
  ]);
});

test('leaves out what is not valid any more, or cannot be planned', async () => {
  const recent = recentOperations({
    kept: 0,
    listed: () => ['query A { bad }', 'query Fails { a }', 'query B { b }'],
    logger,
  });
  expect(await plannedOf(recent)).toEqual([['B', true]]);
});
