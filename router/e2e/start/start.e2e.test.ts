import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { expect, test } from 'vitest';
import { startRouter } from '../../src/start-router.ts';
import { createSubgraphs, createWorld } from '../harness/synthetic-subgraphs.ts';
import { openTestRouter, post, testConfiguration } from '../harness/test-router.ts';
import { openTokenIssuer } from '../harness/tokens.ts';

const logger = createLogger({ level: 'silent', name: 'router' });

function threeSubgraphs(): [RunningSubgraph, RunningSubgraph, RunningSubgraph] {
  const [people, shop, money] = createSubgraphs(createWorld());
  if (!people || !shop || !money) throw new Error('three subgraphs');
  return [people, shop, money];
}

test('waits for a subgraph that comes later', async () => {
  const configuration = testConfiguration();
  const [people, shop, money] = threeSubgraphs();
  const early = await serveSubgraph(money, { configuration, port: 0, logger });
  await early.stop();
  const starting = startRouter({
    configuration,
    logger,
    port: 0,
    subgraphs: [
      { kind: 'local', subgraph: people },
      { kind: 'local', subgraph: shop },
      { kind: 'remote', name: 'money', urls: [early.url] },
    ],
  });
  const late = await serveSubgraph(money, { configuration, port: Number(new URL(early.url).port), logger });
  const router = await starting;
  expect((await post(router.url, '{"query":"{ balance }"}')).body.data).toEqual({ balance: 42 });
  await router.stop();
  await late.stop();
});

test('subgraphs that do not fit together are named', async () => {
  const [people, shop, money] = threeSubgraphs();
  const conflicting = { ...people, sdl: people.sdl.replace('displayName: String', 'displayName: Int orders: Int') };
  const starting = startRouter({
    configuration: testConfiguration(),
    logger,
    port: 0,
    subgraphs: [conflicting, shop, money].map((subgraph) => ({ kind: 'local' as const, subgraph })),
  });
  await expect(starting).rejects.toThrow(/do not compose:\n.*User\.orders/);
});

test('reads the keys of tokens from the subgraph that serves them, in process and over the network', async () => {
  const configuration = testConfiguration();
  const tokens = await openTokenIssuer();
  let reads = 0;
  const [people, shop, money] = threeSubgraphs();
  const routes: RunningSubgraph['routes'] = [
    {
      method: 'GET',
      path: '/.well-known/jwks.json',
      handle: async () => {
        reads += 1;
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(tokens.jwks) };
      },
    },
  ];
  const identity = { ...people, name: 'identity', routes };
  const served = await serveSubgraph(identity, { configuration, port: 0, logger });
  for (const connection of [
    { kind: 'local' as const, subgraph: identity },
    {
      kind: 'remote' as const,
      name: 'identity',
      urls: [served.url],
      routes: [{ method: 'GET' as const, path: '/.well-known/jwks.json' }],
    },
  ]) {
    const router = await startRouter({
      configuration,
      logger,
      port: 0,
      subgraphs: [connection, { kind: 'local', subgraph: shop }, { kind: 'local', subgraph: money }],
    });
    const headers = { authorization: `Bearer ${await tokens.accessToken()}` };
    for (const _attempt of [1, 2]) {
      const { body } = await post(router.url, '{"query":"{ whoCalls { kind } }"}', headers);
      expect(body.data).toEqual({ whoCalls: { kind: 'user' } });
    }
    expect(await (await fetch(`${router.url}/.well-known/jwks.json`)).json()).toEqual(tokens.jwks);
    await router.stop();
  }
  // Once per router for both requests, and once per router by the client through its route.
  expect(reads).toBe(4);
  await served.stop();
});

test('passes calls on to a remote subgraph’s routes, with the body as it came', async () => {
  const configuration = testConfiguration();
  const [people, shop, money] = threeSubgraphs();
  const hook: RunningSubgraph['routes'][number] = {
    method: 'POST',
    path: '/webhooks/:provider',
    handle: async ({ params, body, headers, query, clientAddress }) => ({
      status: 202,
      headers: { 'x-seen': String(headers['x-signature']), 'content-type': 'application/json' },
      body: JSON.stringify({
        params,
        body: body.toString(),
        query,
        clientAddress,
        caller: headers['x-caravan-caller'],
      }),
    }),
  };
  const served = await serveSubgraph({ ...money, routes: [hook] }, { configuration, port: 0, logger });
  const router = await startRouter({
    configuration,
    logger,
    port: 0,
    subgraphs: [
      { kind: 'local', subgraph: people },
      { kind: 'local', subgraph: shop },
      { kind: 'remote', name: 'money', urls: [served.url], routes: [{ method: 'POST', path: '/webhooks/:provider' }] },
    ],
  });
  const call = () =>
    fetch(`${router.url}/webhooks/sandbox?a=1`, {
      method: 'POST',
      headers: {
        'x-signature': 's1',
        'x-caravan-caller': 'forged',
        'x-forwarded-for': '203.0.113.9',
        'content-type': 'application/json',
      },
      body: '{"raw":  true}',
    });
  const response = await call();
  expect([response.status, response.headers.get('x-seen')]).toEqual([202, 's1']);
  expect(await response.json()).toEqual({
    params: { provider: 'sandbox' },
    body: '{"raw":  true}',
    query: { a: '1' },
    clientAddress: '203.0.113.9',
  });
  await served.stop();
  expect((await call()).status).toBe(503);
  await router.stop();
});

test('a subgraph refuses whom no router signed for', async () => {
  const caravan = await openTestRouter('over the network');
  const { status } = await post(caravan.servers[0]?.url ?? '', '{"query":"{ users { id } }"}');
  expect(status).toBe(401);
  await caravan.stop();
});

test('streams files through its routes', async () => {
  const [people, shop, money] = threeSubgraphs();
  const router = await startRouter({
    configuration: testConfiguration(),
    logger,
    port: 0,
    subgraphs: [people, shop, money].map((subgraph) => ({ kind: 'local' as const, subgraph })),
    routes: [
      {
        method: 'PUT',
        path: '/files/:fileId',
        streamsBody: true,
        handle: async ({ params, body }) => {
          let bytes = 0;
          for await (const chunk of body) bytes += (chunk as Buffer).length;
          return { status: 201, headers: {}, body: `${params.fileId} ${bytes}` };
        },
      },
    ],
  });
  const megabytes = 5 * 1024 * 1024;
  for (const headers of [{ 'content-type': 'text/csv' }, { 'content-type': 'application/json' }]) {
    const response = await fetch(`${router.url}/files/f1`, { method: 'PUT', headers, body: Buffer.alloc(megabytes) });
    expect([response.status, await response.text()]).toEqual([201, `f1 ${megabytes}`]);
  }
  await router.stop();
});
