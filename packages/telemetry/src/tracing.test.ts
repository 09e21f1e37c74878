import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { afterEach, expect, test } from 'vitest';
import { openSpan, readTraceparent, SpanKind, startTracing } from './tracing.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
let tracing: { stop(): Promise<void> } | undefined;
afterEach(() => tracing?.stop());

function start(ratio: number) {
  const exporter = new InMemorySpanExporter();
  const kept: { name: string; traceId: string; parent: string | undefined; status: unknown }[] = [];
  const { export: send } = exporter;
  exporter.export = (spans, done) => {
    for (const span of spans) {
      kept.push({
        name: span.name,
        traceId: span.spanContext().traceId,
        parent: span.parentSpanContext?.spanId,
        status: span.status.message,
      });
    }
    send.call(exporter, spans, done);
  };
  tracing = startTracing({ endpoint: 'http://collector.invalid', service: 'test', ratio, exporter });
  return kept;
}

test('spans belong to the trace of whoever caused them', async () => {
  const kept = start(0);
  const operation = openSpan('query', { parent, kind: SpanKind.SERVER });
  const fetch = openSpan('fetch', { parent: operation.traceparent, kind: SpanKind.CLIENT });
  fetch.fail('TIMEOUT');
  fetch.end();
  operation.end();
  await tracing?.stop();
  tracing = undefined;
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  expect(kept).toEqual([
    { name: 'fetch', traceId, parent: operation.traceparent?.split('-')[2], status: 'TIMEOUT' },
    { name: 'query', traceId, parent: 'b7ad6b7169203331', status: undefined },
  ]);
  expect(fetch.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
});

test('a trace begun here is kept by its share', async () => {
  const kept = start(0);
  const span = openSpan('query', { parent: null, kind: SpanKind.SERVER });
  expect(span.traceparent).toMatch(/-00$/);
  span.end();
  await tracing?.stop();
  tracing = undefined;
  expect(kept).toEqual([]);
});

test('without a collector a traceparent is passed on as it came', () => {
  expect(openSpan('query', { parent, kind: SpanKind.SERVER }).traceparent).toBe(parent);
  expect(openSpan('query', { parent: null, kind: SpanKind.SERVER }).traceparent).toBeNull();
});

test.each([undefined, '', 'x', [parent, parent], parent.replace('00-', '01-'), `${parent} `])(
  '%j is no traceparent',
  (value) => {
    expect(readTraceparent(value)).toBeNull();
  },
);
