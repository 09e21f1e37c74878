import type { AddressInfo } from 'node:net';
import type { Configuration } from '@caravan/config/configuration';
import { callerHeader, verifyCaller } from '@caravan/core/caller-signature';
import type { Caller } from '@caravan/core/principal';
import { checkHealth } from '@caravan/telemetry/health';
import type { Logger } from '@caravan/telemetry/logger';
import { renderMetrics } from '@caravan/telemetry/metrics';
import { readTraceparent } from '@caravan/telemetry/tracing';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { z } from 'zod';
import { mountRoutes } from './mount-routes.ts';
import { leavingHeader, type RunningSubgraph } from './running-subgraph.ts';
import { serveSockets } from './serve-sockets.ts';

export type ServerOptions = { readonly configuration: Configuration; readonly port: number; readonly logger: Logger };

export type SubgraphServer = { readonly url: string; stop(): Promise<void> };

/**
 * Serves a running subgraph to routers: `POST /graphql`, GraphQL over WebSocket (graphql-transport-ws) on the same
 * path, its routes, `/health/live`, `/health/ready` and `/metrics`. A call without a caller signed by a
 * router is refused, so that nobody gets around the router. Stopping it leaves the subgraph running.
 */
export async function serveSubgraph(subgraph: RunningSubgraph, options: ServerOptions): Promise<SubgraphServer> {
  const { platform } = options.configuration;
  const server = fastify({
    trustProxy: [...platform.trustedProxies],
    bodyLimit: platform.subgraphBytes,
    // We say ourselves that we leave, in a way that routers understand.
    return503OnClosing: false,
  });
  const leave = guardDoor(server);
  const callerOf = (token: unknown) =>
    typeof token === 'string' ? verifyCaller(token, platform.callerSecret, new Date()) : null;

  serveGraphql(server, subgraph, callerOf);
  serveHealth(server, subgraph);
  await mountRoutes(server, subgraph.routes, { bodyBytes: platform.routeBytes, logger: options.logger });
  const sockets = serveSockets({
    server: server.server,
    subgraph,
    callerOf,
    settings: options.configuration.router,
    bodyBytes: platform.subgraphBytes,
  });

  await server.listen({ host: platform.host, port: options.port });
  const { port } = server.server.address() as AddressInfo;
  const host = platform.host.includes(':') ? `[${platform.host}]` : platform.host;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    leave();
    await sockets.stop();
    await server.close();
  };
  return {
    url: `http://${host}:${port}`,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** What comes over open connections once it is to stop is not looked at, so that a router may ask another replica. */
function guardDoor(server: FastifyInstance): () => void {
  let isLeaving = false;
  server.addHook('onRequest', (_request, reply, done) => {
    if (!isLeaving) return done();
    void reply
      .code(503)
      .headers({ [leavingHeader]: 'true', connection: 'close' })
      .send(errorBody('UNAVAILABLE', 'This process is stopping.'));
  });
  return () => {
    isLeaving = true;
  };
}

/** Reads the signed caller; null when it is missing, forged or too old. */
export type CallerReader = (token: unknown) => Caller | null;

const graphqlBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

function serveGraphql(server: FastifyInstance, subgraph: RunningSubgraph, callerOf: CallerReader): void {
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal error.'));
    const code = status === 413 ? 'OPERATION_TOO_LARGE' : 'BAD_USER_INPUT';
    return reply.code(status).send(errorBody(code, 'The request could not be read.'));
  });
  server.post('/graphql', async (request, reply) => {
    const caller = callerOf(request.headers[callerHeader]);
    if (!caller) return reply.code(401).send(errorBody('UNAUTHENTICATED', 'Only routers may call.'));
    const body = graphqlBody.safeParse(request.body);
    if (!body.success) return reply.code(400).send(errorBody('BAD_USER_INPUT', 'The body is no GraphQL request.'));
    const { query, variables, operationName } = body.data;
    return subgraph.execute({
      query,
      ...(variables && { variables }),
      ...(operationName && { operationName }),
      caller,
      traceparent: readTraceparent(request.headers.traceparent),
    });
  });
}

function serveHealth(server: FastifyInstance, subgraph: RunningSubgraph): void {
  server.get('/health/live', async () => ({ healthy: true }));
  server.get('/health/ready', async (_request, reply) => {
    const health = await checkHealth({ [subgraph.name]: () => subgraph.ready() });
    return reply.code(health.healthy ? 200 : 503).send(health);
  });
  server.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await renderMetrics();
    return reply.type(contentType).send(body);
  });
}

function errorBody(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}
