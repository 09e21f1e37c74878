import { readFileSync } from 'node:fs';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { estimateCost } from '../../src/demand/cost.ts';
import { readCostRules } from '../../src/demand/cost-rules.ts';
import { readExamples } from '../../src/http/explorer.ts';
import { testConfiguration } from '../harness/test-router.ts';

const supergraph = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const rules = readCostRules(supergraph, testConfiguration().router);

const operations = readExamples().flatMap(({ query, variables }) =>
  [query, variables ?? ''].filter(Boolean).flatMap((source) => {
    const document = parse(source);
    return document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((operation): [string, DocumentNode, OperationDefinitionNode] => [
        operation.name?.value ?? source,
        document,
        operation,
      ]);
  }),
);

describe('an example of the explorer costs less than 1,000', () => {
  test.each(operations)('%s', (_name, document, operation) => {
    const cost = estimateCost(rules, { document, operation, variables: {} });
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(1_000);
  });
});

/** All fields of object types, with what the rules say of them. */
const fields = parse(supergraph).definitions.flatMap((definition) => {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  const type = definition.name.value;
  return (definition.fields ?? []).map(({ name: { value: name } }) => ({ type, name, rule: rules.field(type, name) }));
});

test('every list of Caravan’s own schema says how long it is', () => {
  const isSizedAbove = (type: string, name: string) => type.endsWith('Connection') && /^(edges|nodes)$/.test(name);
  const silent = fields.filter(
    ({ type, name, rule }) => rule && rule.lists > 0 && rule.weight > 0 && !rule.listSize && !isSizedAbove(type, name),
  );
  expect(silent).toEqual([]);
});

test('every connection takes its size from its page, 20 by default', () => {
  const connections = fields.filter(({ rule }) => rule?.type.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(10);
  for (const { rule } of connections) {
    expect(rule?.listSize).toEqual({
      assumed: 20,
      slicing: [['first'], ['last']],
      sizedFields: new Set(['edges', 'nodes']),
      requiresOne: false,
    });
  }
});
