import { readFileSync } from 'node:fs';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, visit } from 'graphql';
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

test('every list of Caravan’s own schema says how long it is', () => {
  const silent: string[] = [];
  visit(parse(supergraph), {
    enter: (node, _key, _parent, _path, ancestors) => {
      if (node.kind !== Kind.FIELD_DEFINITION || rules.field(typeOf(ancestors), node.name.value)?.lists === 0) return;
      const rule = rules.field(typeOf(ancestors), node.name.value);
      const isSizedAbove = ['edges', 'nodes'].includes(node.name.value) && typeOf(ancestors).endsWith('Connection');
      if (rule && !rule.listSize && !isSizedAbove && rule.weight > 0)
        silent.push(`${typeOf(ancestors)}.${node.name.value}`);
    },
  });
  expect(silent).toEqual([]);
});

test('every connection takes its size from its page, 20 by default', () => {
  const wrong: string[] = [];
  visit(parse(supergraph), {
    FieldDefinition: (field, _key, _parent, _path, ancestors) => {
      const rule = rules.field(typeOf(ancestors), field.name.value);
      if (!rule?.type.endsWith('Connection')) return;
      const { listSize } = rule;
      const isRight =
        listSize?.assumed === 20 &&
        listSize.slicing.length === 2 &&
        listSize.sizedFields.size === 2 &&
        !listSize.requiresOne;
      if (!isRight) wrong.push(`${typeOf(ancestors)}.${field.name.value}`);
    },
  });
  expect(wrong).toEqual([]);
});

function typeOf(ancestors: readonly unknown[]): string {
  const type = ancestors.findLast((each) => typeof each === 'object' && each !== null && 'name' in each);
  return (type as { name: { value: string } } | undefined)?.name.value ?? '';
}
