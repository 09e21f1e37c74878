import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createLogger } from '@caravan/telemetry/logger';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { type FetchSource, type GatewayRequest, openGateway, openPlanner } from './apollo-internals.ts';

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
const logger = createLogger({ level: 'silent', name: 'test' });
const request = (source: string): GatewayRequest => ({
  document: parse(source),
  source,
  hash: source,
  operationName: undefined,
  variables: { id: 'o1' },
  context: {},
});

/** What we rely on in Apollo's packages beyond their documentation. */
describe('the contract with Apollo', () => {
  test.each(['gateway', 'query-planner', 'federation-internals', 'composition'])('%s is pinned exactly', (name) => {
    const { version } = createRequire(import.meta.url)(`@apollo/${name}/package.json`) as { version: string };
    const workspace = readFileSync(new URL('../../../pnpm-workspace.yaml', import.meta.url), 'utf8');
    expect(workspace).toContain(`"@apollo/${name}": ${version}\n`);
  });

  const plan = (source: string) => openPlanner(sdl).planSubscription(parse(source), undefined);

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

  test('an event is completed by the rest and shaped by the client’s operation', async () => {
    const planner = openPlanner(sdl);
    const source = 'subscription ($id: ID!) { it: changed(id: $id) { ...a } } fragment a on Order { paid n: number }';
    const fetched: unknown[] = [];
    const money: FetchSource = {
      process: async ({ request: { variables }, context }) => {
        fetched.push([variables, context]);
        return { data: { _entities: [{ paid: true }] } };
      },
    };
    const event = { data: { it: { __typename: 'Order', id: 'o1', n: 'CV-1' } } };
    const context = { who: 'somebody' };
    const result = await planner.completeEvent(planner.planSubscription(parse(source), undefined), event, {
      request: { ...request(source), context },
      sources: { money },
      logger,
    });
    expect(result).toEqual({ data: { it: { paid: true, n: 'CV-1' } } });
    expect(fetched).toEqual([[{ representations: [{ __typename: 'Order', id: 'o1' }] }, context]]);
    expect(event).toEqual({ data: { it: { __typename: 'Order', id: 'o1', n: 'CV-1' } } });
  });

  test('an error of an entity is told by the client’s path', async () => {
    const shop: FetchSource = {
      process: async () => ({ data: { order: { __typename: 'Order', id: 'o1', number: 'CV-1' } } }),
    };
    const money: FetchSource = {
      process: async () => ({
        data: null,
        errors: [{ message: 'down', path: ['_entities', 0, 'paid'], extensions: { code: 'UNAVAILABLE' } } as never],
      }),
    };
    const gateway = await openGateway(sdl, { shop, money }, logger);
    const result = await gateway.execute(request('{ order { number paid } }'));
    expect(result.data).toEqual({ order: { number: 'CV-1', paid: null } });
    expect(result.errors).toMatchObject([{ path: ['order', 'paid'], extensions: { code: 'UNAVAILABLE' } }]);
    await gateway.stop();
  });

  test('nothing is reported to its maker', () => {
    expect(process.env.APOLLO_TELEMETRY_DISABLED).toBe('true');
  });
});
