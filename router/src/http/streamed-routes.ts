import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** An HTTP call whose body may be larger than memory: a file up or down. */
export type StreamedRoute = {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  /** Whether the handler takes the body as a stream and keeps its own limit. */
  readonly streamsBody: boolean;
  handle(request: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly params: Readonly<Record<string, string | undefined>>;
    readonly query: Readonly<Record<string, string | undefined>>;
    readonly body: Buffer | Readable;
  }): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Readable;
  }>;
};

export async function mountStreamedRoutes(server: FastifyInstance, routes: readonly StreamedRoute[]): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const { method, path, streamsBody, handle } of routes) {
      scope.route({
        method,
        url: path,
        handler: async (request, reply) => {
          const { status, headers, body } = await handle({
            headers: firstValues(request.headers),
            params: request.params as Record<string, string>,
            query: firstValues(request.query as Record<string, string | string[]>),
            body: streamsBody ? bodyStream(request) : Buffer.alloc(0),
          });
          return reply.code(status).headers(headers).send(body);
        },
      });
    }
  });
}

/** Without a content type nothing was parsed, and the request itself is the stream. */
function bodyStream(request: FastifyRequest): Readable {
  return (request.body as Readable | undefined) ?? request.raw;
}

function firstValues(values: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
