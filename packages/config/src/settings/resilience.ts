import { z } from 'zod';
import { bytes, count, flag, list, milliseconds } from '../kinds.ts';
import { setting } from '../setting.ts';

const percent = z.coerce.number().min(0).max(100);

/** How the router stays up when subgraphs, clients or operators do not behave; part of its settings. */
export const resilienceSettings = {
  answerBytes: setting('LIMIT_ANSWER_BYTES', bytes.default(8_388_608), 'Largest answer of a subgraph, unpacked.'),
  subgraphConnections: setting(
    'SUBGRAPH_CONNECTIONS',
    count.default(64),
    'Most fetches from one subgraph at once; further ones wait for a free connection.',
  ),
  connectTimeoutMs: setting('CONNECT_TIMEOUT_MS', milliseconds.default(1_000), 'Longest opening of a connection.'),
  subgraphCompression: setting(
    'SUBGRAPH_COMPRESSION',
    flag.default(false),
    'Ask subgraphs for compressed answers: for those far away; costs time on both sides.',
  ),
  replicaProbeMs: setting(
    'REPLICA_PROBE_MS',
    milliseconds.default(1_000),
    'Pause between looks whether each replica of a subgraph is ready, and the longest wait for the answer.',
  ),
  retries: setting('RETRIES', count.default(2), 'How often a query is sent again that a subgraph could not be asked.'),
  retryPauseMs: setting('RETRY_PAUSE_MS', milliseconds.default(50), 'Pause before the first retry; it doubles.'),
  retryPercent: setting('RETRY_PERCENT', percent.default(20), 'Most retries per hundred fetches of a subgraph.'),
  retryReserve: setting('RETRY_RESERVE', count.default(20), 'Retries that little traffic may save up.'),
  breakerFailurePercent: setting(
    'BREAKER_PERCENT',
    percent.default(50),
    'A subgraph of whose fetches so many fail is left alone for a while.',
  ),
  breakerCalls: setting('BREAKER_CALLS', count.default(20), 'Least fetches that such a verdict takes.'),
  breakerWindowMs: setting('BREAKER_WINDOW_MS', milliseconds.default(10_000), 'Time over which they are counted.'),
  breakerPauseMs: setting('BREAKER_PAUSE_MS', milliseconds.default(5_000), 'How long it is left alone.'),
  breakerProbes: setting('BREAKER_PROBES', count.default(3), 'Fetches that must then succeed before all may pass.'),
  concurrencyLeast: setting('CONCURRENCY_LEAST', count.default(20), 'Operations at once that are always let in.'),
  concurrencyMost: setting(
    'CONCURRENCY_MOST',
    count.default(1_000),
    'Most operations at once; fewer while the router falls behind.',
  ),
  overloadLoopDelayMs: setting(
    'OVERLOAD_DELAY_MS',
    milliseconds.default(200),
    'Mean delay of the event loop from which on the router takes on less.',
  ),
  overloadQueue: setting('OVERLOAD_QUEUE', count.default(200), 'Most operations that wait to be let in.'),
  overloadQueueMs: setting('OVERLOAD_QUEUE_MS', milliseconds.default(500), 'Longest such wait.'),
  overloadRetrySeconds: setting(
    'OVERLOAD_RETRY_SECONDS',
    count.default(3),
    'Clients that are not let in are told to come back within so many seconds (Retry-After).',
  ),
  priorityHigh: setting(
    'PRIORITY_HIGH',
    list.default(['checkout', 'payment']),
    'Root fields whose queries are let in first under load, as mutations are.',
  ),
  priorityLow: setting(
    'PRIORITY_LOW',
    list.default(['products']),
    'Root fields whose queries are let in last under load, as introspection is.',
  ),
  readyNeeds: setting(
    'READY_NEEDS',
    z.enum(['any', 'all', 'none']).default('any'),
    'Subgraphs that must be up for /health/ready to say so: one that is down takes no router out of rotation.',
  ),
  shutdownNoticeMs: setting(
    'SHUTDOWN_NOTICE_MS',
    milliseconds.default(0),
    'How long a router that is to stop says that it is not ready before it refuses new operations.',
  ),
  shutdownGraceMs: setting(
    'SHUTDOWN_GRACE_MS',
    milliseconds.default(8_000),
    'Longest wait of a stopping router for what runs; sockets are closed after it.',
  ),
};
