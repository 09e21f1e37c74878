import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse, print, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from './compose.ts';
import { plannerSdl } from './planner-sdl.ts';
import { withoutRedundantKeys } from './redundant-keys.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable"])\n`;
const subgraph = (name: string, sdl: string) => ({ name, url: `http://${name}.invalid`, sdl: link + sdl });
const full = composeSupergraph([
  subgraph('a', 'type T @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! @shareable weight: Int }'),
  subgraph(
    'b',
    `type Query { t: T } type T @key(fields: "sku", resolvable: false) @key(fields: "id") {
      id: ID! sku: ID! @shareable weight: Int @external freight: Int @requires(fields: "weight")
    }`,
  ),
]);

/** What the planner sends to `b` to come back for `freight`. */
function representationKeys(sdl: string): string[] {
  const supergraph = Supergraph.build(sdl);
  const operation = operationFromDocument(supergraph.apiSchema(), parse('{ t { freight } }'));
  const { node } = new QueryPlanner(supergraph).buildQueryPlan(operation);
  const fetches = node?.kind === 'Sequence' ? node.nodes : [];
  const last = fetches.at(-1);
  const [entity] = (last?.kind === 'Flatten' && last.node.kind === 'Fetch' && last.node.requires) || [];
  return (entity?.selections ?? []).flatMap((each) => (each.kind === 'Field' ? [each.name] : []));
}

describe('a key that cannot be resolved beside one that can', () => {
  test('is what the planner would take for a jump back', () => {
    expect(full).toMatch(/join__type\(graph: B, key: "sku", resolvable: false\)/);
    expect(representationKeys(full)).toEqual(['__typename', 'weight', 'sku']);
  });

  test('is not there for our planner', () => {
    expect(plannerSdl(full)).not.toContain('resolvable: false');
    expect(representationKeys(plannerSdl(full))).toEqual(['__typename', 'weight', 'id']);
  });

  const cases: [what: string, given: string, expected: string][] = [
    [
      'is dropped of its own subgraph only',
      '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: B, key: "id")',
      '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: B, key: "id")',
    ],
    [
      'stays where it is the only key',
      '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: A)',
      '@join__type(graph: A, key: "id", resolvable: false) @join__type(graph: A)',
    ],
    [
      'goes, wherever it stands',
      '@join__type(graph: A, key: "id", resolvable: true) @tag(name: "x") @join__type(graph: A, key: "n", resolvable: false)',
      '@join__type(graph: A, key: "id", resolvable: true) @tag(name: "x")',
    ],
    [
      'of an extension steps back',
      '@join__type(graph: A, key: "n", extension: true, resolvable: false) @join__type(graph: A, key: "id")',
      '@join__type(graph: A, key: "id") @join__type(graph: A, key: "n", extension: true, resolvable: false)',
    ],
  ];
  test.each(cases)('%s', (_what, given, expected) => {
    for (const kind of ['type', 'interface']) {
      const changed = print(visit(parse(`${kind} T ${given} { id: ID! }`), withoutRedundantKeys));
      expect(changed).toBe(print(parse(`${kind} T ${expected} { id: ID! }`)));
    }
  });
});
