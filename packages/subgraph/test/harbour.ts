import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Configuration, parseConfiguration } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { CaravanError } from '@caravan/core/errors';
import { anonymous, type Caller, type Principal } from '@caravan/core/principal';
import { createLogger, type Logger } from '@caravan/telemetry/logger';
import type { Definition, SubgraphDefinition } from '../src/define-subgraph.ts';
import { defineSubgraph } from '../src/define-subgraph.ts';
import { createExecution } from '../src/execution.ts';
import type { RunningSubgraph } from '../src/running-subgraph.ts';
import { buildSchema, subgraphSdl } from '../src/schema.ts';

/** A small subgraph for tests: ships in a harbour. Its secrets are what must never leave. */
export const canary = 'canary-4711';

const sdl = `
  type Query {
    ship(id: ID!): Ship @public
    manifest: String @authenticated
    cart: String @requiresScopes(scopes: [["cart:use"]])
    audit: String @requiresScopes(scopes: [["ledger:read"], ["order:read:any", "payment:read:any"]])
    both: String @authenticated @requiresScopes(scopes: [["ledger:read"]])
    quote(amount: MinorUnits! = "1", currency: Currency! = "EUR"): Money! @public
    broken(how: String!): String @public
    loaderCount: Int! @public
  }
  type Mutation { sail(id: ID!): SailPayload @public }
  type Subscription {
    ticks: Int @requiresScopes(scopes: [["cart:use"]])
    silent: Int @public
    failing: Int @public
  }
  type Ship @key(fields: "id") {
    id: ID!
    name: String!
    cargo: String @requiresScopes(scopes: [["store:read:any"]])
    captain: String @authenticated
  }
  type SailPayload { ship: Ship errors: [SailError!]! }
  union SailError = NotFound | ShipNotReady
  type ShipNotReady implements UserError { message: String! path: [String!]! missing: [String!]! }
`;

/** Sources that were released, by name: a subscription that ended must be among them. */
export const released: string[] = [];

type HarbourContext = { principal: Principal; loaders: { count: number } };

const resolvers = {
  Query: {
    ship: (_root: unknown, { id }: { id: string }) => ship(id),
    manifest: () => 'manifest',
    cart: () => 'cart',
    audit: () => 'audit',
    both: () => 'both',
    quote: (_root: unknown, { amount, currency }: { amount: bigint; currency: string }) => ({
      amountMinor: amount,
      currency,
    }),
    broken: (_root: unknown, { how }: { how: string }) => {
      throw failures[how]?.() ?? new Error(how);
    },
    loaderCount: (_root: unknown, _input: unknown, { loaders }: HarbourContext) => loaders.count,
  },
  Mutation: { sail: () => ({ ship: null, errors: [] }) },
  Subscription: {
    ticks: { subscribe: () => source('ticks', [1, 2, 3]), resolve: (tick: number) => tick },
    silent: { subscribe: () => source('silent', []), resolve: (tick: number) => tick },
    failing: { subscribe: () => failingSource(), resolve: (tick: number) => tick },
  },
  Ship: { __resolveReference: ({ id }: { id: string }) => ship(id) },
};

const failures: Record<string, () => Error> = {
  plain: () => new Error(`select * from people where secret = '${canary}'`),
  refusal: () => new CaravanError('NOT_FOUND', 'No such berth.', { berth: 7 }),
  outage: () => Object.assign(new Error(`connect ECONNREFUSED ${canary}`), { code: 'ECONNREFUSED' }),
  wrappedOutage: () =>
    new Error('Failed query', { cause: Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }) }),
  statementTimeout: () => Object.assign(new Error(`canceling statement ${canary}`), { code: '57014' }),
  parameters: () =>
    Object.assign(new Error(`Failed query: insert into people values ($1)\nparams: ${canary}`), {
      params: [canary],
      query: 'insert into people values ($1)',
    }),
};

function ship(id: string) {
  return id === 'none' ? null : { id, name: `Ship ${id}`, cargo: 'tea', captain: 'Ada' };
}

/** Gives its values, then waits for ever, as a live feed does. */
function source(name: string, values: readonly number[]): AsyncIterableIterator<number> {
  const rest = [...values];
  const waiting = Promise.withResolvers<IteratorResult<number>>();
  return {
    next: async () => {
      const value = rest.shift();
      return value === undefined ? waiting.promise : { value, done: false };
    },
    return: async () => {
      released.push(name);
      waiting.resolve({ value: undefined, done: true });
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* failingSource() {
  yield 1;
  throw new Error(canary);
}

export function harbour(change: Partial<Definition<object, unknown>> = {}): SubgraphDefinition {
  let count = 0;
  return defineSubgraph<object, unknown>({
    name: 'harbour',
    schema: () => sdl,
    resolvers,
    migrations: new URL('./migrations/', import.meta.url),
    deps: () => ({}),
    loaders: () => {
      count += 1;
      return { count };
    },
    consumers: [],
    follows: [],
    jobs: [],
    routes: [],
    ...change,
  });
}

const secretsFolder = mkdtempSync(join(tmpdir(), 'caravan-harbour-'));
export const configuration: Configuration = parseConfiguration({
  ...generatedSecrets({ CARAVAN_DATA: secretsFolder }),
  NODE_ENV: 'test',
});

/** The subgraph's schema at work without a database, and the lines it logs. */
export function runHarbour(definition = harbour()): { subgraph: RunningSubgraph; lines: string[]; logger: Logger } {
  const lines: string[] = [];
  const logger = createLogger({ level: 'trace', name: 'test', destination: { write: (line) => lines.push(line) } });
  const schema = buildSchema(definition, configuration);
  const contextFor = (caller: Caller) => ({
    deps: {},
    caller,
    principal: caller.principal,
    loaders: definition.loaders({}, caller),
  });
  const execution = createExecution({ name: 'harbour', schema, logger, contextFor });
  const subgraph = {
    name: 'harbour',
    sdl: subgraphSdl(definition, configuration),
    schema,
    routes: definition.routes.map((route) => ({
      ...route,
      handle: (request: Parameters<typeof route.handle>[1]) => route.handle({}, request),
    })),
    execute: execution.execute,
    subscribe: execution.subscribe,
    ready: async () => true,
    stop: execution.drain,
  };
  return { subgraph, lines, logger };
}

export function callerOf(principal: Principal = anonymous): Caller {
  return { principal, requestId: 'request-1', clientAddress: null, userAgent: null };
}

const personId = '01890000-0000-7000-8000-000000000001';

export const people = {
  nobody: anonymous,
  guest: { kind: 'guest', id: personId, sessionId: null, roles: ['GUEST'], scopes: ['cart:use'] },
  customer: { kind: 'user', id: personId, sessionId: personId, roles: ['CUSTOMER'], scopes: ['cart:use'] },
  support: {
    kind: 'user',
    id: personId,
    sessionId: personId,
    roles: ['SUPPORT'],
    scopes: ['user:read:any', 'store:read:any', 'order:read:any', 'payment:read:any'],
  },
  halfSupport: { kind: 'user', id: personId, sessionId: personId, roles: [], scopes: ['order:read:any'] },
  admin: { kind: 'user', id: personId, sessionId: personId, roles: ['ADMIN'], scopes: ['ledger:read'] },
  router: { kind: 'router', id: null, sessionId: null, roles: [], scopes: [] },
} as const satisfies Record<string, Principal>;
