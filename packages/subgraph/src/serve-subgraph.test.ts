import { Readable } from 'node:stream';
import { callerHeader, signCaller } from '@caravan/core/caller-signature';
import { CaravanError } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { callerOf, canary, configuration, harbour, people, released, runHarbour } from '../test/harbour.ts';
import { type SubgraphServer, serveSubgraph } from './serve-subgraph.ts';

const definition = harbour({
  routes: [
    {
      method: 'POST',
      path: '/webhooks/:provider',
      handle: async (_deps, { body, params, query, headers }) => ({
        status: 202,
        headers: {
          'content-type': 'application/octet-stream',
          'x-seen': `${params.provider} ${query.a} ${headers['x-sign']}`,
        },
        body,
      }),
    },
    { method: 'GET', path: '/stream', handle: async () => ({ status: 200, body: Readable.from(['one ', 'two']) }) },
    {
      method: 'GET',
      path: '/refused',
      handle: async () => {
        throw new CaravanError('NOT_FOUND', 'No such file.');
      },
    },
    {
      method: 'GET',
      path: '/broken',
      handle: async () => {
        throw new Error(canary);
      },
    },
  ],
});
const { subgraph, logger } = runHarbour(definition);
let server: SubgraphServer;
beforeAll(async () => {
  server = await serveSubgraph(subgraph, { configuration, port: 0, logger });
});
afterAll(() => server.stop());

const secret = configuration.platform.callerSecret;
const signed = (principal?: Principal, at = new Date()) => signCaller(callerOf(principal), secret, at);
const [body] = signed().split('.');
const [, otherSignature] = signed(people.admin).split('.');
const refusedTokens = {
  missing: undefined,
  empty: '',
  text: 'admin',
  unsigned: `${body}.`,
  'signed with another secret': signCaller(callerOf(people.admin), 'x'.repeat(32), new Date()),
  'with the signature of another caller': `${body}.${otherSignature}`,
  'with a third part': `${signed()}.x`,
  expired: signed(people.admin, new Date(Date.now() - 61_000)),
};

