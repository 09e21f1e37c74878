import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures; other packages register their own counters here. */
export const metrics = new Registry();

const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Time of one GraphQL operation, or of one event of a subscription, inside a subgraph. */
export const operationSeconds = new Histogram({
  name: 'caravan_subgraph_operation_seconds',
  help: 'Duration of operations by subgraph and kind.',
  labelNames: ['subgraph', 'kind'] as const,
  buckets: seconds,
  registers: [metrics],
});

/** Errors that a subgraph answered, by their code. */
export const operationErrors = new Counter({
  name: 'caravan_subgraph_errors_total',
  help: 'GraphQL errors by subgraph and code.',
  labelNames: ['subgraph', 'code'] as const,
  registers: [metrics],
});

export const openSubscriptions = new Gauge({
  name: 'caravan_subgraph_subscriptions',
  help: 'Subscriptions that run now, by subgraph.',
  labelNames: ['subgraph'] as const,
  registers: [metrics],
});

let collectsProcess = false;

/** All metrics in Prometheus' text format, those of the process (memory, event loop, garbage collection) included. */
export async function renderMetrics(): Promise<{ contentType: string; body: string }> {
  if (!collectsProcess) collectDefaultMetrics({ register: metrics });
  collectsProcess = true;
  return { contentType: metrics.contentType, body: await metrics.metrics() };
}
