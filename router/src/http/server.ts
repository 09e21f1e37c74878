import { setTimeout as pause } from 'node:timers/promises';
import type { Configuration } from '@caravan/config/configuration';
import type { Health } from '@caravan/telemetry/health';
import { renderMetrics } from '@caravan/telemetry/metrics';
import { type FastifyInstance, fastify } from 'fastify';
import { apiKeyHeader } from '../access/api-keys.ts';
import type { Admission } from '../resilience/admission.ts';
import { requestIdHeader, requestIdOf } from './callers.ts';
import { originAllowed } from './origins.ts';

type Options = {
  readonly configuration: Configuration;
  isTrustedProxy(address: string): boolean;
  readonly admission: Pick<Admission, 'refusal' | 'isDraining'>;
};

/** Longest time in which a request arrives, uploads of slow clients included. Without it, one could take for ever. */
const requestTimeout = 300_000;

/** The server that everything of the router is mounted on: request ids, client addresses, CORS, and the door. */
export function createServer({ configuration, isTrustedProxy, admission }: Options): FastifyInstance {
  const { platform, router } = configuration;
  const server = fastify({
    genReqId: ({ headers }) => requestIdOf(headers),
    requestIdHeader: false,
    trustProxy: isTrustedProxy,
    bodyLimit: platform.routeBytes,
    requestTimeout,
    // What runs is answered; see `closeServer`.
    forceCloseConnections: 'idle',
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ [requestIdHeader]: request.id, 'x-content-type-options': 'nosniff' });
    done();
  });
  allowOrigins(server, router);
  guardDoor(server, admission);
  return server;
}

/** Longest wait for answers that are still being written when all operations are over. */
const lingerMs = 3_000;

/** Takes no more connections, and ends those there are as soon as their request is answered. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  const closed = server.close();
  const late = new AbortController();
  void pause(lingerMs, undefined, { signal: late.signal, ref: false }).then(
    () => server.server.closeAllConnections(),
    () => {},
  );
  await closed;
  late.abort();
}

/** Headers of clients that mean something to the router, besides those that browsers send anywhere. */
const readHeaders = [
  'authorization',
  'content-type',
  'if-none-match',
  'traceparent',
  'tracestate',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-cost',
  apiKeyHeader,
  requestIdHeader,
];

/** CORS for the configured origins only. Tokens travel in a header, so cookies are not allowed. */
function allowOrigins(
  server: FastifyInstance,
  { allowedOrigins: allowed, forwardHeaders }: Configuration['router'],
): void {
  server.addHook('onRequest', ({ headers }, reply, done) => {
    void reply.header('vary', 'Origin');
    if (headers.origin !== undefined && allowed.includes(headers.origin)) {
      void reply.headers({
        'access-control-allow-origin': headers.origin,
        'access-control-expose-headers': `${requestIdHeader}, retry-after, etag`,
      });
    }
    done();
  });
  const forwarded = forwardHeaders.map((entry) => entry.slice(entry.indexOf(':') + 1));
  server.options('*', async ({ headers }, reply) => {
    if (!originAllowed(headers, allowed)) return reply.code(403).send();
    return reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', [...readHeaders, ...forwarded].join(', '))
      .header('access-control-max-age', '600')
      .code(204)
      .send();
  });
}

/** Addresses that those who run the router need most when it has too much to do, or is to stop. */
const alwaysServed = /^\/(health\/|metrics)/;

/** Refuses requests before their bodies are read, when the router is to stop or far behind. */
function guardDoor(server: FastifyInstance, admission: Options['admission']): void {
  server.addHook('onRequest', (request, reply, done) => {
    const refusal = admission.refusal();
    if (refusal === null || alwaysServed.test(request.url)) return done();
    const { retryAfterSeconds } = refusal;
    const error = {
      message: 'Too much is going on right now; try again later.',
      extensions: { code: 'UNAVAILABLE', requestId: request.id, retryAfterSeconds },
    };
    void reply
      .code(503)
      .headers({
        'retry-after': retryAfterSeconds,
        'cache-control': 'no-store',
        'content-type': 'application/json; charset=utf-8',
      })
      .send(JSON.stringify({ errors: [error] }));
  });
  // The client's next request goes over a new connection, to a router that stays.
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (admission.isDraining) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** For whoever runs the router: is it alive, can it serve, how does it do. */
export function serveHealth(server: FastifyInstance, readiness: () => Promise<Health>): void {
  server.get('/health/live', async () => ({ healthy: true }));
  server.get('/health/ready', async (_request, reply) => {
    const state = await readiness();
    return reply
      .code(state.healthy ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
  server.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await renderMetrics();
    return reply.type(contentType).send(body);
  });
}
