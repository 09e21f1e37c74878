import { anonymous } from '@caravan/core/principal';
import { createLogger } from '@caravan/telemetry/logger';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readAccessRules } from '../access/rules.ts';
import { noCaching } from '../caching/caching.ts';
import { composeSupergraph } from '../supergraph/compose.ts';
import { createPipeline } from './pipeline.ts';

const subgraph = { name: 'shop', url: 'http://shop.invalid', sdl: 'type Query { a: Int }' };

test('an operation that waits for its plan takes no longer than any', async () => {
  const document = parse('{ a }');
  const generation = {
    id: 'g',
    access: readAccessRules(composeSupergraph([subgraph])),
    caching: noCaching,
    schemaOf: () => buildSchema(subgraph.sdl),
    plans: { of: () => new Promise(() => {}) },
  };
  const left: string[] = [];
  const pipeline = createPipeline({
    settings: { operationTimeoutMs: 20, warmUpPlans: 0, priorityHigh: [], priorityLow: [], sharedSubscriptions: [] },
    admission: { enter: async () => ({ leave: (outcome: string) => void left.push(outcome) }) },
    persisted: { documents: () => [] },
    logger: createLogger({ level: 'silent', name: 'test' }),
  } as never);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const demand = { settle: () => null };
  const asked = { generation, document, operation, source: '{ a }', hash: 'h', variables: {}, coerced: {}, demand };
  const caller = { principal: anonymous, requestId: 'r', clientAddress: null, userAgent: null };
  const rights = { isAuthenticated: false, scopes: new Set(), policies: new Set() };
  const client = { caller, headers: {}, contract: 'api', rights, apiKeyId: null, mayIntrospect: false };
  const result = await pipeline.execute(asked as never, client as never);
  expect(result).toMatchObject({ data: null, errors: [{ extensions: { code: 'TIMEOUT', requestId: 'r' } }] });
  expect(left).toEqual(['done']);
});