async function post(payload: unknown, token: string | undefined = signed()) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { [callerHeader]: token }) },
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('POST /graphql', () => {
  test.each(Object.entries(refusedTokens))('refuses a caller that is %s', async (_name, token) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { [callerHeader]: token }) },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('runs the operation as the signed caller', async () => {
    const query = 'query Q($id: ID!) { ship(id: $id) { name cargo } manifest }';
    const answer = await post({ query, variables: { id: '7' }, operationName: 'Q' }, signed(people.support));
    expect(answer).toEqual({
      status: 200,
      body: { data: { ship: { name: 'Ship 7', cargo: 'tea' }, manifest: 'manifest' } },
    });
  });

  test('masks errors as in process', async () => {
    const answer = await post({ query: '{ broken(how: "plain") }' });
    expect(answer.body).toEqual({
      data: { broken: null },
      errors: [
        {
          message: 'Internal error.',
          path: ['broken'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
        },
      ],
    });
  });

  test.each([
    ['broken JSON', '{"query": '],
    ['no query', { variables: {} }],
    ['variables that are a list', { query: '{ manifest }', variables: [] }],
  ])('refuses %s', async (_name, payload) => {
    expect(await post(payload)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
});

describe('WebSocket', () => {
  type Token = string | undefined;
  const connect = (token: Token) =>
    createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { ...(token !== undefined && { [callerHeader]: token }) },
      retryAttempts: 0,
      lazy: true,
    });
  const results = (client: Client, query: string, token: Token) =>
    client.iterate({ query, ...(token !== undefined && { extensions: { [callerHeader]: token } }) });

  test.each(Object.entries(refusedTokens))('refuses a socket whose caller is %s', async (_name, token) => {
    const stream = results(connect(token), 'subscription { silent }', signed());
    await expect(stream.next()).rejects.toMatchObject({ code: 4403 });
  });

  test.each(Object.entries(refusedTokens).slice(1))('refuses an operation whose caller is %s', async (_name, token) => {
    const client = connect(signed(people.router));
    const outcome = results(client, 'subscription { silent }', token).next();
    await expect(outcome).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await client.dispose();
  });

  test('serves many callers on one socket, each with own rights', async () => {
    const client = connect(signed(people.router));
    const guest = results(client, 'subscription { ticks }', signed(people.guest));
    const nobody = results(client, 'subscription { ticks }', signed(people.nobody));
    const own = results(client, 'subscription { ticks }', undefined);
    expect((await guest.next()).value).toEqual({ data: { ticks: 1 } });
    expect((await nobody.next()).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await own.next()).value).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await client.dispose();
  });

  test('runs queries too, and tells what is no GraphQL', async () => {
    const client = connect(signed(people.customer));
    expect((await results(client, '{ manifest }', undefined).next()).value).toEqual({ data: { manifest: 'manifest' } });
    await expect(results(client, '{ manifest', undefined).next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
    await client.dispose();
  });

  test('releases the source when the client completes, and when its socket is cut', async () => {
    released.length = 0;
    const client = connect(signed(people.customer));
    const stream = results(client, 'subscription { ticks }', undefined);
    await stream.next();
    await stream.return?.();
    await vi.waitFor(() => expect(released).toEqual(['ticks']));

    const silent = results(client, 'subscription { silent }', undefined);
    const waiting = silent.next().catch(() => 'cut');
    await vi.waitFor(async () =>
      expect(await metricsText()).toContain('caravan_subgraph_subscriptions{subgraph="harbour"} 1'),
    );
    client.terminate();
    await vi.waitFor(() => expect(released).toEqual(['ticks', 'silent']));
    expect(await waiting).toBe('cut');
  });

  test('whose path is another one is cut', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/other`);
    await new Promise((resolve) => socket.once('error', resolve));
  });
});

async function metricsText() {
  return (await fetch(`${server.url}/metrics`)).text();
}

describe('routes', () => {
  test('get the body as it came, and answer with it', async () => {
    const sent = Buffer.from('{"a":  1}\u0000\xff', 'latin1');
    const response = await fetch(`${server.url}/webhooks/sandbox?a=b`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sign': 's' },
      body: sent,
    });
    expect([response.status, response.headers.get('x-seen')]).toEqual([202, 'sandbox b s']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(sent);
  });

  test('need no content type and no body', async () => {
    const response = await fetch(`${server.url}/webhooks/sandbox`, { method: 'POST' });
    expect(response.status).toBe(202);
    const untyped = await fetch(`${server.url}/webhooks/sandbox`, { method: 'POST', body: new Uint8Array([1, 2]) });
    expect(Buffer.from(await untyped.arrayBuffer())).toEqual(Buffer.from([1, 2]));
  });

  test('stream', async () => {
    expect(await (await fetch(`${server.url}/stream`)).text()).toBe('one two');
  });

  test('are limited in size', async () => {
    const body = Buffer.alloc(configuration.platform.routeBytes + 1);
    const response = await fetch(`${server.url}/webhooks/sandbox`, { method: 'POST', body });
    expect(response.status).toBe(413);
  });

  test('mask what they throw', async () => {
    const refused = await fetch(`${server.url}/refused`);
    expect([refused.status, await refused.json()]).toEqual([404, { code: 'NOT_FOUND', message: 'No such file.' }]);
    const broken = await fetch(`${server.url}/broken`);
    expect([broken.status, await broken.text()]).toEqual([
      500,
      '{"code":"INTERNAL_SERVER_ERROR","message":"Internal error."}',
    ]);
  });
});

describe('health and metrics', () => {
  test('are served without a caller', async () => {
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { healthy: true, parts: { harbour: 'up' } }]);
    const text = await metricsText();
    expect(text).toContain('caravan_subgraph_operation_seconds_count{subgraph="harbour",kind="operation"}');
    expect(text).toContain('caravan_subgraph_errors_total{subgraph="harbour",code="INTERNAL_SERVER_ERROR"}');
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('say when the subgraph is not ready', async () => {
    const down = await serveSubgraph(
      { ...subgraph, ready: () => Promise.reject(new Error('down')) },
      { configuration, port: 0, logger },
    );
    const ready = await fetch(`${down.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { healthy: false, parts: { harbour: 'down' } }]);
    await Promise.all([down.stop(), down.stop()]);
    await expect(fetch(`${down.url}/health/live`)).rejects.toThrow('fetch failed');
  });
});

describe('stopping', () => {
  test('ends subscriptions and finishes what runs', async () => {
    released.length = 0;
    const other = await serveSubgraph(subgraph, { configuration, port: 0, logger });
    const client = createClient({
      url: `${other.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { [callerHeader]: signed(people.guest) },
      retryAttempts: 0,
    });
    const stream = client.iterate({ query: 'subscription { ticks }' });
    await stream.next();
    await other.stop();
    await vi.waitFor(() => expect(released).toEqual(['ticks']));
  });
});
