import type { IncomingHttpHeaders } from 'node:http';
import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { apiKeyHeader } from '../access/api-keys.ts';
import { type Authenticate, anonymousSession, type Session, sessionEnded } from '../access/authenticate.ts';
import type { ClientAddress } from '../access/client-address.ts';
import type { DenySet } from '../access/deny-set.ts';
import { maskError } from '../execution/mask-errors.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import { type LiveClients, type LiveOperation, stopping, tooMany } from '../subscriptions/live-clients.ts';
import { isOver } from '../subscriptions/session-ends.ts';
import { logOperation } from '../telemetry/operation-log.ts';
import { clientOf } from './callers.ts';
import { endSoon } from './client-sockets-end.ts';
import { writtenResults } from './client-sockets-results.ts';
import { endpointOf } from './endpoints.ts';

export type SocketOptions = {
  readonly live: LiveClients;
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly denied: DenySet;
  readonly addressOf: ClientAddress;
  readonly settings: Configuration['router'];
  readonly logger: Logger;
};

export type SocketState = {
  session?: Session;
  /** Of the upgrade, with what the client says of itself in `connectionParams`: browsers send no headers of their own. */
  headers?: IncomingHttpHeaders;
  /** Aborted when the socket has closed. */
  gone?: AbortSignal;
  /** Operations that have no answer yet. */
  starting?: number;
} & Record<PropertyKey, unknown>;

type Protocol = ServerOptions<Record<string, unknown>, Extra & Partial<SocketState>>;
type ProtocolContext = Parameters<NonNullable<Protocol['onSubscribe']>>[0];

/** Close code of graphql-transport-ws for a socket whose session may no longer be used; clients then sign in anew. */
const forbidden = 4403;

/** What travels from `onSubscribe` to the functions that run the operation. */
type SocketOperation = LiveOperation & {
  readonly id: string;
  readonly socket: Extra['socket'];
  /** Gives back its place among those that start. */
  started(): void;
};

/** What the library asks us while it speaks the protocol. */
export function socketProtocol(options: SocketOptions): Protocol {
  const { settings, live } = options;
  return {
    connectionInitWaitTimeout: settings.socketInitMs,
    onConnect: async (context) => {
      const session = await connect(options, context);
      if (!session) return false;
      const { socket } = context.extra;
      context.extra.session = session;
      context.extra.headers = headersOf(context);
      context.extra.gone = abortedOnClose(socket);
      const unwatch = live.sessions.watch(session, (end) => endSoon(socket, forbidden, end));
      socket.once('close', unwatch);
      return true;
    },
    onSubscribe: (context, id, payload) => admit(options, context, { id, payload }),
    execute: (args) => {
      const operation = args.contextValue as SocketOperation;
      return live.execute(operation).finally(operation.started);
    },
    subscribe: async (args) => {
      const operation = args.contextValue as SocketOperation;
      const outcome = await live.subscribe(operation).finally(operation.started);
      if (!(Symbol.asyncIterator in outcome)) return outcome;
      const { socket, id } = operation;
      return writtenResults(outcome, { socket, id, bufferBytes: settings.socketBufferBytes });
    },
  };
}

/** Null for credentials that are no good: the socket is closed with 4403. */
async function connect({ authenticate, logger }: SocketOptions, context: ProtocolContext): Promise<Session | null> {
  const { authorization, [apiKeyHeader]: apiKey } = context.connectionParams ?? {};
  const { request } = context.extra;
  try {
    return await authenticate({
      // Anything but a text is no token, and is refused as one.
      authorization: authorization == null ? undefined : typeof authorization === 'string' ? authorization : '',
      cookie: request.headers.cookie,
      apiKey: apiKey ?? request.headers[apiKeyHeader],
      endpoint: endpointOf(request.url) ?? 'api',
    });
  } catch (error) {
    if (error instanceof CaravanError) {
      logger.info({ code: error.code }, 'a socket was refused');
      return null;
    }
    throw error;
  }
}

function headersOf({ connectionParams, extra: { request } }: ProtocolContext): IncomingHttpHeaders {
  const { authorization } = connectionParams ?? {};
  return typeof authorization === 'string' ? { ...request.headers, authorization } : request.headers;
}

function abortedOnClose(socket: Extra['socket']): AbortSignal {
  const gone = new AbortController();
  // With a reason of our own, no error with a stack is made for each socket.
  socket.once('close', () => gone.abort('The client has gone.'));
  return gone.signal;
}

async function admit(
  { pipeline, live, denied, addressOf, logger, settings }: SocketOptions,
  { extra, subscriptions }: ProtocolContext,
  { id, payload }: { id: string; payload: SubscribePayload },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { request, socket, session = anonymousSession, headers = request.headers, gone } = extra;
  const requestId = newId();
  const startedAt = performance.now();
  const client = clientOf(
    { headers, peer: request.socket.remoteAddress, ...(gone && { signal: gone }) },
    { session, requestId, addressOf },
  );
  const refuse = (errors: readonly GraphQLError[]) => {
    const operation = { kind: 'refused', way: 'websocket', name: undefined, hash: undefined } as const;
    logOperation(logger, { operation, caller: client.caller, startedAt }, { errors });
    return errors;
  };
  const refuseWith = (error: unknown) => refuse([maskError(error, { requestId, logger })]);
  // Its socket is being closed, but its client may be slow to let it.
  if (isOver(session, denied)) return refuseWith(sessionEnded());
  if (live.isDraining()) return refuseWith(stopping());
  const starting = extra.starting ?? 0;
  if (starting >= settings.socketOperations || Object.keys(subscriptions).length > settings.socketOperations) {
    return refuseWith(tooMany('operations'));
  }
  // Counted here, since a client that completes an operation which has not started is rid of it, but not we.
  extra.starting = starting + 1;
  const started = () => {
    extra.starting = (extra.starting ?? 1) - 1;
  };
  try {
    const { operation: prepared, errors } = await pipeline.prepare(payload, client);
    if (!errors) {
      const operation: SocketOperation = { prepared, client, way: 'websocket', startedAt, id, socket, started };
      return toArguments(operation);
    }
    started();
    return refuse(errors);
  } catch (error) {
    started();
    return refuseWith(error);
  }
}

function toArguments(contextValue: SocketOperation): ExecutionArgs {
  const { prepared, client } = contextValue;
  return {
    schema: prepared.generation.schemaOf(client.contract),
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    contextValue,
  };
}
