import { Readable } from 'node:stream';
import { CaravanError, type ErrorCode } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MountableRoute } from './route.ts';

type Options = {
  /** Largest body. */
  readonly bodyBytes: number;
  readonly logger: Logger;
};

/**
 * Serves subgraphs' routes on a server of ours. Bodies of every content type arrive raw, in memory or as a stream;
 * the server's own parsers are left as they are. The client's address is the server's (`trustProxy`).
 */
export async function mountRoutes(
  server: FastifyInstance,
  routes: readonly MountableRoute[],
  options: Options,
): Promise<void> {
  await mount(
    server,
    routes.filter(({ streamsBody }) => !streamsBody),
    options,
    (scope) => {
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.bodyBytes }, (_request, body, done) => {
        done(null, body);
      });
    },
  );
  // The route counts the bytes of a stream itself, by the limit in its signed link.
  await mount(
    server,
    routes.filter(({ streamsBody }) => streamsBody),
    options,
    (scope) => {
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    },
  );
}

async function mount(
  server: FastifyInstance,
  routes: readonly MountableRoute[],
  { logger }: Options,
  addParser: (scope: FastifyInstance) => void,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    addParser(scope);
    for (const { method, path, streamsBody, handle } of routes) {
      scope.route({
        method,
        url: path,
        ...(streamsBody ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
        handler: (request, reply) =>
          answer(reply, { ...toRouteRequest(request), body: bodyOf(request, streamsBody) }, { handle, logger }),
      });
    }
  });
}

type MountedRequest = Parameters<MountableRoute['handle']>[0];

async function answer(
  reply: FastifyReply,
  request: MountedRequest,
  { handle, logger }: { handle: MountableRoute['handle']; logger: Logger },
): Promise<FastifyReply> {
  try {
    const { status, headers = {}, body } = await handle(request);
    return reply.code(status).headers(headers).send(body);
  } catch (error) {
    if (error instanceof CaravanError) return refuse(reply, error);
    logger.error({ err: error, route: reply.request.routeOptions.url }, 'a route failed');
    return refuse(reply, new CaravanError('INTERNAL_SERVER_ERROR', 'Internal error.'));
  }
}

function toRouteRequest(request: FastifyRequest): Omit<MountedRequest, 'body'> {
  return {
    headers: flatten(request.headers),
    params: request.params as Record<string, string>,
    query: flatten(request.query as Record<string, string | string[]>),
    clientAddress: request.ip,
  };
}

/** Without a content type nothing was parsed, and the request itself is the stream. */
function bodyOf(request: FastifyRequest, streamsBody = false): Buffer | Readable {
  if (streamsBody) return request.body instanceof Readable ? request.body : request.raw;
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
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
