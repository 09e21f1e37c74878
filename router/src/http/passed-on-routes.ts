import { Readable } from 'node:stream';
import { leavingHeader } from '@caravan/subgraph/running-subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Agent, type Dispatcher } from 'undici';
import { requestIdHeader } from './callers.ts';

/** HTTP routes of a subgraph elsewhere that clients reach through the router: webhooks, key sets, pages. */
export type PassedOnRoutes = {
  /** Addresses at the subgraph's replicas, the one to ask first at the front. */
  endpoints(): readonly URL[];
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
  { endpoints, routes }: PassedOnRoutes,
  timeoutMs: number,
): Promise<void> {
  const agent = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  server.addHook('onClose', () => agent.destroy());
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const { method, path } of routes) {
      scope.route({
        method,
        url: path,
        handler: (request, reply) =>
          passOn({ agent, origins: endpoints().map(({ origin }) => origin) }, request, reply),
      });
    }
  });
}

type Places = { readonly agent: Agent; readonly origins: readonly string[] };

async function passOn(places: Places, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { statusCode, headers, body } = await answerOf(places, {
    method: request.method as 'GET',
    path: request.url,
    headers: { ...passable(request.headers), 'x-forwarded-for': request.ip, [requestIdHeader]: request.id },
    body: Buffer.isBuffer(request.body) ? request.body : null,
  });
  return reply.code(statusCode).headers(passable(headers)).send(body);
}

/** What is sent to none that does not answer is sent to the next; what may have arrived is not sent again. */
async function answerOf({ agent, origins }: Places, request: Omit<Dispatcher.RequestOptions, 'origin'>) {
  for (const origin of origins) {
    try {
      const answer = await agent.request({ ...request, origin });
      if (!(leavingHeader in answer.headers)) return answer;
      await answer.body.dump();
    } catch (error) {
      if (!isUnreached(error)) break;
    }
  }
  return { statusCode: 503, headers: {}, body: Readable.from(['{"code":"UNAVAILABLE"}']) };
}

/** No connection was made, so nothing was sent. */
function isUnreached(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ECONNREFUSED' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function passable(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (header): header is [string, string | string[]] => header[1] !== undefined && !notPassedOn.has(header[0]),
    ),
  );
}
