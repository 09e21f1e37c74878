import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@caravan/telemetry/logger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Router, startRouter } from '../../src/start-router.ts';
import { codes, openClient, post, testConfiguration } from '../harness/test-router.ts';
import { startWaitingSubgraph, type WaitingSubgraph } from '../resilience/waiting-subgraph.ts';
import { openEventSource } from '../sse/event-source.ts';

let folder: string;
let path: string;
let subgraph: WaitingSubgraph;
let router: Router;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swapped-'));
  path = join(folder, 'supergraph.graphql');
  subgraph = await startWaitingSubgraph();
  await writeFile(path, subgraph.supergraphSdl);
  router = await startRouter({
    configuration: testConfiguration({ SUPERGRAPH_POLL_MS: '50', SWAP_GRACE_MS: '1500' }),
    logger: createLogger({ level: 'silent', name: 'router' }),
    supergraphFile: { path, urls: new Map() },
    port: 0,
  });
});
afterEach(async () => {
  await router.stop();
  await subgraph.stop();
  await rm(folder, { recursive: true });
});

async function swap(): Promise<void> {
  const next = subgraph.supergraphSdl.replace('type Query', '"Of the new supergraph."\ntype Query');
  await writeFile(`${path}.next`, next);
  await rename(`${path}.next`, path);
  const described = JSON.stringify({ query: '{ __type(name: "Query") { description } }' });
  await vi.waitFor(async () => {
    const { body } = await post(router.url, described);
    expect(body.data).toEqual({ __type: { description: 'Of the new supergraph.' } });
  }, 10_000);
}

test('subscriptions go on when the supergraph is replaced, and after a while are told to subscribe again', async () => {
  const query = 'subscription { ticks }';
  const client = openClient(router.url);
  const events = client.iterate({ query });
  const stream = await openEventSource(router.url, { body: JSON.stringify({ query }) });
  const streamed = () => stream.events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data));
  expect((await events.next()).value).toMatchObject({ data: { ticks: expect.any(Number) } });
  await vi.waitFor(() => expect(streamed()).toHaveLength(1));

  await swap();
  subgraph.tick();
  expect((await events.next()).value).toMatchObject({ data: { ticks: expect.any(Number) } });
  await vi.waitFor(() => expect(streamed()).toHaveLength(2));

  const { value: last } = await events.next();
  expect([codes(last), last?.errors?.[0]?.message]).toEqual([
    ['UNAVAILABLE'],
    'The graph has changed. Subscribe again.',
  ]);
  expect((await events.next()).done).toBe(true);
  await stream.ended;
  expect(codes(streamed().at(-1))).toEqual(['UNAVAILABLE']);
  expect(stream.events.at(-1)?.event).toBe('complete');

  const again = client.iterate({ query });
  expect((await again.next()).value).toMatchObject({ data: { ticks: expect.any(Number) } });
  await again.return?.();
  await client.dispose();
});
