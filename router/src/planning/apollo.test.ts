import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type SubscriptionNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const sdl = composeSupergraph([
  {
    name: 'shop',
    url: 'http://shop.invalid',
    sdl: `${link} type Query { order: Order } type Subscription { changed(id: ID!): Order }
      type Order @key(fields: "id") { id: ID! number: String! }`,
  },
  {
    name: 'money',
    url: 'http://money.invalid',
    sdl: `${link} type Order @key(fields: "id") { id: ID! paid: Boolean }`,
  },
]);

/** What we rely on in Apollo's packages beyond their documentation. */
describe('the contract with Apollo', () => {
  test.each(['gateway', 'query-planner', 'federation-internals', 'composition'])('%s is pinned exactly', (name) => {
    const { version } = createRequire(import.meta.url)(`@apollo/${name}/package.json`) as { version: string };
    const workspace = readFileSync(new URL('../../../pnpm-workspace.yaml', import.meta.url), 'utf8');
    expect(workspace).toContain(`"@apollo/${name}": ${version}\n`);
  });

  const plan = (source: string): SubscriptionNode => {
    const supergraph = Supergraph.build(sdl);
    const operation = operationFromDocument(supergraph.apiSchema(), parse(source));
    return new QueryPlanner(supergraph).buildQueryPlan(operation).node as SubscriptionNode;
  };

  test('a subscription is planned as a primary fetch and a rest', () => {
    const { primary, rest } = plan('subscription ($id: ID!) { changed(id: $id) { number paid } }');
    expect(primary).toMatchObject({ serviceName: 'shop', operationKind: 'subscription', variableUsages: ['id'] });
    expect(primary.operation).toMatch(/^subscription.*changed\(id: ?\$id\).*__typename.*id/);
    const fetched = { kind: 'Flatten', path: ['changed'], node: { kind: 'Fetch', serviceName: 'money' } };
    expect(rest).toMatchObject({ kind: 'Sequence', nodes: [fetched] });
  });

  test('a subscription of one subgraph has no rest', () => {
    expect(plan('subscription { changed(id: 1) { number } }').rest).toBeUndefined();
  });
});
