import { CaravanError, type ErrorCode } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BoundRoute, RouteRequest } from './route.ts';

type Options = {
  /** Largest body. */
  readonly bodyBytes: number;
  readonly logger: Logger;
};

/**
 * Serves subgraphs' routes on a server of ours. Bodies of every content type arrive raw; the server's own parsers
 * are left as they are. The client's address is the server's (`trustProxy`).
 */
export async function mountRoutes(
  server: FastifyInstance,
  routes: readonly BoundRoute[],
  { bodyBytes, logger }: Options,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytes }, (_request, body, done) => {
      done(null, body);
    });
    for (const { method, path, handle } of routes) {
      scope.route({
        method,
        url: path,
        handler: (request, reply) => answer(request, reply, { handle, logger }),
      });
    }
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { handle, logger }: { handle: BoundRoute['handle']; logger: Logger },
): Promise<FastifyReply> {
  try {
    const { status, headers = {}, body } = await handle(toRouteRequest(request));
    return reply.code(status).headers(headers).send(body);
  } catch (error) {
    if (error instanceof CaravanError) return refuse(reply, error);
    logger.error({ err: error, route: request.routeOptions.url }, 'a route failed');
    return refuse(reply, new CaravanError('INTERNAL_SERVER_ERROR', 'Internal error.'));
  }
}

function toRouteRequest(request: FastifyRequest): RouteRequest {
  return {
    headers: flatten(request.headers),
    params: request.params as Record<string, string>,
    query: flatten(request.query as Record<string, string | string[]>),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    clientAddress: request.ip,
  };
}

/** The first of repeated values. */
function flatten(values: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  OPERATION_TOO_LARGE: 413,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
};

function refuse(reply: FastifyReply, { code, message }: CaravanError): FastifyReply {
  return reply.code(statuses[code] ?? 500).send({ code, message });
}
