import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { codes, once, openClient, post } from '../harness/test-router.ts';
import { startWaitingSubgraph, type WaitingSubgraph } from './waiting-subgraph.ts';

/** A router as a process of its own, which is told to stop while it is busy. */
let folder: string;
let subgraph: WaitingSubgraph;
let router: PartProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shutdown-'));
  subgraph = await startWaitingSubgraph();
  await writeFile(join(folder, 'supergraph.graphql'), subgraph.supergraphSdl);
});
afterEach(async () => {
  subgraph.answerAll();
  await router.kill();
  await subgraph.stop();
  await rm(folder, { recursive: true });
});

async function startRouter(settings: Record<string, string> = {}): Promise<void> {
  const args = ['router', '--supergraph', join(folder, 'supergraph.graphql'), '--listen', '127.0.0.1:0'];
  const limits = { LIMIT_SUBSCRIPTIONS: '500', SUBGRAPH_CONNECTIONS: '200' };
  router = await startPart(args, { LOG_LEVEL: 'error', ...limits, ...settings });
}

const slow = (id: number) => post(router.url, JSON.stringify({ query: `{ slow(id: ${id}) }` }));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A socket whose subscription has had its first event; tells how it was closed. */
async function subscriber(): Promise<{ closed: Promise<number>; ticks: () => number }> {
  const closed = Promise.withResolvers<number>();
  const first = Promise.withResolvers<void>();
  let ticks = 0;
  const client: Client = createClient({
    url: new URL('/graphql', router.url).href.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    on: { closed: (event) => closed.resolve((event as { code: number }).code) },
  });
  client.subscribe(
    { query: 'subscription { ticks }' },
    {
      next: () => {
        ticks += 1;
        first.resolve();
      },
      error: () => {},
      complete: () => {},
    },
  );
  await first.promise;
  return { closed: closed.promise, ticks: () => ticks };
}

test('SIGTERM under load: 50 slow requests and 200 sockets, none fails, and it ends within 15 s', async () => {
  await startRouter();
  const subscribers = await Promise.all(Array.from({ length: 200 }, subscriber));
  const requests = Promise.all(Array.from({ length: 50 }, (_, id) => slow(id)));
  const onSockets = Promise.all(
    Array.from({ length: 20 }, (_, id) => once(openClient(router.url), `{ slow(id: ${id}) }`)),
  );
  while (subgraph.waiting < 70) await nextTurn();

  const startedAt = performance.now();
  const stopped = router.stop();
  const ready = () => fetch(`${router.url}/health/ready`);
  while ((await ready()).status === 200) await nextTurn();
  expect((await fetch(`${router.url}/health/live`)).status).toBe(200);

  const late = await post(router.url, '{"query":"{ quick }"}');
  expect([late.status, codes(late.body), late.headers.get('connection')]).toEqual([503, ['UNAVAILABLE'], 'close']);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  const refused = new WebSocket(new URL('/graphql', router.url).href.replace('http', 'ws'), 'graphql-transport-ws');
  expect(await new Promise((resolve) => refused.on('error', ({ message }) => resolve(message)))).toContain('503');
  subgraph.tick();
  while (subscribers.some(({ ticks }) => ticks() < 2)) await nextTurn();

  subgraph.answerAll();
  const answers = await requests;
  expect(answers.map(({ status, body }) => [status, body.data?.slow])).toEqual(
    Array.from({ length: 50 }, (_, id) => [200, id]),
  );
  expect((await onSockets).map(({ data }) => data?.slow)).toEqual(Array.from({ length: 20 }, (_, id) => id));
  expect(new Set(await Promise.all(subscribers.map(({ closed }) => closed)))).toEqual(new Set([1001]));
  await stopped;
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});

test('what never ends is given up after the grace', async () => {
  await startRouter({ SHUTDOWN_GRACE_MS: '300', OPERATION_TIMEOUT_MS: '60000', FETCH_TIMEOUT_MS: '60000' });
  const hopeless = slow(1).catch(() => 'cut');
  while (subgraph.waiting < 1) await nextTurn();
  const startedAt = performance.now();
  await router.stop();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await hopeless).toBe('cut');
});

test('before it refuses anything, it says for a while that it is not ready', async () => {
  await startRouter({ SHUTDOWN_NOTICE_MS: '3000' });
  const stopped = router.stop();
  while ((await fetch(`${router.url}/health/ready`)).status === 200) await nextTurn();
  const { status, body } = await post(router.url, '{"query":"{ quick }"}');
  expect([status, body]).toEqual([200, { data: { quick: 1 } }]);
  await stopped;
});
