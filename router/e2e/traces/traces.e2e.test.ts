import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@caravan/telemetry/logger';
import { startTracing } from '@caravan/telemetry/tracing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Router, startRouter } from '../../src/start-router.ts';
import { type PlainSubgraph, startPlainSubgraphs, supergraphOf } from '../any-supergraph/plain-subgraphs.ts';
import { post, testConfiguration } from '../harness/test-router.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

let folder: string;
let subgraphs: PlainSubgraph[];
let router: Router;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'traces-'));
  subgraphs = await startPlainSubgraphs();
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphOf(subgraphs));
  router = await startRouter({
    configuration: testConfiguration(),
    logger: createLogger({ level: 'silent', name: 'router' }),
    supergraphFile: { path, urls: new Map() },
    port: 0,
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

async function whatSubgraphsAreTold(): Promise<string> {
  const { body } = await post(router.url, '{"query":"{ whoCalls }"}', { traceparent });
  return String(body.data?.whoCalls).split(' ').at(-1) ?? '';
}

test('without a collector, a trace of the client goes through to the subgraphs', async () => {
  expect(await whatSubgraphsAreTold()).toBe(traceparent);
});

test('a collector gets the operation and its fetches as parts of the client’s trace', async () => {
  const collector = await startCollector();
  const tracing = startTracing({ endpoint: collector.url, service: 'router', ratio: 0 });
  const told = await whatSubgraphsAreTold();
  await post(router.url, '{"query":"query Failing($secret: ID!) { books { title reviews { text } } whoCalls }"}', {
    traceparent,
  });
  await post(
    router.url,
    JSON.stringify({
      query: 'mutation Say($text: String!) { review(isbn: "1", text: $text) { book { title } } }',
      variables: { text: 'canary-5521' },
    }),
    { traceparent },
  );
  await tracing.stop();
  await collector.stop();

  expect(told).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  const spans = collector.spans();
  expect(spans.filter((span) => span.traceId !== traceId)).toEqual([]);
  expect(spans.map(({ name }) => name).sort()).toEqual([
    'fetch catalog',
    'fetch catalog',
    'fetch reviews',
    'mutation Say',
    'query',
  ]);
  const operation = spans.find(({ name }) => name === 'mutation Say');
  const fetches = spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
  expect(fetches.map(({ name }) => name).sort()).toEqual(['fetch catalog', 'fetch reviews']);
  expect(spans.find(({ spanId }) => spanId === told.split('-')[2])?.name).toBe('fetch catalog');
  expect(collector.received()).not.toContain('canary-5521');
});

type Sent = { name: string; traceId: string; spanId: string; parentSpanId: string };

/** Takes OTLP over HTTP, in JSON. */
async function startCollector() {
  let received = '';
  const spans: Sent[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      received += body;
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans: () => spans,
    received: () => received,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
