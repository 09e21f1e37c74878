import { metrics } from '@caravan/telemetry/metrics';
import { Counter, Gauge, Histogram } from 'prom-client';

const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const registers = [metrics];

export const operationSeconds = new Histogram({
  name: 'caravan_router_operation_seconds',
  help: 'Duration of operations of clients by kind.',
  labelNames: ['kind', 'way'] as const,
  buckets,
  registers,
});

export const operationErrors = new Counter({
  name: 'caravan_router_errors_total',
  help: 'Errors that clients were told, by code.',
  labelNames: ['code'] as const,
  registers,
});

export const fetchSeconds = new Histogram({
  name: 'caravan_router_fetch_seconds',
  help: 'Duration of fetches from subgraphs by outcome: ok, errors, failed.',
  labelNames: ['subgraph', 'outcome'] as const,
  buckets,
  registers,
});

export const planSeconds = new Histogram({
  name: 'caravan_router_plan_seconds',
  help: 'Time until a new operation is planned and compiled, waiting included.',
  buckets,
  registers,
});

export const plans = new Counter({
  name: 'caravan_router_plans_total',
  help: 'Plans of operations by outcome: hit (made before), made, refused.',
  labelNames: ['outcome'] as const,
  registers,
});

export const plannerRestarts = new Counter({
  name: 'caravan_router_planner_restarts_total',
  help: 'Times that the planning thread was given up, mostly for an operation that took too long.',
  registers,
});

export const openSockets = new Gauge({
  name: 'caravan_router_sockets',
  help: 'Client sockets that are open now.',
  registers,
});

export const openEventStreams = new Gauge({
  name: 'caravan_router_event_streams',
  help: 'Subscriptions over SSE that are open now.',
  registers,
});

export const openUpstreams = new Gauge({
  name: 'caravan_router_upstreams',
  help: 'Subscriptions of subgraphs that run now; clients may share one.',
  registers,
});

export const openSubscriptions = new Gauge({
  name: 'caravan_router_subscriptions',
  help: 'Subscriptions of clients that run now.',
  registers,
});

export const subscriptionEvents = new Counter({
  name: 'caravan_router_events_total',
  help: 'Events that were sent to subscribers.',
  registers,
});

export const breakerState = new Gauge({
  name: 'caravan_router_breaker',
  help: 'Breaker of each subgraph: 0 closed, 1 trying, 2 open.',
  labelNames: ['subgraph'] as const,
  registers,
});

export const retries = new Counter({
  name: 'caravan_router_retries_total',
  help: 'Fetches that were sent again.',
  labelNames: ['subgraph'] as const,
  registers,
});

export const admissionLimit = new Gauge({
  name: 'caravan_router_concurrency_limit',
  help: 'Operations that may run at once, as it is adapted to load.',
  registers,
});

export const operationsRunning = new Gauge({
  name: 'caravan_router_operations_running',
  help: 'Operations that run now.',
  registers,
});

export const operationsWaiting = new Gauge({
  name: 'caravan_router_operations_waiting',
  help: 'Operations that wait to be let in.',
  registers,
});

export const admissionRefusals = new Counter({
  name: 'caravan_router_refusals_total',
  help: 'Operations that were not let in, by priority.',
  labelNames: ['priority'] as const,
  registers,
});

export const operationCost = new Histogram({
  name: 'caravan_router_operation_cost',
  help: 'Cost of operations as it was estimated, and as it was.',
  labelNames: ['kind'] as const,
  buckets: [1, 10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000],
  registers,
});

export const responseLookups = new Counter({
  name: 'caravan_router_cached_responses_total',
  help: 'Answers that were looked for among what is kept, by outcome: hit, miss.',
  labelNames: ['outcome'] as const,
  registers,
});

export const entityLookups = new Counter({
  name: 'caravan_router_cached_entities_total',
  help: 'Entities that were looked for among what is kept, by outcome: hit, miss.',
  labelNames: ['outcome'] as const,
  registers,
});

export const cacheDrops = new Counter({
  name: 'caravan_router_cache_drops_total',
  help: 'Changes for which kept answers were dropped, by cause: event, mutation, gap.',
  labelNames: ['cause'] as const,
  registers,
});

export const sharedFetches = new Counter({
  name: 'caravan_router_shared_fetches_total',
  help: 'Fetches that were answered by an equal one under way.',
  labelNames: ['subgraph'] as const,
  registers,
});

export const replicasUp = new Gauge({
  name: 'caravan_router_replicas_up',
  help: 'Replicas of each subgraph that answer, where it has several.',
  labelNames: ['subgraph'] as const,
  registers,
});

export const failovers = new Counter({
  name: 'caravan_router_failovers_total',
  help: 'Fetches that were sent to another replica than the first.',
  labelNames: ['subgraph'] as const,
  registers,
});
