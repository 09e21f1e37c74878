import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { defineEvent, uuid } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import { currentOperation } from '@caravan/core/operation-context';
import { ok } from '@caravan/core/result';
import { provisionSchema } from '@caravan/database/provision';
import { consumer, on } from '@caravan/events/consumer';
import { logSchema, openEmbeddedLog } from '@caravan/events/embedded-log';
import { publish } from '@caravan/events/publish';
import { openSealer, type Sealer } from '@caravan/events/sealing';
import type { EventTransport } from '@caravan/events/transport';
import type { FileStore } from '@caravan/files/file-store';
import { addJob } from '@caravan/jobs/add-job';
import { job } from '@caravan/jobs/job';
import { createLogger } from '@caravan/telemetry/logger';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { callerOf, configuration } from '../test/harbour.ts';
import { defineSubgraph, type Runtime } from './define-subgraph.ts';
import { payload } from './payload.ts';
import { type RunningSubgraph, type RunOptions, runSubgraph } from './run-subgraph.ts';

const ShipNamed = defineEvent({
  type: 'port.ShipNamed',
  version: 1,
  topic: 'caravan.port.ship',
  description: 'A ship has a name now.',
  data: z.object({ shipId: uuid }),
});

type Ship = { id: string; name: string; version: number };
type Deps = Runtime & { greetings: string[]; operations: (string | undefined)[] };
type Context = { deps: Deps };

const started: Deps[] = [];

async function shipsOf({ database }: Deps): Promise<Ship[]> {
  return [...(await database.query.execute<Ship>(sql`select id, name, version from ships order by id`))];
}

async function nameShip({ database }: Deps, name: string) {
  return database.transaction(async (tx) => {
    const [ship] = await tx.execute<Ship>(sql`
      insert into ships (id, name) values (${newId()}, ${name}) returning id, name, version`);
    if (!ship) throw new Error('An insert returns its row.');
    await publish(tx, ShipNamed, { subject: ship.id, data: { shipId: ship.id } });
    await addJob(tx, 'greet', { name });
    return ok(ship);
  });
}

const port = defineSubgraph<Deps, null>({
  name: 'port',
  schema: () => `
    type Query { ships: [Ship!]! @public  arrivals: Int! @public }
    type Mutation { nameShip(name: String!): NameShipPayload @public }
    type Subscription { shipNamed: Ship @public }
    type Ship @key(fields: "id") { id: ID! name: String! }
    type NameShipPayload { ship: Ship errors: [NameShipError!]! }
    union NameShipError = InvalidInput
  `,
  resolvers: {
    Query: {
      ships: (_root: unknown, _input: unknown, { deps }: Context) => shipsOf(deps),
      arrivals: async (_root: unknown, _input: unknown, { deps }: Context) => {
        const [row] = await deps.database.query.execute<{ count: number }>(
          sql`select count(*)::int as count from arrivals`,
        );
        return row?.count;
      },
    },
    Mutation: {
      nameShip: async (_root: unknown, { name }: { name: string }, { deps }: Context) => {
        deps.operations.push(currentOperation()?.correlationId);
        return payload(await nameShip(deps, name), 'ship');
      },
    },
    Subscription: {
      shipNamed: {
        subscribe: (_root: unknown, _input: unknown, { deps }: Context) =>
          deps.feed.watch({
            contract: ShipNamed,
            matches: () => true,
            current: () => shipsOf(deps),
            keyOf: ({ id }) => id,
          }),
        resolve: (ship: Ship) => ship,
      },
    },
  },
  migrations: new URL('../test/migrations/', import.meta.url),
  deps: (runtime) => {
    const deps = { ...runtime, greetings: [], operations: [] };
    started.push(deps);
    return deps;
  },
  loaders: () => null,
  consumers: [
    consumer('port.arrivals', [
      on(ShipNamed, async (_deps, tx, { data }) => {
        await tx.execute(sql`insert into arrivals (ship_id) values (${data.shipId})`);
      }),
    ]),
  ],
  follows: [ShipNamed],
  jobs: [
    job({
      name: 'greet',
      payload: z.object({ name: z.string() }),
      run: async ({ greetings }: Deps, { name }) => void greetings.push(name),
    }),
  ],
  routes: [
    {
      method: 'GET',
      path: '/url',
      handle: async ({ publicUrl }) => ({
        status: 200,
        body: `${publicUrl()} ${currentOperation()?.correlationId.length}`,
      }),
    },
  ],
  onStart: async ({ database }) => {
    await database.query.execute(
      sql`insert into ships (id, name) values (${newId()}, 'Flagship') on conflict do nothing`,
    );
  },
});

