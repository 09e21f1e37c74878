import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { apiKeyHeader } from '../access/api-keys.ts';
import { type Authenticate, anonymousSession, type Session } from '../access/authenticate.ts';
import type { Client } from '../access/client.ts';
import type { ClientAddress } from '../access/client-address.ts';
import { cacheableAnswer } from '../caching/http-caching.ts';
import { maskError } from '../execution/mask-errors.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import { type LoggedOperation, logOperation } from '../telemetry/operation-log.ts';
import { clientOf } from './callers.ts';
import { endpointOf, endpoints } from './endpoints.ts';
import type { EventStreams } from './event-stream.ts';
import { mayStreamByGet, wantsEventStream } from './event-stream-accept.ts';

type Options = {
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly addressOf: ClientAddress;
  readonly settings: Pick<Configuration['router'], 'bodyBytes' | 'allowedOrigins' | 'forwardHeaders'>;
  readonly streams: EventStreams;
  readonly logger: Logger;
};

/** A status with the result that explains it. */
type Answer = { readonly status: number; readonly result: ExecutionResult; readonly operation: LoggedOperation };

const responseType = 'application/graphql-response+json';

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): POST with a JSON body, GET for queries.
 *
 * No page of another site can make a browser send such a request unasked (CSRF): POST takes `application/json` only,
 * and GET wants a header that browsers ask about first. An operation that is refused before it runs is a 400, so that
 * nobody takes it for an answer; only who asks for plain `application/json` gets a 200 where the document or its
 * variables are at fault, as that type has it.
 */
export async function serveGraphql(server: FastifyInstance, options: Options): Promise<void> {
  await server.register(async (scope) => {
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      if (isCompressed(request))
        await send(request, reply, { status: 415, result: { errors: [notUnpacked(request.id)] } });
    });
    scope.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, options));
    for (const path of Object.keys(endpoints)) {
      scope.post(path, { bodyLimit: options.settings.bodyBytes }, (request, reply) =>
        answer(request, reply, options, () => request.body),
      );
      scope.get(path, (request, reply) => answer(request, reply, options, () => readQuery(request, options)));
    }
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: Options,
  read: () => unknown,
): Promise<FastifyReply> {
  const startedAt = performance.now();
  const answered = await respond({ request, reply, startedAt }, options, read).catch((error: unknown) => ({
    client: toClient(request, options, anonymousSession),
    ...failureOf(error, request.id, options.logger),
  }));
  if (!answered) return reply;
  const { client, ...given } = answered;
  logOperation(options.logger, { operation: given.operation, caller: client.caller, startedAt }, given.result);
  return send(request, reply, { ...given, passedOn: options.settings.forwardHeaders });
}

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly startedAt: number };

/** Null when the answer is an event stream, which has begun. */
async function respond(
  { request, reply, startedAt }: Asked,
  options: Options,
  read: () => unknown,
): Promise<(Answer & { client: Client }) | null> {
  const { headers } = request;
  const { authorization, cookie, [apiKeyHeader]: apiKey } = headers;
  // Of the route, not as the address was written: `/%70artner/graphql` leads to the partners' endpoint, too.
  const endpoint = endpointOf(request.routeOptions.url) ?? 'partner';
  const session = await options.authenticate({ authorization, cookie, apiKey, endpoint });
  const client = toClient(request, options, session);
  const { operation, errors } = await options.pipeline.prepare(read(), client);
  if (errors)
    return { client, status: statusOfRefusal(errors, headers.accept), result: { errors }, operation: refusedOperation };
  const kind = operation.operation.operation;
  const { hash, demand: cost } = operation;
  const logged: LoggedOperation = { kind, way: 'http', name: operation.operation.name?.value, hash, cost };
  if (kind === OperationTypeNode.MUTATION && request.method !== 'POST') {
    return { client, status: 405, result: { errors: [onlyQueries(request.id)] }, operation: refusedOperation };
  }
  if (wantsEventStream(headers.accept, kind)) {
    const refusal = await options.streams.serve(reply, { prepared: operation, client, session, startedAt });
    return refusal && { client, status: 429, result: refusal, operation: refusedOperation };
  }
  if (kind === OperationTypeNode.SUBSCRIPTION) {
    const ways = 'over WebSocket (graphql-transport-ws) and as event streams (Accept: text/event-stream)';
    throw new CaravanError('BAD_USER_INPUT', `Subscriptions are served ${ways}.`);
  }
  const result = await options.pipeline.execute(operation, client);
  return { client, status: statusOf(result), result, operation: logged };
}

