import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import { requestIdHeader } from './callers.ts';

/** HTTP routes of a subgraph elsewhere that clients reach through the router: webhooks, key sets, pages. */
export type PassedOnRoutes = {
  /** Base address of the subgraph. */
  readonly url: string;
  readonly routes: readonly { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string }[];
};

/** Headers that belong to one connection, or that only the router may say. */
const notPassedOn = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
  'content-length',
  'x-forwarded-for',
  'x-caravan-caller',
]);

/** Passes calls on as they are; the subgraph learns the client's address by `X-Forwarded-For`. */
export async function passOnRoutes(
  server: FastifyInstance,
  { url, routes }: PassedOnRoutes,
  timeoutMs: number,
): Promise<void> {
  const pool = new Pool(new URL(url).origin, { headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  server.addHook('onClose', () => pool.destroy());
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const { method, path } of routes) {
      scope.route({ method, url: path, handler: (request, reply) => passOn(pool, request, reply) });
    }
  });
}

async function passOn(pool: Pool, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { statusCode, headers, body } = await pool
    .request({
      method: request.method as 'GET',
      path: request.url,
      headers: { ...passable(request.headers), 'x-forwarded-for': request.ip, [requestIdHeader]: request.id },
      body: Buffer.isBuffer(request.body) ? request.body : null,
    })
    .catch(() => ({ statusCode: 503, headers: {}, body: Readable.from(['{"code":"UNAVAILABLE"}']) }));
  return reply.code(statusCode).headers(passable(headers)).send(body);
}

function passable(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (header): header is [string, string | string[]] => header[1] !== undefined && !notPassedOn.has(header[0]),
    ),
  );
}