const { adminUrl } = emptyTestDatabase();
const lines: string[] = [];
const logger = createLogger({ level: 'info', name: 'test', destination: { write: (line) => lines.push(line) } });
let proxy: Proxy;
let transport: EventTransport;
let sealer: Sealer;
let options: RunOptions;
let running: RunningSubgraph;

beforeAll(async () => {
  const logUrl = await provisionSchema({ adminUrl, name: logSchema, password: 'log' });
  const direct = await provisionSchema({ adminUrl, name: 'port', password: 'port' });
  proxy = await startProxy(direct);
  transport = await openEmbeddedLog({ url: logUrl, pollMs: 500, batchSize: 50, logger });
  sealer = await openSealer({ url: logUrl, sealingKey: configuration.platform.sealingKey });
  const files = {} as FileStore;
  const publicUrl = () => 'http://caravan.test';
  options = { configuration, databaseUrl: proxy.url, transport, sealer, files, logger, publicUrl };
  running = await runSubgraph(port, options);
}, 60_000);

afterAll(async () => {
  await running.stop();
  await transport.close();
  await sealer.close();
  await proxy.close();
}, 60_000);

function run(query: string) {
  return running.execute({ query, caller: callerOf() });
}

describe('a running subgraph', () => {
  test('has migrated, and was prepared before it serves', async () => {
    expect(await run('{ ships { name } }')).toEqual({ data: { ships: [{ name: 'Flagship' }] } });
    expect(await running.ready()).toBe(true);
  });

  test('carries a change to its consumers, jobs and subscribers, under the request id', async () => {
    const stream = await running.subscribe({ query: 'subscription { shipNamed { name } }', caller: callerOf() });
    if (!('next' in stream)) throw new Error('The subscription was refused.');
    expect((await stream.next()).value).toEqual({ data: { shipNamed: { name: 'Flagship' } } });

    const named = await run('mutation { nameShip(name: "Argo") { ship { name } errors { __typename } } }');
    expect(named).toEqual({ data: { nameShip: { ship: { name: 'Argo' }, errors: [] } } });
    expect((await stream.next()).value).toEqual({ data: { shipNamed: { name: 'Argo' } } });
    await vi.waitFor(async () => expect(await run('{ arrivals }')).toEqual({ data: { arrivals: 1 } }), 10_000);
    await vi.waitFor(() => expect(started.at(-1)?.greetings).toEqual(['Argo']), 10_000);
    expect(started.at(-1)?.operations).toEqual(['request-1']);

    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
  });

  test('masks what the database says, and logs it without parameters', async () => {
    lines.length = 0;
    const again = await run('mutation { nameShip(name: "Argo") { ship { name } } }');
    expect(again).toMatchObject({ data: { nameShip: null }, errors: [{ message: 'Internal error.' }] });
    expect(lines.join()).toContain('ships_name');
    expect(lines.join()).not.toContain('Argo');
  });

  test('binds its routes', async () => {
    const request = { headers: {}, params: {}, query: {}, body: Buffer.alloc(0), clientAddress: '127.0.0.1' };
    expect(await running.routes[0]?.handle(request)).toEqual({ status: 200, body: 'http://caravan.test 36' });
  });

  test('says UNAVAILABLE while its database is away, and recovers', async () => {
    await proxy.cut();
    expect(await run('{ ships { name } }')).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNAVAILABLE' } }],
    });
    expect(await running.ready().catch(() => false)).toBe(false);
    await proxy.restore();
    await vi.waitFor(async () => expect(await run('{ ships { name } }')).not.toHaveProperty('errors'), 20_000);
  });

  test('closes everything when it stops, and what it opened when it cannot start', async () => {
    const failing = { ...port, onStart: () => Promise.reject(new Error('no flag')) };
    await expect(runSubgraph(failing, options)).rejects.toThrow('no flag');
    await Promise.all([running.stop(), running.stop()]);
    expect(await running.ready()).toBe(false);
    expect(await run('{ arrivals }')).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    const admin = postgres(adminUrl, { max: 1 });
    const connections = () => admin`select 1 from pg_stat_activity where usename like '%\\_port'`;
    await vi.waitFor(async () => expect(await connections()).toHaveLength(0), 5_000);
    await admin.end();
  });
});

type Proxy = { url: string; cut(): Promise<void>; restore(): Promise<void>; close(): Promise<void> };

/** Stands between a client and Postgres, and can be cut. */
async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${port}`;
  return { url: proxied.href, cut, restore: async () => void (await listen(port)), close: cut };
}
