import type { Configuration } from '@caravan/config/configuration';
import { checkHealth, type HealthCheck } from '@caravan/telemetry/health';
import { renderMetrics } from '@caravan/telemetry/metrics';
import { type FastifyInstance, fastify } from 'fastify';
import { requestIdHeader, requestIdOf } from './callers.ts';
import { originAllowed } from './origins.ts';

type Options = { readonly configuration: Configuration; isTrustedProxy(address: string): boolean };

/** Longest time in which a request arrives, uploads of slow clients included. Without it, one could take for ever. */
const requestTimeout = 300_000;

/** The server that everything of the router is mounted on: request ids, client addresses, CORS. */
export function createServer({ configuration, isTrustedProxy }: Options): FastifyInstance {
  const { platform, router } = configuration;
  const server = fastify({
    genReqId: ({ headers }) => requestIdOf(headers),
    requestIdHeader: false,
    trustProxy: isTrustedProxy,
    bodyLimit: platform.routeBytes,
    requestTimeout,
    forceCloseConnections: true,
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ [requestIdHeader]: request.id, 'x-content-type-options': 'nosniff' });
  });
  allowOrigins(server, router.allowedOrigins);
  return server;
}

/** CORS for the configured origins only. Tokens travel in a header, so cookies are not allowed. */
function allowOrigins(server: FastifyInstance, allowed: readonly string[]): void {
  server.addHook('onRequest', async ({ headers }, reply) => {
    void reply.header('vary', 'Origin');
    if (headers.origin === undefined || !allowed.includes(headers.origin)) return;
    void reply.headers({
      'access-control-allow-origin': headers.origin,
      'access-control-expose-headers': requestIdHeader,
    });
  });
  server.options('*', async ({ headers }, reply) => {
    if (!originAllowed(headers, allowed)) return reply.code(403).send();
    return reply
      .header('access-control-allow-methods', 'GET, POST')
      .header(
        'access-control-allow-headers',
        `authorization, content-type, ${requestIdHeader}, apollo-require-preflight, x-apollo-operation-name`,
      )
      .header('access-control-max-age', '600')
      .code(204)
      .send();
  });
}

/** For whoever runs the router: is it alive, can it serve, how does it do. */
export function serveHealth(server: FastifyInstance, checks: () => Readonly<Record<string, HealthCheck>>): void {
  server.get('/health/live', async () => ({ healthy: true }));
  server.get('/health/ready', async (_request, reply) => {
    const health = await checkHealth(checks());
    return reply.code(health.healthy ? 200 : 503).send(health);
  });
  server.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await renderMetrics();
    return reply.type(contentType).send(body);
  });
}