/** By its first error: all others that refuse an operation say that it is no good. */
function statusOfRefusal([first]: readonly GraphQLError[], accept = ''): number {
  const statuses: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 };
  const status = statuses[String(first?.extensions.code)];
  const isPlain = accept.includes('application/json') && !accept.includes(responseType);
  // Errors with a place in the document are about what it says, all others about what was sent or how much it is.
  return status ?? (isPlain && first?.locations ? 200 : 400);
}

/** Whoever is told when to come back was not served: load balancers and clients know that by the status. */
function statusOf({ data, errors }: ExecutionResult): number {
  if (data || retryAfter(errors) === null) return 200;
  return errors?.[0]?.extensions.code === 'RATE_LIMITED' ? 429 : 503;
}

function retryAfter(errors: ExecutionResult['errors']): number | null {
  const [error] = errors ?? [];
  const seconds = error?.path === undefined ? error?.extensions.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? seconds : null;
}

function toClient(request: FastifyRequest, { addressOf }: Options, session: Session): Client {
  const { headers, socket, id: requestId } = request;
  return clientOf({ headers, peer: socket.remoteAddress }, { session, requestId, addressOf });
}

const refusedOperation: LoggedOperation = { kind: 'refused', way: 'http', name: undefined, hash: undefined };

/** The query of a GET, which must prove that it is no plain link or image of some page. */
function readQuery({ headers, query }: FastifyRequest, { settings: { allowedOrigins } }: Options): unknown {
  const preflighted = headers['apollo-require-preflight'] ?? headers['x-apollo-operation-name'];
  const isUnasked = !preflighted && !headers['content-type']?.startsWith('application/json');
  if (isUnasked && !mayStreamByGet(headers, allowedOrigins)) {
    throw new CaravanError('BAD_USER_INPUT', 'A GET needs the header `apollo-require-preflight` with any value.');
  }
  const { variables, extensions, ...rest } = query as Record<string, string>;
  return {
    ...rest,
    ...(variables && { variables: parseParameter('variables', variables) }),
    ...(extensions && { extensions: parseParameter('extensions', extensions) }),
  };
}

function parseParameter(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CaravanError('BAD_USER_INPUT', `\`${name}\` is no JSON.`);
    throw error;
  }
}

/** A few kilobytes would unpack to gigabytes. */
function isCompressed({ headers }: FastifyRequest): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity';
}

function notUnpacked(requestId: string): GraphQLError {
  return new GraphQLError('Send the body uncompressed.', { extensions: { code: 'BAD_USER_INPUT', requestId } });
}

function onlyQueries(requestId: string): GraphQLError {
  return new GraphQLError('GET is for queries; send mutations by POST.', {
    extensions: { code: 'BAD_USER_INPUT', requestId },
  });
}

function failureOf(error: unknown, requestId: string, logger: Logger): Answer {
  const masked = maskError(error, { requestId, logger });
  const statuses: Record<string, number> = { UNAUTHENTICATED: 401, BAD_USER_INPUT: 400, UNAVAILABLE: 503 };
  const status = statuses[String(masked.extensions.code)] ?? 500;
  return { status, result: { errors: [masked] }, operation: refusedOperation };
}

/** What fastify refuses before we see it: a body that is too large, no JSON, or of another type. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, { logger }: Options) {
  const status = error.statusCode ?? 500;
  if (status >= 500) return send(request, reply, failureOf(error, request.id, logger));
  const [code, message] =
    status === 413
      ? ['OPERATION_TOO_LARGE', 'The request body is too large.']
      : ['BAD_USER_INPUT', 'Send one JSON object with the content type `application/json`.'];
  const result = { errors: [new GraphQLError(message, { extensions: { code, requestId: request.id } })] };
  return send(request, reply, { status, result });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, result, passedOn = [] }: Pick<Answer, 'status' | 'result'> & { readonly passedOn?: readonly string[] },
): FastifyReply {
  const accepted = request.headers.accept ?? '';
  const type = accepted.includes(responseType) ? responseType : 'application/json';
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const seconds = retryAfter(result.errors);
  if (seconds !== null && status >= 429) void reply.header('retry-after', seconds);
  const answer = cacheableAnswer(request, { status, result }, passedOn);
  return reply
    .code(answer.status)
    .headers({ 'content-type': `${type}; charset=utf-8`, ...answer.headers })
    .send(answer.body);
}
